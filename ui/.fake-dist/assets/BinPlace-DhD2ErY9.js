import { $ as sibling, C as attach, E as each, F as from_html, K as template_effect, M as set_text, N as append, Q as only_child, R as text, U as get, X as child, Z as first_child, a as onMount, at as pop, ct as reset, g as set_attribute, i as hook, k as if_block, l as bind_this, n as tip, nt as state, ot as push, r as Icon, rt as user_derived, st as next, t as IconButton, tt as set } from "./IconButton-B2_Zt6VV.js";
import { _ as toasts, c as ServiceIcon, g as session, h as Button, m as Notice } from "./index-CIr4wLUU.js";
import { a as reasonOf, n as backend, r as on, t as wordsFor } from "./errors-WOQGP0IA.js";
import { t as Sheet } from "./Sheet-CLR509OV.js";
// src/bin/BinLine.svelte
var root$2 = from_html(`<li class="svelte-lppha4"><!> <div class="who svelte-lppha4"><b class="svelte-lppha4"> </b> <span class="svelte-lppha4"> </span></div> <!> <!></li>`);
function BinLine($$anchor, $$props) {
	push($$props, true);
	const DAY_S = 86400;
	const days = user_derived(() => Math.max(0, Math.ceil(($$props.row.deletesAt - $$props.row.binnedAt - (Date.now() / 1e3 - $$props.row.binnedAt)) / DAY_S)));
	const left = user_derived(() => get(days) === 0 ? "Leaves today" : get(days) === 1 ? "1 day left" : `${get(days)} days left`);
	var li = root$2();
	var node = child(li);
	ServiceIcon(node, {
		get issuer() {
			return $$props.row.issuer;
		},
		get name() {
			return $$props.row.name;
		},
		get icon() {
			return $$props.row.icon;
		}
	});
	var div = sibling(node, 2);
	var b = child(div);
	var text$3 = only_child(b, true);
	attach(b, tip);
	var span = sibling(b, 2);
	var text_1 = only_child(span);
	attach(span, tip);
	reset(div);
	var node_1 = sibling(div, 2);
	Button(node_1, {
		small: true,
		get onclick() {
			return $$props.onrestore;
		},
		get "data-testid"() {
			return hook.binRestore;
		},
		children: ($$anchor, $$slotProps) => {
			next();
			var text_2 = text("Put back");
			append($$anchor, text_2);
		},
		$$slots: { default: true }
	});
	var node_2 = sibling(node_1, 2);
	{
		let $0 = user_derived(() => $$props.row.issuer || $$props.row.name);
		IconButton(node_2, {
			icon: "bin",
			get name() {
				return `Delete ${get($0) ?? ""} for good`;
			},
			get onclick() {
				return $$props.ondelete;
			},
			get "data-testid"() {
				return hook.binDelete;
			}
		});
	}
	reset(li);
	template_effect(() => {
		set_attribute(li, "data-testid", hook.binRow);
		set_attribute(li, "data-account", $$props.row.id);
		set_text(text$3, $$props.row.issuer || $$props.row.name);
		set_text(text_1, `${get(left) ?? ""}${$$props.row.issuer && $$props.row.name ? ` · ${$$props.row.name}` : ""}`);
	});
	append($$anchor, li);
	pop();
}
// src/bin/DeleteSheet.svelte
var root$1 = from_html(`<!> <!>`, 1);
var root_1$1 = from_html(`<p class="svelte-1ujn2k7"><b class="svelte-1ujn2k7"> </b> </p>`);
function DeleteSheet($$anchor, $$props) {
	push($$props, true);
	{
		const foot = ($$anchor) => {
			var fragment_1 = root$1();
			var node = first_child(fragment_1);
			Button(node, {
				get onclick() {
					return $$props.onclose;
				},
				children: ($$anchor, $$slotProps) => {
					next();
					var text$2 = text("Keep it");
					append($$anchor, text$2);
				},
				$$slots: { default: true }
			});
			var node_1 = sibling(node, 2);
			Button(node_1, {
				look: "danger",
				get onclick() {
					return $$props.ondelete;
				},
				get "data-testid"() {
					return hook.binConfirm;
				},
				children: ($$anchor, $$slotProps) => {
					next();
					var text_1 = text("Delete for good");
					append($$anchor, text_1);
				},
				$$slots: { default: true }
			});
			append($$anchor, fragment_1);
		};
		Sheet($$anchor, {
			title: "Delete for good?",
			width: 400,
			get onclose() {
				return $$props.onclose;
			},
			foot,
			children: ($$anchor, $$slotProps) => {
				var p = root_1$1();
				var b = child(p);
				var text_2 = only_child(b, true);
				var text_3 = sibling(b);
				reset(p);
				template_effect(() => {
					set_text(text_2, $$props.row.issuer || $$props.row.name);
					set_text(text_3, `${$$props.row.issuer && $$props.row.name ? ` (${$$props.row.name})` : ""} can make no code after this. If the
    service still asks for one, you may be locked out there.`);
				});
				append($$anchor, p);
			},
			$$slots: {
				foot: true,
				default: true
			}
		});
	}
	pop();
}
// src/bin/BinPlace.svelte
var root = from_html(`<div class="empty svelte-1v5fvlp"><div class="picture svelte-1v5fvlp"><!></div> <h2 class="svelte-1v5fvlp">The bin is empty</h2> <p>Accounts you remove wait here for 30 days.</p></div>`);
var root_1 = from_html(`<p class="says svelte-1v5fvlp">Accounts leave the bin 30 days after they were put in.</p> <ul class="svelte-1v5fvlp"></ul>`, 1);
var root_2 = from_html(`<section class="place svelte-1v5fvlp" tabindex="-1" aria-labelledby="bin-title"><h1 id="bin-title">Bin</h1> <!></section> <!>`, 1);
function BinPlace($$anchor, $$props) {
	push($$props, true);
	let rows = state(null);
	let reason = state(null);
	let deleting = state(null);
	let place;
	async function read() {
		try {
			set(rows, await backend.bin());
			set(reason, null);
		} catch (thrown) {
			set(reason, reasonOf(thrown));
		}
	}
	onMount(() => {
		read();
		place.focus();
		return on("codesChanged", () => void read());
	});
	async function restore(row) {
		if (await session.attempt(backend.restoreAccount(row.id).then(() => true)) === null) return;
		toasts.say(`${row.issuer || row.name} is back`, {
			label: "Show",
			act: () => (session.go("codes"), session.page = row.id)
		});
		await read();
	}
	async function remove(row) {
		set(deleting, null);
		if (await session.attempt(backend.deleteForever(row.id).then(() => true)) !== null) toasts.say(`${row.issuer || row.name} is gone for good`);
		await read();
	}
	var fragment = root_2();
	var section = first_child(fragment);
	var node = sibling(child(section), 2);
	var consequent = ($$anchor) => {
		const computed_const = user_derived(() => {
			return wordsFor(get(reason));
		});
		Notice($$anchor, {
			look: "danger",
			get title() {
				return get(computed_const).happened;
			},
			get says() {
				return get(computed_const).next;
			},
			children: ($$anchor, $$slotProps) => {
				Button($$anchor, {
					small: true,
					onclick: read,
					children: ($$anchor, $$slotProps) => {
						next();
						var text$1 = text("Try again");
						append($$anchor, text$1);
					},
					$$slots: { default: true }
				});
			},
			$$slots: { default: true }
		});
	};
	var consequent_1 = ($$anchor) => {
		var div = root();
		var div_1 = child(div);
		var node_1 = child(div_1);
		Icon(node_1, {
			of: "bin",
			size: 34
		});
		reset(div_1);
		next(4);
		reset(div);
		append($$anchor, div);
	};
	var consequent_2 = ($$anchor) => {
		var fragment_3 = root_1();
		var ul = sibling(first_child(fragment_3), 2);
		each(ul, 21, () => get(rows), (row) => row.id, ($$anchor, row) => {
			BinLine($$anchor, {
				get row() {
					return get(row);
				},
				onrestore: () => restore(get(row)),
				ondelete: () => set(deleting, get(row), true)
			});
		});
		reset(ul);
		append($$anchor, fragment_3);
	};
	if_block(node, ($$render) => {
		if (get(reason)) $$render(consequent);
		else if (get(rows)?.length === 0) $$render(consequent_1, 1);
		else if (get(rows)) $$render(consequent_2, 2);
	});
	reset(section);
	bind_this(section, ($$value) => place = $$value, () => place);
	var node_2 = sibling(section, 2);
	var consequent_3 = ($$anchor) => {
		const row = user_derived(() => get(deleting));
		DeleteSheet($$anchor, {
			get row() {
				return get(row);
			},
			onclose: () => set(deleting, null),
			ondelete: () => remove(get(row))
		});
	};
	if_block(node_2, ($$render) => {
		if (get(deleting)) $$render(consequent_3);
	});
	template_effect(() => set_attribute(section, "data-testid", hook.bin));
	append($$anchor, fragment);
	pop();
}
export { BinPlace as default };
