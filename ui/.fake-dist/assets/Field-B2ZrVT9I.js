import { $ as sibling, F as from_html, K as template_effect, L as props_id, M as set_text, N as append, Q as only_child, S as set_class, X as child, at as pop, ct as reset, d as bind_value, f as CLASS, g as set_attribute, k as if_block, m as attribute_effect, o as prop, ot as push, s as rest_props } from "./IconButton-B2_Zt6VV.js";
// src/controls/Field.svelte
var rest_excludes = /* @__PURE__ */ new Set([
	"$$slots",
	"$$events",
	"$$legacy",
	"label",
	"value",
	"hint",
	"complaint",
	"mono"
]);
var root = from_html(`<p> </p>`);
var root_1 = from_html(`<div class="field svelte-1dbd5wq"><label class="svelte-1dbd5wq"> </label> <input/> <!></div>`);
function Field($$anchor, $$props) {
	const id = props_id();
	push($$props, true);
	let value = prop($$props, "value", 15, ""), complaint = prop($$props, "complaint", 3, null), mono = prop($$props, "mono", 3, false), rest = rest_props($$props, rest_excludes);
	var div = root_1();
	var label_1 = child(div);
	var text = only_child(label_1, true);
	var input = sibling(label_1, 2);
	attribute_effect(input, () => ({
		autocomplete: "off",
		spellcheck: "false",
		...rest,
		id,
		"aria-invalid": complaint() ? true : void 0,
		"aria-describedby": $$props.hint || complaint() ? `${id}-says` : void 0,
		[CLASS]: { mono: mono() }
	}), void 0, void 0, void 0, "svelte-1dbd5wq", true);
	var node = sibling(input, 2);
	var consequent = ($$anchor) => {
		var p = root();
		let classes;
		var text_1 = only_child(p, true);
		template_effect(() => {
			set_attribute(p, "id", `${id}-says`);
			classes = set_class(p, 1, "svelte-1dbd5wq", null, classes, { complaint: complaint() });
			set_text(text_1, complaint() ?? $$props.hint);
		});
		append($$anchor, p);
	};
	if_block(node, ($$render) => {
		if (complaint() || $$props.hint) $$render(consequent);
	});
	reset(div);
	template_effect(() => {
		set_attribute(label_1, "for", id);
		set_text(text, $$props.label);
	});
	bind_value(input, value);
	append($$anchor, div);
	pop();
}
export { Field as t };
