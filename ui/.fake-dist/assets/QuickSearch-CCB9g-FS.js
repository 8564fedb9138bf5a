import { $ as sibling, B as delegated, E as each, F as from_html, K as template_effect, M as set_text, N as append, Q as only_child, U as get, X as child, Z as first_child, a as onMount, at as pop, ct as reset, g as set_attribute, i as hook, k as if_block, l as bind_this, nt as state, ot as push, r as Icon, rt as user_derived, st as next, tt as set, z as delegate } from "./IconButton-B2_Zt6VV.js";
import { _ as toasts, c as ServiceIcon, g as session, n as Codes, r as RowDigits, t as places, u as pressed } from "./index-CIr4wLUU.js";
import { t as Sheet } from "./Sheet-CLR509OV.js";
// src/app/QuickSearch.svelte
var root = from_html(`<li role="option" class="svelte-epqm5e"><!> <span class="who svelte-epqm5e"><b class="svelte-epqm5e"> </b><span class="svelte-epqm5e"> </span></span> <!></li>`);
var root_1 = from_html(`<li role="option" class="svelte-epqm5e"><span class="act svelte-epqm5e"><!></span><span class="who svelte-epqm5e"><b class="svelte-epqm5e"> </b></span></li>`);
var root_2 = from_html(`<li class="none svelte-epqm5e" role="option" aria-selected="false">Nothing found</li>`);
var root_3 = from_html(`<label class="field svelte-epqm5e"><!> <input type="text" role="combobox" aria-label="Quick search" aria-expanded="true" aria-controls="quick-list" placeholder="Search accounts and places" autocomplete="off" spellcheck="false" class="svelte-epqm5e"/> <kbd>Esc</kbd></label> <ul id="quick-list" role="listbox" aria-label="Found" class="svelte-epqm5e"><!> <!> <!></ul>`, 1);
function QuickSearch($$anchor, $$props) {
	push($$props, true);
	const SHOWN = 6;
	const codes = new Codes();
	let field;
	let chosen = state(0);
	onMount(() => {
		codes.ask();
		field.focus();
	});
	const acts = user_derived(() => [
		...places.map((place) => ({
			label: place.label,
			icon: place.icon,
			act: () => session.go(place.id)
		})),
		{
			label: "Add an account",
			icon: "plus",
			act: () => session.add()
		},
		{
			label: "Lock",
			icon: "lock",
			act: () => void session.lock()
		}
	].filter((one) => codes.text !== "" && one.label.toLowerCase().includes(codes.text.toLowerCase())));
	const rows = user_derived(() => codes.page?.rows.slice(0, SHOWN) ?? []);
	const count = user_derived(() => get(rows).length + get(acts).length);
	async function choose(index, open = false) {
		const row = get(rows)[index];
		if (row === void 0) {
			session.closeSheet();
			get(acts)[index - get(rows).length]?.act();
		} else if (open) {
			session.go("codes");
			session.page = row.id;
		} else {
			await codes.copy(row);
			if (codes.copied === null) return;
			toasts.say(`Copied the code of ${row.issuer || row.name}`);
			session.closeSheet();
		}
	}
	function keydown(event) {
		const keys = pressed(event);
		if (keys === "↓") set(chosen, Math.min(get(chosen) + 1, get(count) - 1), true);
		else if (keys === "↑") set(chosen, Math.max(get(chosen) - 1, 0), true);
		else if (keys === "Enter" || keys === "Ctrl+Enter") choose(get(chosen), keys === "Ctrl+Enter");
		else return;
		event.preventDefault();
	}
	Sheet($$anchor, {
		title: "Quick search",
		width: 540,
		bare: true,
		onclose: () => session.closeSheet(),
		get "data-testid"() {
			return hook.quickSearch;
		},
		children: ($$anchor, $$slotProps) => {
			var fragment_1 = root_3();
			var label = first_child(fragment_1);
			var node = child(label);
			Icon(node, {
				of: "search",
				size: 20
			});
			var input = sibling(node, 2);
			bind_this(input, ($$value) => field = $$value, () => field);
			next(2);
			reset(label);
			var ul = sibling(label, 2);
			var node_1 = child(ul);
			each(node_1, 19, () => get(rows), (row) => row.id, ($$anchor, row, n) => {
				var li = root();
				var node_2 = child(li);
				ServiceIcon(node_2, {
					get issuer() {
						return get(row).issuer;
					},
					get name() {
						return get(row).name;
					},
					get icon() {
						return get(row).icon;
					},
					size: 30
				});
				var span = sibling(node_2, 2);
				var b = child(span);
				var text = only_child(b, true);
				var span_1 = sibling(b);
				var text_1 = only_child(span_1, true);
				reset(span);
				var node_3 = sibling(span, 2);
				RowDigits(node_3, {
					get code() {
						return get(row).code;
					},
					next: null,
					soon: false
				});
				reset(li);
				template_effect(() => {
					set_attribute(li, "id", `quick-${get(n) ?? ""}`);
					set_attribute(li, "aria-selected", get(n) === get(chosen));
					set_text(text, get(row).issuer || get(row).name);
					set_text(text_1, get(row).issuer ? get(row).name : "");
				});
				delegated("click", li, () => choose(get(n)));
				append($$anchor, li);
			});
			var node_4 = sibling(node_1, 2);
			each(node_4, 19, () => get(acts), (act) => act.label, ($$anchor, act, n) => {
				var li_1 = root_1();
				var span_2 = child(li_1);
				var node_5 = child(span_2);
				Icon(node_5, { get of() {
					return get(act).icon;
				} });
				reset(span_2);
				var span_3 = sibling(span_2);
				var b_1 = child(span_3);
				var text_2 = only_child(b_1, true);
				reset(span_3);
				reset(li_1);
				template_effect(() => {
					set_attribute(li_1, "id", `quick-${get(rows).length + get(n)}`);
					set_attribute(li_1, "aria-selected", get(rows).length + get(n) === get(chosen));
					set_text(text_2, get(act).label);
				});
				delegated("click", li_1, () => choose(get(rows).length + get(n)));
				append($$anchor, li_1);
			});
			var node_6 = sibling(node_4, 2);
			var consequent = ($$anchor) => {
				var li_2 = root_2();
				append($$anchor, li_2);
			};
			if_block(node_6, ($$render) => {
				if (get(count) === 0) $$render(consequent);
			});
			reset(ul);
			template_effect(() => {
				set_attribute(input, "aria-activedescendant", `quick-${get(chosen) ?? ""}`);
				set_attribute(input, "data-testid", hook.quickSearchField);
			});
			delegated("input", input, (event) => (set(chosen, 0), codes.search(event.currentTarget.value)));
			delegated("keydown", input, keydown);
			append($$anchor, fragment_1);
		},
		$$slots: { default: true }
	});
	pop();
}
delegate([
	"input",
	"keydown",
	"click"
]);
export { QuickSearch as default };
