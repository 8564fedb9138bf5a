import { $ as sibling, E as each, F as from_html, K as template_effect, L as props_id, M as set_text, N as append, Q as only_child, S as set_class, U as get, X as child, at as pop, ct as reset, g as set_attribute, k as if_block, m as attribute_effect, o as prop, ot as push, s as rest_props } from "./IconButton-B2_Zt6VV.js";
// src/controls/Select.svelte
var rest_excludes = /* @__PURE__ */ new Set([
	"$$slots",
	"$$events",
	"$$legacy",
	"label",
	"hint",
	"options",
	"value",
	"inline",
	"onchange"
]);
var root = from_html(`<p class="svelte-1hswkl6"> </p>`);
var root_1 = from_html(`<option> </option>`);
var root_2 = from_html(`<div><div class="words svelte-1hswkl6"><label class="svelte-1hswkl6"> </label> <!></div> <select></select></div>`);
function Select($$anchor, $$props) {
	const id = props_id();
	push($$props, true);
	let value = prop($$props, "value", 15), inline = prop($$props, "inline", 3, false), rest = rest_props($$props, rest_excludes);
	var div = root_2();
	let classes;
	var div_1 = child(div);
	var label_1 = child(div_1);
	var text = only_child(label_1, true);
	var node = sibling(label_1, 2);
	var consequent = ($$anchor) => {
		var p = root();
		var text_1 = only_child(p, true);
		template_effect(() => {
			set_attribute(p, "id", `${id}-says`);
			set_text(text_1, $$props.hint);
		});
		append($$anchor, p);
	};
	if_block(node, ($$render) => {
		if ($$props.hint) $$render(consequent);
	});
	reset(div_1);
	var select = sibling(div_1, 2);
	var event_handler = (event) => {
		const chosen = $$props.options[event.currentTarget.selectedIndex];
		if (chosen === void 0) return;
		value(chosen.value);
		$$props.onchange?.(chosen.value);
	};
	attribute_effect(select, () => ({
		...rest,
		id,
		"aria-describedby": $$props.hint ? `${id}-says` : void 0,
		value: value(),
		onchange: event_handler
	}), void 0, void 0, void 0, "svelte-1hswkl6");
	each(select, 21, () => $$props.options, (option) => option.value, ($$anchor, option) => {
		var option_1 = root_1();
		var text_2 = only_child(option_1, true);
		var option_1_value = {};
		template_effect(() => {
			set_text(text_2, get(option).label);
			if (option_1_value !== (option_1_value = get(option).value)) option_1.value = (option_1.__value = option_1_value) ?? "";
		});
		append($$anchor, option_1);
	});
	reset(select);
	reset(div);
	template_effect(() => {
		classes = set_class(div, 1, "field svelte-1hswkl6", null, classes, { inline: inline() });
		set_attribute(label_1, "for", id);
		set_text(text, $$props.label);
	});
	append($$anchor, div);
	pop();
}
export { Select as t };
