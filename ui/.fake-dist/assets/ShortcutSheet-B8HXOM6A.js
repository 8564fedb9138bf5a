import { $ as sibling, E as each, F as from_html, K as template_effect, M as set_text, N as append, Q as only_child, U as get, X as child, at as pop, ct as reset, i as hook, ot as push } from "./IconButton-B2_Zt6VV.js";
import { t as Sheet } from "./Sheet-CLR509OV.js";
import { d as shortcuts, g as session } from "./index-CIr4wLUU.js";
// src/app/ShortcutSheet.svelte
var root = from_html(`<kbd> </kbd>`);
var root_1 = from_html(`<div class="svelte-4116gs"><dt> </dt> <dd class="svelte-4116gs"></dd></div>`);
var root_2 = from_html(`<section class="svelte-4116gs"><h2 class="svelte-4116gs"> </h2> <dl class="svelte-4116gs"></dl></section>`);
var root_3 = from_html(`<div class="groups svelte-4116gs"></div>`);
function ShortcutSheet($$anchor, $$props) {
	push($$props, true);
	Sheet($$anchor, {
		title: "Keys",
		width: 640,
		onclose: () => session.closeSheet(),
		get "data-testid"() {
			return hook.shortcuts;
		},
		children: ($$anchor, $$slotProps) => {
			var div = root_3();
			each(div, 21, () => shortcuts, ({ group, list }) => group, ($$anchor, $$item) => {
				let group = () => get($$item).group;
				let list = () => get($$item).list;
				var section = root_2();
				var h2 = child(section);
				var text = only_child(h2, true);
				var dl = sibling(h2, 2);
				each(dl, 21, list, ({ keys, says }) => keys, ($$anchor, $$item) => {
					let keys = () => get($$item).keys;
					let says = () => get($$item).says;
					var div_1 = root_1();
					var dt = child(div_1);
					var text_1 = only_child(dt, true);
					var dd = sibling(dt, 2);
					each(dd, 20, () => keys().split(" "), (one) => one, ($$anchor, one) => {
						var kbd = root();
						var text_2 = only_child(kbd, true);
						template_effect(($0) => set_text(text_2, $0), [() => one.replaceAll("+", " ")]);
						append($$anchor, kbd);
					});
					reset(dd);
					reset(div_1);
					template_effect(() => set_text(text_1, says()));
					append($$anchor, div_1);
				});
				reset(dl);
				reset(section);
				template_effect(() => set_text(text, group()));
				append($$anchor, section);
			});
			reset(div);
			append($$anchor, div);
		},
		$$slots: { default: true }
	});
	pop();
}
export { ShortcutSheet as default };
