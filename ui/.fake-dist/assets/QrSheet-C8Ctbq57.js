import { $ as sibling, F as from_html, H as createAttachmentKey, K as template_effect, M as set_text, N as append, P as comment, Q as only_child, R as text, U as get, V as event, X as child, Z as first_child, at as pop, ct as reset, g as set_attribute, i as hook, k as if_block, l as bind_this, lt as noop, nt as state, ot as push, q as user_effect, rt as user_derived, st as next, tt as set } from "./IconButton-B2_Zt6VV.js";
import { f as Waiting, h as Button, p as PassphraseField, v as seconds, y as secondsLeft } from "./index-CIr4wLUU.js";
import { a as reasonOf, n as backend } from "./errors-WOQGP0IA.js";
import { t as takeFocus } from "./focus-BgjPHvln.js";
import { t as Sheet } from "./Sheet-CLR509OV.js";
// src/account/QrSheet.svelte
var root = from_html(`<form class="svelte-p0gfih"><p class="svelte-p0gfih">Whoever sees this QR code can make your codes for good. Make sure nobody looks over your shoulder.</p> <!> <!></form>`);
var root_1 = from_html(`<div class="shown svelte-p0gfih"><img alt="The set-up QR code of this account" width="280" height="280" class="svelte-p0gfih"/> <p class="svelte-p0gfih"> </p> <!></div>`);
function QrSheet($$anchor, $$props) {
	push($$props, true);
	const SHOWN_MS = 6e4;
	const waiting = new Waiting();
	let field = state(void 0);
	let picture = state(void 0);
	let until = state(null);
	let reason = state(null);
	let busy = state(false);
	user_effect(() => seconds.watch());
	user_effect(() => {
		if (get(until) !== null && seconds.now >= get(until)) $$props.onclose();
	});
	async function show(event) {
		event.preventDefault();
		if (get(field) === void 0 || get(field).isEmpty() || waiting.leftMs > 0) return;
		set(busy, true);
		try {
			const { png } = await backend.accountQr($$props.id, get(field).take());
			set(until, seconds.now + SHOWN_MS);
			requestAnimationFrame(() => get(picture) && (get(picture).src = `data:image/png;base64,${png}`));
		} catch (thrown) {
			set(reason, reasonOf(thrown));
			waiting.take(get(reason));
			get(field).focus();
		}
		set(busy, false);
	}
	Sheet($$anchor, {
		title: "Move to a phone",
		width: 400,
		get onclose() {
			return $$props.onclose;
		},
		children: ($$anchor, $$slotProps) => {
			var fragment_1 = comment();
			var node = first_child(fragment_1);
			var consequent = ($$anchor) => {
				var form = root();
				var node_1 = sibling(child(form), 2);
				{
					let $0 = user_derived(() => waiting.says(get(reason)));
					bind_this(PassphraseField(node_1, {
						label: "Passphrase",
						[createAttachmentKey()]: ($$node) => (takeFocus || noop)($$node),
						get complaint() {
							return get($0);
						},
						get "data-testid"() {
							return hook.accountQrPassphrase;
						}
					}), ($$value) => set(field, $$value, true), () => get(field));
				}
				var node_2 = sibling(node_1, 2);
				{
					let $0 = user_derived(() => waiting.leftMs > 0);
					Button(node_2, {
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
							return hook.accountQrShow;
						},
						children: ($$anchor, $$slotProps) => {
							next();
							var text$1 = text("Show the QR code");
							append($$anchor, text$1);
						},
						$$slots: { default: true }
					});
				}
				reset(form);
				event("submit", form, show);
				append($$anchor, form);
			};
			var alternate = ($$anchor) => {
				var div = root_1();
				var img = child(div);
				bind_this(img, ($$value) => set(picture, $$value), () => get(picture));
				var p = sibling(img, 2);
				var text_1 = only_child(p);
				var node_3 = sibling(p, 2);
				Button(node_3, {
					wide: true,
					get onclick() {
						return $$props.onclose;
					},
					children: ($$anchor, $$slotProps) => {
						next();
						var text_2 = text("Done");
						append($$anchor, text_2);
					},
					$$slots: { default: true }
				});
				reset(div);
				template_effect(($0) => {
					set_attribute(img, "data-testid", hook.accountQrPicture);
					set_text(text_1, `Scan it with the authenticator on the phone. Hides in ${$0 ?? ""} s.`);
				}, [() => secondsLeft(get(until) - seconds.now)]);
				append($$anchor, div);
			};
			if_block(node, ($$render) => {
				if (get(until) === null) $$render(consequent);
				else $$render(alternate, -1);
			});
			append($$anchor, fragment_1);
		},
		$$slots: { default: true }
	});
	pop();
}
export { QrSheet as default };
