import { $ as sibling, B as delegated, C as attach, E as each, F as from_html, G as untrack, H as createAttachmentKey, K as template_effect, L as props_id, M as set_text, N as append, Q as only_child, R as text, U as get, V as event, X as child, Y as $window, Z as first_child, at as pop, ct as reset, d as bind_value, et as proxy, f as CLASS, g as set_attribute, h as remove_input_defaults, i as hook, it as remove_textarea_child, k as if_block, lt as noop, m as attribute_effect, n as tip, nt as state, o as prop, ot as push, rt as user_derived, s as rest_props, st as next, tt as set, u as bind_element_size, x as set_style, z as delegate } from "./IconButton-B2_Zt6VV.js";
import { c as ServiceIcon, h as Button, l as catalogue, u as pressed } from "./index-CIr4wLUU.js";
import { t as Field } from "./Field-B2ZrVT9I.js";
import { t as takeFocus } from "./focus-BgjPHvln.js";
import { t as Sheet } from "./Sheet-CLR509OV.js";
// src/icons/IconPicker.svelte
var root$2 = from_html(`<button type="button" class="cell svelte-4wuhm3"><!></button>`);
var root_1 = from_html(`<p class="svelte-4wuhm3">No icon of that name. Letters always work.</p>`);
var root_2 = from_html(`<div class="picker svelte-4wuhm3"><div class="usual svelte-4wuhm3"><button type="button" class="svelte-4wuhm3"><!>By name</button> <button type="button" class="svelte-4wuhm3"><!>Letters</button></div> <input type="text" aria-label="Search icons" spellcheck="false" class="svelte-4wuhm3"/> <div class="scroll svelte-4wuhm3"><div class="all svelte-4wuhm3"></div> <!></div></div>`);
function IconPicker($$anchor, $$props) {
	push($$props, true);
	const CELL = 64;
	let text = state("");
	let scrollTop = state(0);
	let width = state(400);
	let height = state(320);
	catalogue.load();
	const found = user_derived(() => catalogue.ready ? catalogue.search(get(text)) : []);
	const across = user_derived(() => Math.max(1, Math.floor(get(width) / CELL)));
	const first = user_derived(() => Math.max(0, Math.floor(get(scrollTop) / CELL) - 1) * get(across));
	const cells = user_derived(() => get(found).slice(get(first), get(first) + (Math.ceil(get(height) / CELL) + 3) * get(across)));
	Sheet($$anchor, {
		title: "Choose an icon",
		width: 480,
		get onclose() {
			return $$props.onclose;
		},
		children: ($$anchor, $$slotProps) => {
			var div = root_2();
			var div_1 = child(div);
			var button = child(div_1);
			var node = child(button);
			ServiceIcon(node, {
				get issuer() {
					return $$props.issuer;
				},
				size: 34
			});
			next();
			reset(button);
			var button_1 = sibling(button, 2);
			var node_1 = child(button_1);
			ServiceIcon(node_1, {
				get issuer() {
					return $$props.issuer;
				},
				icon: "letters",
				size: 34
			});
			next();
			reset(button_1);
			reset(div_1);
			var input = sibling(div_1, 2);
			remove_input_defaults(input);
			attach(input, () => takeFocus);
			var div_2 = sibling(input, 2);
			var div_3 = child(div_2);
			let styles;
			each(div_3, 23, () => get(cells), (brand) => brand.slug, ($$anchor, brand, n) => {
				const at = user_derived(() => get(first) + get(n));
				var button_2 = root$2();
				let styles_1;
				var node_2 = child(button_2);
				ServiceIcon(node_2, {
					get issuer() {
						return get(brand).title;
					},
					get icon() {
						return get(brand).slug;
					},
					size: 42
				});
				reset(button_2);
				attach(button_2, () => tip(get(brand).title));
				template_effect(($0) => {
					set_attribute(button_2, "aria-label", get(brand).title);
					set_attribute(button_2, "aria-pressed", $$props.icon === get(brand).slug);
					set_attribute(button_2, "data-testid", hook.iconChoice);
					set_attribute(button_2, "data-slug", get(brand).slug);
					styles_1 = set_style(button_2, "", styles_1, { transform: $0 });
				}, [() => `translate(${get(at) % get(across) * (get(width) / get(across))}px, ${Math.floor(get(at) / get(across)) * CELL}px)`]);
				delegated("click", button_2, () => $$props.onpick(get(brand).slug));
				append($$anchor, button_2);
			});
			reset(div_3);
			var node_3 = sibling(div_3, 2);
			var consequent = ($$anchor) => {
				var p = root_1();
				append($$anchor, p);
			};
			if_block(node_3, ($$render) => {
				if (catalogue.ready && get(found).length === 0) $$render(consequent);
			});
			reset(div_2);
			reset(div);
			template_effect(($0, $1) => {
				set_attribute(button, "aria-pressed", $$props.icon === null);
				set_attribute(button_1, "aria-pressed", $$props.icon === "letters");
				set_attribute(input, "placeholder", `Search ${$0 ?? ""} icons`);
				set_attribute(input, "data-testid", hook.iconSearch);
				styles = set_style(div_3, "", styles, { height: $1 });
			}, [() => get(found).length > 0 && get(text) === "" ? get(found).length.toLocaleString() : "", () => `${Math.ceil(get(found).length / get(across)) * CELL}px`]);
			delegated("click", button, () => $$props.onpick(null));
			delegated("click", button_1, () => $$props.onpick("letters"));
			bind_value(input, () => get(text), ($$value) => set(text, $$value));
			event("scroll", div_2, (event) => set(scrollTop, event.currentTarget.scrollTop, true));
			bind_element_size(div_2, "clientWidth", ($$value) => set(width, $$value));
			bind_element_size(div_2, "clientHeight", ($$value) => set(height, $$value));
			append($$anchor, div);
		},
		$$slots: { default: true }
	});
	pop();
}
delegate(["click"]);
// src/controls/TextArea.svelte
var rest_excludes = /* @__PURE__ */ new Set([
	"$$slots",
	"$$events",
	"$$legacy",
	"label",
	"value",
	"rows",
	"mono"
]);
var root$1 = from_html(`<div class="field svelte-psp1xw"><label class="svelte-psp1xw"> </label> <textarea></textarea></div>`);
function TextArea($$anchor, $$props) {
	const id = props_id();
	push($$props, true);
	let value = prop($$props, "value", 15), rows = prop($$props, "rows", 3, 4), mono = prop($$props, "mono", 3, false), rest = rest_props($$props, rest_excludes);
	var div = root$1();
	var label_1 = child(div);
	var text = only_child(label_1, true);
	var textarea = sibling(label_1, 2);
	remove_textarea_child(textarea);
	attribute_effect(textarea, () => ({
		...rest,
		id,
		rows: rows(),
		spellcheck: "false",
		[CLASS]: { mono: mono() }
	}), void 0, void 0, void 0, "svelte-psp1xw");
	reset(div);
	template_effect(() => {
		set_attribute(label_1, "for", id);
		set_text(text, $$props.label);
	});
	bind_value(textarea, value);
	append($$anchor, div);
	pop();
}
// src/account/EditForm.svelte
var root = from_html(`<form class="card svelte-1io715l"><div class="top svelte-1io715l"><button type="button" class="icon svelte-1io715l"><!> <span>Change icon</span></button> <div class="fields svelte-1io715l"><!> <!></div></div> <!> <!> <!> <div class="acts svelte-1io715l"><!> <!></div></form> <!>`, 1);
function EditForm($$anchor, $$props) {
	push($$props, true);
	const start = untrack(() => $$props.view);
	let issuer = state(proxy(start.issuer));
	let name = state(proxy(start.name));
	let icon = state(proxy(start.icon));
	let tags = state(proxy(start.tags.join(", ")));
	let notes = state(proxy(start.notes));
	let offset = state(proxy(String(start.offsetSecs)));
	let picking = state(false);
	let busy = state(false);
	const offsetSecs = user_derived(() => /^[+-−]?\d+$/.test(get(offset).trim()) ? Number(get(offset).trim().replace("−", "-")) : null);
	const complaint = user_derived(() => get(issuer).trim() === "" && get(name).trim() === "" ? "Give it a service or an account name." : null);
	const tagList = user_derived(() => [...new Set(get(tags).split(",").map((tag) => tag.trim()).filter((tag) => tag !== ""))]);
	async function save(event) {
		event?.preventDefault();
		if (get(complaint) !== null || get(offsetSecs) === null || get(busy)) return;
		set(busy, true);
		await $$props.onsave({
			issuer: get(issuer).trim(),
			name: get(name).trim(),
			icon: get(icon),
			tags: get(tagList),
			notes: get(notes),
			offsetSecs: get(offsetSecs)
		});
		set(busy, false);
	}
	var fragment = root();
	event("keydown", $window, (event) => pressed(event) === "Ctrl+S" && (event.preventDefault(), void save()));
	var form = first_child(fragment);
	var div = child(form);
	var button = child(div);
	var node = child(button);
	ServiceIcon(node, {
		get issuer() {
			return get(issuer);
		},
		get name() {
			return get(name);
		},
		get icon() {
			return get(icon);
		},
		size: 56
	});
	next(2);
	reset(button);
	var div_1 = sibling(button, 2);
	var node_1 = child(div_1);
	Field(node_1, {
		label: "Service",
		[createAttachmentKey()]: ($$node) => (takeFocus || noop)($$node),
		get complaint() {
			return get(complaint);
		},
		maxlength: 200,
		get "data-testid"() {
			return hook.accountIssuer;
		},
		get value() {
			return get(issuer);
		},
		set value($$value) {
			set(issuer, $$value, true);
		}
	});
	var node_2 = sibling(node_1, 2);
	Field(node_2, {
		label: "Account",
		maxlength: 200,
		get "data-testid"() {
			return hook.accountName;
		},
		get value() {
			return get(name);
		},
		set value($$value) {
			set(name, $$value, true);
		}
	});
	reset(div_1);
	reset(div);
	var node_3 = sibling(div, 2);
	Field(node_3, {
		label: "Tags",
		hint: "Separated by commas. The search finds them.",
		get "data-testid"() {
			return hook.accountTags;
		},
		get value() {
			return get(tags);
		},
		set value($$value) {
			set(tags, $$value, true);
		}
	});
	var node_4 = sibling(node_3, 2);
	TextArea(node_4, {
		label: "Notes",
		get "data-testid"() {
			return hook.accountNotes;
		},
		get value() {
			return get(notes);
		},
		set value($$value) {
			set(notes, $$value, true);
		}
	});
	var node_5 = sibling(node_4, 2);
	var consequent = ($$anchor) => {
		{
			let $0 = user_derived(() => get(offsetSecs) === null ? "A whole number, such as 30 or -30." : null);
			Field($$anchor, {
				label: "Clock offset in seconds",
				inputmode: "numeric",
				hint: "Leave 0 unless this one service runs on a wrong clock.",
				get complaint() {
					return get($0);
				},
				get "data-testid"() {
					return hook.accountOffset;
				},
				get value() {
					return get(offset);
				},
				set value($$value) {
					set(offset, $$value, true);
				}
			});
		}
	};
	if_block(node_5, ($$render) => {
		if ($$props.view.kind !== "hotp") $$render(consequent);
	});
	var div_2 = sibling(node_5, 2);
	var node_6 = child(div_2);
	Button(node_6, {
		get onclick() {
			return $$props.oncancel;
		},
		get "data-testid"() {
			return hook.accountCancel;
		},
		children: ($$anchor, $$slotProps) => {
			next();
			var text$1 = text("Cancel");
			append($$anchor, text$1);
		},
		$$slots: { default: true }
	});
	var node_7 = sibling(node_6, 2);
	Button(node_7, {
		look: "primary",
		type: "submit",
		get busy() {
			return get(busy);
		},
		get "data-testid"() {
			return hook.accountSave;
		},
		children: ($$anchor, $$slotProps) => {
			next();
			var text_1 = text("Save");
			append($$anchor, text_1);
		},
		$$slots: { default: true }
	});
	reset(div_2);
	reset(form);
	var node_8 = sibling(form, 2);
	var consequent_1 = ($$anchor) => {
		IconPicker($$anchor, {
			get issuer() {
				return get(issuer);
			},
			get icon() {
				return get(icon);
			},
			onpick: (picked) => (set(icon, picked, true), set(picking, false)),
			onclose: () => set(picking, false)
		});
	};
	if_block(node_8, ($$render) => {
		if (get(picking)) $$render(consequent_1);
	});
	template_effect(() => set_attribute(button, "data-testid", hook.accountIcon));
	event("submit", form, save);
	delegated("click", button, () => set(picking, true));
	append($$anchor, fragment);
	pop();
}
delegate(["click"]);
export { EditForm as default };
