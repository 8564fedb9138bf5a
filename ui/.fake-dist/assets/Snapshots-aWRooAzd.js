import { $ as sibling, B as delegated, E as each, F as from_html, H as createAttachmentKey, K as template_effect, M as set_text, N as append, Q as only_child, R as text, S as set_class, U as get, V as event, X as child, Z as first_child, _ as set_checked, at as pop, ct as reset, g as set_attribute, h as remove_input_defaults, i as hook, k as if_block, l as bind_this, lt as noop, nt as state, ot as push, q as user_effect, rt as user_derived, st as next, tt as set, z as delegate } from "./IconButton-B2_Zt6VV.js";
import { _ as toasts, f as Waiting, g as session, h as Button, o as when, p as PassphraseField, v as seconds } from "./index-CIr4wLUU.js";
import { a as reasonOf, n as backend } from "./errors-WOQGP0IA.js";
import { t as takeFocus } from "./focus-BgjPHvln.js";
// src/unlock/Snapshots.svelte
var root = from_html(`<p class="svelte-1t0o38l">There is no earlier snapshot in this folder.</p>`);
var root_1 = from_html(`<li class="svelte-1t0o38l"><label><input type="radio" name="snapshot" class="svelte-1t0o38l"/> <span> </span><span class="size svelte-1t0o38l"> </span></label></li>`);
var root_2 = from_html(`<form class="svelte-1t0o38l"><!> <!> <p class="svelte-1t0o38l">The file that does not open is kept beside it, never overwritten.</p></form>`);
var root_3 = from_html(`<h2>Go back to an earlier version</h2> <ul class="svelte-1t0o38l"></ul> <!>`, 1);
var root_4 = from_html(`<section class="svelte-1t0o38l"><!></section>`);
function Snapshots($$anchor, $$props) {
	push($$props, true);
	const waiting = new Waiting();
	let list = state(null);
	let chosen = state(null);
	let field = state(void 0);
	let reason = state(null);
	let busy = state(false);
	user_effect(() => waiting.leftMs > 0 ? seconds.watch() : void 0);
	const show = async () => set(list, await session.attempt(backend.snapshots()));
	async function restore(event) {
		event.preventDefault();
		if (get(chosen) === null || get(field) === void 0 || get(field).isEmpty() || waiting.leftMs > 0) return;
		set(busy, true);
		try {
			await backend.restoreSnapshot(get(chosen).id, get(field).take());
			toasts.say("Restored. The file that did not open was kept beside it.");
			await session.refresh();
			$$props.onrestored();
		} catch (thrown) {
			set(reason, reasonOf(thrown));
			waiting.take(get(reason));
		}
		set(busy, false);
	}
	var section = root_4();
	var node = child(section);
	var consequent = ($$anchor) => {
		Button($$anchor, {
			wide: true,
			onclick: show,
			children: ($$anchor, $$slotProps) => {
				next();
				var text$1 = text("Look for earlier snapshots");
				append($$anchor, text$1);
			},
			$$slots: { default: true }
		});
	};
	var consequent_1 = ($$anchor) => {
		var p = root();
		append($$anchor, p);
	};
	var alternate = ($$anchor) => {
		var fragment_1 = root_3();
		var ul = sibling(first_child(fragment_1), 2);
		each(ul, 21, () => get(list), (snapshot) => snapshot.id, ($$anchor, snapshot) => {
			var li = root_1();
			var label = child(li);
			let classes;
			var input = child(label);
			remove_input_defaults(input);
			var span = sibling(input, 2);
			var text_1 = only_child(span, true);
			var span_1 = sibling(span);
			var text_2 = only_child(span_1);
			reset(label);
			reset(li);
			template_effect(($0, $1) => {
				classes = set_class(label, 1, "svelte-1t0o38l", null, classes, { on: get(chosen)?.id === get(snapshot).id });
				set_checked(input, get(chosen)?.id === get(snapshot).id);
				set_text(text_1, $0);
				set_text(text_2, `${$1 ?? ""} kB`);
			}, [() => when(get(snapshot).at), () => Math.ceil(get(snapshot).bytes / 1024)]);
			delegated("change", input, () => set(chosen, get(snapshot), true));
			append($$anchor, li);
		});
		reset(ul);
		var node_1 = sibling(ul, 2);
		var consequent_2 = ($$anchor) => {
			var form = root_2();
			var node_2 = child(form);
			{
				let $0 = user_derived(() => waiting.says(get(reason)));
				bind_this(PassphraseField(node_2, {
					label: "Passphrase of that time",
					[createAttachmentKey()]: ($$node) => (takeFocus || noop)($$node),
					get complaint() {
						return get($0);
					}
				}), ($$value) => set(field, $$value, true), () => get(field));
			}
			var node_3 = sibling(node_2, 2);
			{
				let $0 = user_derived(() => waiting.leftMs > 0);
				Button(node_3, {
					look: "primary",
					type: "submit",
					wide: true,
					get busy() {
						return get(busy);
					},
					get disabled() {
						return get($0);
					},
					get "data-testid"() {
						return hook.snapshotRestore;
					},
					children: ($$anchor, $$slotProps) => {
						next();
						var text_3 = text("Restore this version");
						append($$anchor, text_3);
					},
					$$slots: { default: true }
				});
			}
			next(2);
			reset(form);
			event("submit", form, restore);
			append($$anchor, form);
		};
		if_block(node_1, ($$render) => {
			if (get(chosen)) $$render(consequent_2);
		});
		append($$anchor, fragment_1);
	};
	if_block(node, ($$render) => {
		if (get(list) === null) $$render(consequent);
		else if (get(list).length === 0) $$render(consequent_1, 1);
		else $$render(alternate, -1);
	});
	reset(section);
	template_effect(() => set_attribute(section, "data-testid", hook.snapshots));
	append($$anchor, section);
	pop();
}
delegate(["change"]);
export { Snapshots as default };
