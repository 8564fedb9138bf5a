import { $ as sibling, C as attach, F as from_html, K as template_effect, L as props_id, M as set_text, N as append, Q as only_child, S as set_class, T as snippet, X as child, at as pop, ct as reset, f as CLASS, g as set_attribute, k as if_block, m as attribute_effect, o as prop, ot as push, p as STYLE, s as rest_props, t as IconButton } from "./IconButton-B2_Zt6VV.js";
// src/controls/Sheet.svelte
var rest_excludes = /* @__PURE__ */ new Set([
	"$$slots",
	"$$events",
	"$$legacy",
	"title",
	"width",
	"full",
	"bare",
	"onclose",
	"children",
	"foot"
]);
var root = from_html(`<footer class="svelte-1bjlnht"><!></footer>`);
var root_1 = from_html(`<dialog><div class="inside svelte-1bjlnht" tabindex="-1"><header><h1 class="svelte-1bjlnht"> </h1> <!></header> <div class="body svelte-1bjlnht"><!></div> <!></div></dialog>`);
function Sheet($$anchor, $$props) {
	const id = props_id();
	push($$props, true);
	let width = prop($$props, "width", 3, 480), full = prop($$props, "full", 3, false), bare = prop($$props, "bare", 3, false), rest = rest_props($$props, rest_excludes);
	/** Opens it with the focus on the sheet itself, unless something inside takes it. */
	function opened(dialog) {
		dialog.showModal?.();
		dialog.querySelector(".inside")?.focus();
		return () => dialog.close?.();
	}
	var dialog_1 = root_1();
	var event_handler = (event) => (event.preventDefault(), $$props.onclose());
	var event_handler_1 = (event) => event.key === "Escape" && (event.preventDefault(), event.stopPropagation(), $$props.onclose());
	var event_handler_2 = (event) => event.target === event.currentTarget && $$props.onclose();
	attribute_effect(dialog_1, () => ({
		...rest,
		"aria-labelledby": id,
		oncancel: event_handler,
		onkeydown: event_handler_1,
		onpointerdown: event_handler_2,
		[CLASS]: {
			full: full(),
			bare: bare()
		},
		[STYLE]: { "--width": `${width() ?? ""}px` }
	}), void 0, void 0, void 0, "svelte-1bjlnht");
	var div = child(dialog_1);
	var header = child(div);
	let classes;
	var h1 = child(header);
	var text = only_child(h1, true);
	var node = sibling(h1, 2);
	var consequent = ($$anchor) => {
		IconButton($$anchor, {
			icon: "close",
			name: "Close",
			keys: "Esc",
			get onclick() {
				return $$props.onclose;
			}
		});
	};
	if_block(node, ($$render) => {
		if (!bare()) $$render(consequent);
	});
	reset(header);
	var div_1 = sibling(header, 2);
	var node_1 = child(div_1);
	snippet(node_1, () => $$props.children);
	reset(div_1);
	var node_2 = sibling(div_1, 2);
	var consequent_1 = ($$anchor) => {
		var footer = root();
		var node_3 = child(footer);
		snippet(node_3, () => $$props.foot);
		reset(footer);
		append($$anchor, footer);
	};
	if_block(node_2, ($$render) => {
		if ($$props.foot) $$render(consequent_1);
	});
	reset(div);
	reset(dialog_1);
	attach(dialog_1, () => opened);
	template_effect(() => {
		classes = set_class(header, 1, "svelte-1bjlnht", null, classes, { spoken: bare() });
		set_attribute(h1, "id", id);
		set_text(text, $$props.title);
	});
	append($$anchor, dialog_1);
	pop();
}
export { Sheet as t };
