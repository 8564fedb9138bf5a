import { $ as sibling, E as each, F as from_html, H as createAttachmentKey, K as template_effect, M as set_text, N as append, Q as only_child, R as text, U as get, V as event, X as child, at as pop, ct as reset, g as set_attribute, i as hook, k as if_block, l as bind_this, lt as noop, nt as state, ot as push, r as Icon, rt as user_derived, st as next, t as IconButton, tt as set } from "./IconButton-B2_Zt6VV.js";
import { b as Mark, g as session, h as Button, m as Notice } from "./index-CIr4wLUU.js";
import { a as reasonOf, n as backend, t as wordsFor } from "./errors-WOQGP0IA.js";
import { n as NewPassphrase, t as Switch } from "./Switch-DnmsJNG-.js";
import { t as takeFocus } from "./focus-BgjPHvln.js";
// src/onboarding/Welcome.svelte
var root$1 = from_html(`<li class="svelte-185zsgd"><span class="icon svelte-185zsgd"><!></span> <div><h2> </h2><p class="svelte-185zsgd"> </p></div></li>`);
var root_1$1 = from_html(`<section class="svelte-185zsgd"><!> <div class="title svelte-185zsgd"><h1 class="svelte-185zsgd">Keepward</h1> <p class="svelte-185zsgd">Your second factors, on your own computer.</p></div> <ul class="svelte-185zsgd"></ul> <!></section>`);
function Welcome($$anchor, $$props) {
	push($$props, true);
	const lines = [
		{
			icon: "qr",
			title: "Codes within a second",
			says: "Point the camera at a QR code, or read it straight from the screen."
		},
		{
			icon: "shield",
			title: "Encrypted, here, with age",
			says: "One file you own. Any age tool opens it, even without Keepward."
		},
		{
			icon: "lock",
			title: "No account, no cloud",
			says: "Nothing leaves this computer unless you send it."
		}
	];
	var section = root_1$1();
	var node = child(section);
	Mark(node, { size: 72 });
	var ul = sibling(node, 4);
	each(ul, 21, () => lines, (line) => line.title, ($$anchor, line) => {
		var li = root$1();
		var span = child(li);
		var node_1 = child(span);
		Icon(node_1, {
			get of() {
				return get(line).icon;
			},
			size: 20
		});
		reset(span);
		var div = sibling(span, 2);
		var h2 = child(div);
		var text = only_child(h2, true);
		var p = sibling(h2);
		var text_1 = only_child(p, true);
		reset(div);
		reset(li);
		template_effect(() => {
			set_text(text, get(line).title);
			set_text(text_1, get(line).says);
		});
		append($$anchor, li);
	});
	reset(ul);
	var node_2 = sibling(ul, 2);
	Button(node_2, {
		look: "primary",
		wide: true,
		[createAttachmentKey()]: ($$node) => (takeFocus || noop)($$node),
		get onclick() {
			return $$props.onbegin;
		},
		get "data-testid"() {
			return hook.welcomeBegin;
		},
		children: ($$anchor, $$slotProps) => {
			next();
			var text_2 = text("Begin");
			append($$anchor, text_2);
		},
		$$slots: { default: true }
	});
	reset(section);
	template_effect(() => set_attribute(section, "data-testid", hook.welcome));
	append($$anchor, section);
	pop();
}
// src/onboarding/Onboarding.svelte
var root = from_html(`<form class="column svelte-1nyyf8a"><div class="head svelte-1nyyf8a"><!> <h1>Choose your passphrase</h1></div> <p class="svelte-1nyyf8a">It encrypts everything. Nobody can reset it for you, so write it down and keep the paper somewhere safe.</p> <!> <div class="quick svelte-1nyyf8a"><!></div> <!> <!> <p class="small selectable svelte-1nyyf8a"> </p></form>`);
var root_1 = from_html(`<main class="onboarding svelte-1nyyf8a"><!></main>`);
function Onboarding($$anchor, $$props) {
	push($$props, true);
	let step = state("welcome");
	let quickUnlock = state(false);
	let busy = state(false);
	let reason = state(null);
	let passphrase = state(void 0);
	const available = user_derived(() => session.status?.quickUnlock !== "unavailable");
	const cost = user_derived(() => get(available) ? "Opens the vault without the passphrase while you are signed in to this computer. The cost: a program running as you could read the key from the system keyring." : `${session.status?.keyringProblem ?? "This computer has no system keyring."} You can switch it on later in Settings.`);
	async function create(event) {
		event.preventDefault();
		const typed = get(passphrase)?.take() ?? null;
		if (typed === null) return;
		set(busy, true);
		set(reason, null);
		try {
			await backend.createVault(typed, get(quickUnlock));
			session.fresh = session.arrived = true;
			await session.refresh();
		} catch (thrown) {
			set(reason, reasonOf(thrown));
			set(busy, false);
		}
	}
	var main = root_1();
	var node = child(main);
	var consequent = ($$anchor) => {
		Welcome($$anchor, { onbegin: () => set(step, "passphrase") });
	};
	var alternate = ($$anchor) => {
		var form = root();
		var div = child(form);
		var node_1 = child(div);
		IconButton(node_1, {
			icon: "left",
			name: "Back",
			onclick: () => set(step, "welcome"),
			get disabled() {
				return get(busy);
			}
		});
		next(2);
		reset(div);
		var node_2 = sibling(div, 4);
		{
			let $0 = user_derived(() => ({
				first: hook.onboardingPassphrase,
				repeat: hook.onboardingRepeat
			}));
			bind_this(NewPassphrase(node_2, {
				first: true,
				get testids() {
					return get($0);
				}
			}), ($$value) => set(passphrase, $$value, true), () => get(passphrase));
		}
		var div_1 = sibling(node_2, 2);
		var node_3 = child(div_1);
		{
			let $0 = user_derived(() => !get(available));
			Switch(node_3, {
				label: "Quick unlock",
				get cost() {
					return get(cost);
				},
				get on() {
					return get(quickUnlock);
				},
				get disabled() {
					return get($0);
				},
				onchange: (on) => set(quickUnlock, on, true),
				get "data-testid"() {
					return hook.onboardingQuickUnlock;
				}
			});
		}
		reset(div_1);
		var node_4 = sibling(div_1, 2);
		var consequent_1 = ($$anchor) => {
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
				get "data-testid"() {
					return hook.onboardingProblem;
				}
			});
		};
		if_block(node_4, ($$render) => {
			if (get(reason)) $$render(consequent_1);
		});
		var node_5 = sibling(node_4, 2);
		Button(node_5, {
			look: "primary",
			type: "submit",
			wide: true,
			get busy() {
				return get(busy);
			},
			get "data-testid"() {
				return hook.onboardingCreate;
			},
			children: ($$anchor, $$slotProps) => {
				next();
				var text$1 = text("Make the vault");
				append($$anchor, text$1);
			},
			$$slots: { default: true }
		});
		var p = sibling(node_5, 2);
		var text_1 = only_child(p);
		reset(form);
		template_effect(() => set_text(text_1, `In ${session.status?.folder ?? ""}`));
		event("submit", form, create);
		append($$anchor, form);
	};
	if_block(node, ($$render) => {
		if (get(step) === "welcome") $$render(consequent);
		else $$render(alternate, -1);
	});
	reset(main);
	append($$anchor, main);
	pop();
}
export { Onboarding as default };
