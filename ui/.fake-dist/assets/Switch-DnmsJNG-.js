import { $ as sibling, E as each, F as from_html, H as createAttachmentKey, K as template_effect, L as props_id, M as set_text, N as append, Q as only_child, R as text, S as set_class, U as get, X as child, Z as first_child, at as pop, ct as reset, g as set_attribute, i as hook, k as if_block, l as bind_this, lt as noop, m as attribute_effect, nt as state, o as prop, ot as push, rt as user_derived, s as rest_props, tt as set } from "./IconButton-B2_Zt6VV.js";
import { n as backend } from "./errors-WOQGP0IA.js";
import { p as PassphraseField } from "./index-CIr4wLUU.js";
import { t as takeFocus } from "./focus-BgjPHvln.js";
// src/controls/StrengthBar.svelte
var root$2 = from_html(`<i></i>`);
var root_1 = from_html(`<b class="svelte-7es3as"> </b> `, 1);
var root_2 = from_html(`<div class="strength svelte-7es3as"><div aria-hidden="true"></div> <p aria-live="polite" class="svelte-7es3as"><!></p></div>`);
function StrengthBar($$anchor, $$props) {
	push($$props, true);
	const names = [
		"Very weak",
		"Weak",
		"Fair",
		"Good",
		"Strong"
	];
	const score = user_derived(() => $$props.strength?.score ?? 0);
	var div = root_2();
	var div_1 = child(div);
	let classes;
	each(div_1, 20, () => [
		1,
		2,
		3,
		4
	], (step) => step, ($$anchor, step) => {
		var i = root$2();
		let classes_1;
		template_effect(() => classes_1 = set_class(i, 1, "svelte-7es3as", null, classes_1, { on: $$props.strength !== null && get(score) >= step }));
		append($$anchor, i);
	});
	reset(div_1);
	var p = sibling(div_1, 2);
	var node = child(p);
	var consequent = ($$anchor) => {
		var fragment = root_1();
		var b = first_child(fragment);
		var text = only_child(b, true);
		var text_1 = sibling(b);
		template_effect(() => {
			set_text(text, names[get(score)]);
			set_text(text_1, `: ${$$props.strength.crackTime ?? ""} to guess${$$props.strength.suggestion ? `. ${$$props.strength.suggestion}` : ""}`);
		});
		append($$anchor, fragment);
	};
	var alternate = ($$anchor) => {
		var text_2 = text("Four or five uncommon words are strong and easy to type.");
		append($$anchor, text_2);
	};
	if_block(node, ($$render) => {
		if ($$props.strength) $$render(consequent);
		else $$render(alternate, -1);
	});
	reset(p);
	reset(div);
	template_effect(() => {
		set_attribute(div, "data-testid", hook.onboardingStrength);
		set_attribute(div, "data-score", $$props.strength?.score);
		classes = set_class(div_1, 1, `bar s${get(score) ?? ""}`, "svelte-7es3as", classes, { none: $$props.strength === null });
	});
	append($$anchor, div);
	pop();
}
// src/controls/NewPassphrase.svelte
var root$1 = from_html(`<div class="both svelte-vt44sw"><!> <!> <!></div>`);
function NewPassphrase($$anchor, $$props) {
	push($$props, true);
	let label = prop($$props, "label", 3, "Passphrase"), takesFocus = prop($$props, "first", 3, false);
	const RATE_AFTER_MS = 120;
	let first;
	let repeat;
	let strength = state(null);
	let complaint = state(null);
	let typing;
	function typed(text) {
		set(complaint, null);
		clearTimeout(typing);
		if (text === "") set(strength, null);
		else typing = setTimeout(() => void backend.ratePassphrase(text).then((rated) => !first.isEmpty() && set(strength, rated)), RATE_AFTER_MS);
	}
	/** The passphrase, with both fields cleared; null when the two differ or nothing was typed (and it says so). */
	function take() {
		if (first.isEmpty()) set(complaint, "Type a passphrase first.");
		else if (repeat.isEmpty()) set(complaint, "Type it a second time.");
		else {
			const again = repeat.take();
			if (first.holds(again)) return first.take();
			set(complaint, "The two are not the same. Type the second one again.");
		}
		(first.isEmpty() ? first : repeat).focus();
		return null;
	}
	var $$exports = { take };
	var div = root$1();
	var node = child(div);
	bind_this(PassphraseField(node, {
		get label() {
			return label();
		},
		[createAttachmentKey()]: ($$node) => (takesFocus() && takeFocus || noop)($$node),
		ontyped: typed,
		get "data-testid"() {
			return $$props.testids.first;
		}
	}), ($$value) => first = $$value, () => first);
	var node_1 = sibling(node, 2);
	StrengthBar(node_1, { get strength() {
		return get(strength);
	} });
	var node_2 = sibling(node_1, 2);
	bind_this(PassphraseField(node_2, {
		label: "The same again",
		get complaint() {
			return get(complaint);
		},
		get "data-testid"() {
			return $$props.testids.repeat;
		}
	}), ($$value) => repeat = $$value, () => repeat);
	reset(div);
	append($$anchor, div);
	return pop($$exports);
}
// src/controls/Switch.svelte
var rest_excludes = /* @__PURE__ */ new Set([
	"$$slots",
	"$$events",
	"$$legacy",
	"label",
	"cost",
	"on",
	"disabled",
	"onchange"
]);
var root = from_html(`<div><label class="svelte-sfckz6"><span class="name svelte-sfckz6"> </span> <span class="cost svelte-sfckz6"> </span></label> <button><span class="knob svelte-sfckz6"></span></button></div>`);
function Switch($$anchor, $$props) {
	const id = props_id();
	push($$props, true);
	let disabled = prop($$props, "disabled", 3, false), rest = rest_props($$props, rest_excludes);
	var div = root();
	let classes;
	var label_1 = child(div);
	var span = child(label_1);
	var text = only_child(span, true);
	var span_1 = sibling(span, 2);
	var text_1 = only_child(span_1, true);
	reset(label_1);
	var button = sibling(label_1, 2);
	var event_handler = () => $$props.onchange(!$$props.on);
	attribute_effect(button, () => ({
		...rest,
		id,
		type: "button",
		role: "switch",
		"aria-checked": $$props.on,
		"aria-label": $$props.label,
		"aria-describedby": `${id}-cost`,
		disabled: disabled(),
		onclick: event_handler
	}), void 0, void 0, void 0, "svelte-sfckz6");
	reset(div);
	template_effect(() => {
		classes = set_class(div, 1, "line svelte-sfckz6", null, classes, { disabled: disabled() });
		set_attribute(label_1, "for", id);
		set_text(text, $$props.label);
		set_attribute(span_1, "id", `${id}-cost`);
		set_text(text_1, $$props.cost);
	});
	append($$anchor, div);
	pop();
}
export { NewPassphrase as n, Switch as t };
