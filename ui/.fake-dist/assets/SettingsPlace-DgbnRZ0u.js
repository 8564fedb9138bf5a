import { $ as sibling, A as await_block, B as delegated, E as each, F as from_html, H as createAttachmentKey, K as template_effect, L as props_id, M as set_text, N as append, P as comment, Q as only_child, R as text, S as set_class, T as snippet, U as get, V as event, X as child, Z as first_child, _ as set_checked, a as onMount, at as pop, ct as reset, g as set_attribute, h as remove_input_defaults, i as hook, k as if_block, l as bind_this, lt as noop, m as attribute_effect, nt as state, ot as push, q as user_effect, rt as user_derived, s as rest_props, st as next, tt as set, z as delegate } from "./IconButton-B2_Zt6VV.js";
import { _ as toasts, f as Waiting, g as session, h as Button, m as Notice, p as PassphraseField, v as seconds } from "./index-CIr4wLUU.js";
import { a as reasonOf, n as backend, t as wordsFor } from "./errors-WOQGP0IA.js";
import { n as NewPassphrase, t as Switch } from "./Switch-DnmsJNG-.js";
import { t as Select } from "./Select-8jzOwB_a.js";
import { t as takeFocus } from "./focus-BgjPHvln.js";
import { t as Sheet } from "./Sheet-CLR509OV.js";
// src/settings/Section.svelte
var root$9 = from_html(`<section class="svelte-9vp0xq"><h2 class="svelte-9vp0xq"> </h2> <div class="card svelte-9vp0xq"><!></div></section>`);
function Section($$anchor, $$props) {
	var section = root$9();
	var h2 = child(section);
	var text = only_child(h2, true);
	var div = sibling(h2, 2);
	var node = child(div);
	snippet(node, () => $$props.children);
	reset(div);
	reset(section);
	template_effect(() => set_text(text, $$props.title));
	append($$anchor, section);
}
// src/settings/About.svelte
var root$8 = from_html(`<dt class="svelte-1vzl2s">Settings file</dt> <dd class="selectable mono svelte-1vzl2s"> </dd>`, 1);
var root_1$4 = from_html(`<dl class="svelte-1vzl2s"><dt class="svelte-1vzl2s">Version</dt> <dd class="svelte-1vzl2s"> </dd> <dt class="svelte-1vzl2s">Vault folder</dt> <dd class="selectable mono svelte-1vzl2s"> </dd> <!> <dt class="svelte-1vzl2s">Without Keepward</dt> <dd class="selectable mono svelte-1vzl2s">age -d -i vault-key.age vault.age</dd> <dt class="svelte-1vzl2s">Licence</dt> <dd class="svelte-1vzl2s"> </dd></dl>`);
var root_2$1 = from_html(`<p>Version and folder could not be read.</p>`);
function About($$anchor, $$props) {
	push($$props, true);
	Section($$anchor, {
		title: "About",
		children: ($$anchor, $$slotProps) => {
			var fragment_1 = comment();
			var node = first_child(fragment_1);
			await_block(node, () => backend.about(), null, ($$anchor, about) => {
				var dl = root_1$4();
				var dd = sibling(child(dl), 2);
				var text = only_child(dd);
				var dd_1 = sibling(dd, 4);
				var text_1 = only_child(dd_1, true);
				var node_1 = sibling(dd_1, 2);
				var consequent = ($$anchor) => {
					var fragment_2 = root$8();
					var dd_2 = sibling(first_child(fragment_2), 2);
					var text_2 = only_child(dd_2, true);
					template_effect(() => set_text(text_2, get(about).settingsFile));
					append($$anchor, fragment_2);
				};
				if_block(node_1, ($$render) => {
					if (get(about).settingsFile) $$render(consequent);
				});
				var dd_3 = sibling(node_1, 8);
				var text_3 = only_child(dd_3);
				reset(dl);
				template_effect(() => {
					set_attribute(dd, "data-testid", hook.settingsVersion);
					set_text(text, `Keepward ${get(about).version ?? ""}`);
					set_attribute(dd_1, "data-testid", hook.settingsFolder);
					set_text(text_1, get(about).folder);
					set_text(text_3, `${get(about).licence ?? ""}. Icons of services from Simple Icons (CC0).`);
				});
				append($$anchor, dl);
			}, ($$anchor) => {
				var p = root_2$1();
				append($$anchor, p);
			});
			append($$anchor, fragment_1);
		},
		$$slots: { default: true }
	});
	pop();
}
// src/controls/Choice.svelte
var rest_excludes = /* @__PURE__ */ new Set([
	"$$slots",
	"$$events",
	"$$legacy",
	"label",
	"options",
	"value",
	"onchange"
]);
var root$7 = from_html(`<label><input type="radio" class="svelte-1rreet7"/> </label>`);
var root_1$3 = from_html(`<div></div>`);
function Choice($$anchor, $$props) {
	const name = props_id();
	push($$props, true);
	let rest = rest_props($$props, rest_excludes);
	var div = root_1$3();
	attribute_effect(div, () => ({
		class: "choice",
		role: "radiogroup",
		"aria-label": $$props.label,
		...rest
	}), void 0, void 0, void 0, "svelte-1rreet7");
	each(div, 21, () => $$props.options, (option) => option.value, ($$anchor, option) => {
		var label_1 = root$7();
		let classes;
		var input = child(label_1);
		remove_input_defaults(input);
		var text = sibling(input);
		reset(label_1);
		template_effect(() => {
			classes = set_class(label_1, 1, "svelte-1rreet7", null, classes, { on: get(option).value === $$props.value });
			set_attribute(input, "name", name);
			set_checked(input, get(option).value === $$props.value);
			set_text(text, ` ${get(option).label ?? ""}`);
		});
		delegated("change", input, () => $$props.onchange(get(option).value));
		append($$anchor, label_1);
	});
	reset(div);
	append($$anchor, div);
	pop();
}
delegate(["change"]);
// src/settings/Appearance.svelte
var root$6 = from_html(`<div class="line svelte-1ynpco3"><b class="svelte-1ynpco3">Theme</b> <!></div> <div class="line svelte-1ynpco3"><b class="svelte-1ynpco3">Order of the list</b> <!></div> <!> <!>`, 1);
function Appearance($$anchor, $$props) {
	push($$props, true);
	const themes = [
		{
			value: "system",
			label: "System"
		},
		{
			value: "light",
			label: "Light"
		},
		{
			value: "dark",
			label: "Dark"
		}
	];
	const sorts = [
		{
			value: "manual",
			label: "My own"
		},
		{
			value: "name",
			label: "By name"
		},
		{
			value: "use",
			label: "By use"
		}
	];
	Section($$anchor, {
		title: "Appearance",
		children: ($$anchor, $$slotProps) => {
			var fragment_1 = root$6();
			var div = first_child(fragment_1);
			var node = sibling(child(div), 2);
			{
				let $0 = user_derived(() => hook.settingsSwitch("theme"));
				Choice(node, {
					label: "Theme",
					get options() {
						return themes;
					},
					get value() {
						return $$props.settings.theme;
					},
					onchange: (theme) => session.change({ theme }),
					get "data-testid"() {
						return get($0);
					}
				});
			}
			reset(div);
			var div_1 = sibling(div, 2);
			var node_1 = sibling(child(div_1), 2);
			{
				let $0 = user_derived(() => hook.settingsSwitch("sort"));
				Choice(node_1, {
					label: "Order of the list",
					get options() {
						return sorts;
					},
					get value() {
						return $$props.settings.sort;
					},
					onchange: (sort) => session.change({ sort }),
					get "data-testid"() {
						return get($0);
					}
				});
			}
			reset(div_1);
			var node_2 = sibling(div_1, 2);
			{
				let $0 = user_derived(() => hook.settingsSwitch("hide-codes"));
				Switch(node_2, {
					label: "Hide codes until asked",
					cost: "Nobody reads them over your shoulder. Copying works without showing; looking takes one more step.",
					get on() {
						return $$props.settings.hideCodes;
					},
					onchange: (hideCodes) => session.change({ hideCodes }),
					get "data-testid"() {
						return get($0);
					}
				});
			}
			var node_3 = sibling(node_2, 2);
			{
				let $0 = user_derived(() => hook.settingsSwitch("show-next"));
				Switch(node_3, {
					label: "Show the next code",
					cost: "In the last ten seconds, so that nobody has to wait. Two codes are on the screen then.",
					get on() {
						return $$props.settings.showNext;
					},
					onchange: (showNext) => session.change({ showNext }),
					get "data-testid"() {
						return get($0);
					}
				});
			}
			append($$anchor, fragment_1);
		},
		$$slots: { default: true }
	});
	pop();
}
// src/settings/Clock.svelte
var root$5 = from_html(`<!> <div class="now svelte-1wd51jf"><!> <!></div>`, 1);
function Clock($$anchor, $$props) {
	push($$props, true);
	const FINE_MS = 2e3;
	let offsetMs = state(null);
	let reason = state(null);
	let busy = state(false);
	const off = user_derived(() => Math.abs(get(offsetMs) ?? 0) > FINE_MS);
	async function check() {
		set(busy, true);
		set(reason, null);
		try {
			set(offsetMs, (await backend.checkClock()).offsetMs, true);
		} catch (thrown) {
			set(reason, reasonOf(thrown));
		}
		set(busy, false);
	}
	Section($$anchor, {
		title: "Clock",
		children: ($$anchor, $$slotProps) => {
			var fragment_1 = root$5();
			var node = first_child(fragment_1);
			{
				let $0 = user_derived(() => hook.settingsSwitch("check-clock"));
				Switch(node, {
					label: "Check the clock",
					cost: "Asks a public time server once a day and warns when this computer is off. The server sees your network address, nothing else.",
					get on() {
						return $$props.settings.checkClock;
					},
					onchange: (checkClock) => session.change({ checkClock }),
					get "data-testid"() {
						return get($0);
					}
				});
			}
			var div = sibling(node, 2);
			var node_1 = child(div);
			Button(node_1, {
				small: true,
				get busy() {
					return get(busy);
				},
				onclick: check,
				get "data-testid"() {
					return hook.settingsCheckClock;
				},
				children: ($$anchor, $$slotProps) => {
					next();
					var text$4 = text("Check once now");
					append($$anchor, text$4);
				},
				$$slots: { default: true }
			});
			var node_2 = sibling(node_1, 2);
			var consequent = ($$anchor) => {
				const computed_const = user_derived(() => {
					return wordsFor(get(reason));
				});
				Notice($$anchor, {
					look: "warn",
					get title() {
						return get(computed_const).happened;
					},
					get says() {
						return get(computed_const).next;
					}
				});
			};
			var consequent_1 = ($$anchor) => {
				{
					let $0 = user_derived(() => get(off) ? "warn" : "good");
					let $1 = user_derived(() => get(off) ? `This clock is ${(Math.abs(get(offsetMs)) / 1e3).toFixed(1)} s ${get(offsetMs) > 0 ? "ahead" : "behind"}` : "This clock is right");
					let $2 = user_derived(() => get(off) ? "Services may refuse the codes. Switch on automatic time in the system settings." : `Within ${(Math.abs(get(offsetMs)) / 1e3).toFixed(1)} s.`);
					Notice($$anchor, {
						get look() {
							return get($0);
						},
						get title() {
							return get($1);
						},
						get says() {
							return get($2);
						}
					});
				}
			};
			if_block(node_2, ($$render) => {
				if (get(reason)) $$render(consequent);
				else if (get(offsetMs) !== null) $$render(consequent_1, 1);
			});
			reset(div);
			append($$anchor, fragment_1);
		},
		$$slots: { default: true }
	});
	pop();
}
// src/settings/Locking.svelte
var root$4 = from_html(`<!> <!> <!> <!>`, 1);
function Locking($$anchor, $$props) {
	push($$props, true);
	const MIN = 60;
	/** The usual times, and whatever else the settings file says. */
	const times = (usual, now, never) => [.../* @__PURE__ */ new Set([...usual, now])].sort((a, b) => (a || Infinity) - (b || Infinity)).map((value) => ({
		value,
		label: value === 0 ? never : value < 120 ? `${value} seconds` : value % 3600 === 0 ? value === 3600 ? "1 hour" : `${value / 3600} hours` : `${Math.round(value / MIN)} minutes`
	}));
	Section($$anchor, {
		title: "Locking",
		children: ($$anchor, $$slotProps) => {
			var fragment_1 = root$4();
			var node = first_child(fragment_1);
			{
				let $0 = user_derived(() => times([
					60,
					300,
					600,
					1800,
					3600,
					0
				], $$props.settings.lockAfterSecs, "Never"));
				let $1 = user_derived(() => hook.settingsSwitch("lock-after"));
				Select(node, {
					label: "Lock when nobody is here",
					hint: "After this long without a key or a click in Keepward.",
					inline: true,
					get options() {
						return get($0);
					},
					get value() {
						return $$props.settings.lockAfterSecs;
					},
					onchange: (lockAfterSecs) => session.change({ lockAfterSecs }),
					get "data-testid"() {
						return get($1);
					}
				});
			}
			var node_1 = sibling(node, 2);
			{
				let $0 = user_derived(() => hook.settingsSwitch("lock-on-sleep"));
				Switch(node_1, {
					label: "Lock when the computer sleeps",
					cost: "Off means whoever opens the lid sees the codes.",
					get on() {
						return $$props.settings.lockOnSleep;
					},
					onchange: (lockOnSleep) => session.change({ lockOnSleep }),
					get "data-testid"() {
						return get($0);
					}
				});
			}
			var node_2 = sibling(node_1, 2);
			{
				let $0 = user_derived(() => hook.settingsSwitch("lock-on-screen-lock"));
				Switch(node_2, {
					label: "Lock with the screen",
					cost: "Off means the vault stays open behind the screen lock.",
					get on() {
						return $$props.settings.lockOnScreenLock;
					},
					onchange: (lockOnScreenLock) => session.change({ lockOnScreenLock }),
					get "data-testid"() {
						return get($0);
					}
				});
			}
			var node_3 = sibling(node_2, 2);
			{
				let $0 = user_derived(() => times([
					10,
					30,
					60,
					0
				], $$props.settings.clearClipboardSecs, "Never"));
				let $1 = user_derived(() => hook.settingsSwitch("clear-clipboard"));
				Select(node_3, {
					label: "Clear a copied code",
					hint: "Only if the clipboard still holds it. Until then every program can read it.",
					inline: true,
					get options() {
						return get($0);
					},
					get value() {
						return $$props.settings.clearClipboardSecs;
					},
					onchange: (clearClipboardSecs) => session.change({ clearClipboardSecs }),
					get "data-testid"() {
						return get($1);
					}
				});
			}
			append($$anchor, fragment_1);
		},
		$$slots: { default: true }
	});
	pop();
}
// src/settings/Passphrase.svelte
var root$3 = from_html(`<div class="line svelte-1p3rye5"><p class="svelte-1p3rye5"><b class="svelte-1p3rye5">Change the passphrase</b><span class="svelte-1p3rye5">Quick: only the key file is encrypted again.</span></p> <!></div> <div class="line svelte-1p3rye5"><p class="svelte-1p3rye5"><b class="svelte-1p3rye5">It leaked</b><span class="svelte-1p3rye5">Makes new keys and encrypts everything again. Earlier snapshots on this computer are deleted.</span></p> <!></div>`, 1);
var root_1$2 = from_html(`<form class="svelte-1p3rye5"><!> <!> <!> <!></form>`);
var root_2 = from_html(`<!> <!>`, 1);
function Passphrase($$anchor, $$props) {
	push($$props, true);
	const waiting = new Waiting();
	let open = state(null);
	let current = state(void 0);
	let next$1 = state(void 0);
	let reason = state(null);
	let busy = state(false);
	user_effect(() => waiting.leftMs > 0 ? seconds.watch() : void 0);
	async function save(event) {
		event.preventDefault();
		if (get(current) === void 0 || get(current).isEmpty() || waiting.leftMs > 0) return get(current)?.focus();
		const fresh = get(next$1)?.take() ?? null;
		if (fresh === null) return;
		set(busy, true);
		try {
			if (get(open) === "leaked") await backend.replaceKeys(get(current).take(), fresh);
			else await backend.changePassphrase(get(current).take(), fresh);
			toasts.say(get(open) === "leaked" ? "New keys made. Old copies of the vault file open only with the old passphrase." : "Passphrase changed");
			set(open, null);
			set(reason, null);
		} catch (thrown) {
			set(reason, reasonOf(thrown));
			waiting.take(get(reason));
			get(current)?.focus();
		}
		set(busy, false);
	}
	var fragment = root_2();
	var node = first_child(fragment);
	Section(node, {
		title: "Passphrase",
		children: ($$anchor, $$slotProps) => {
			var fragment_1 = root$3();
			var div = first_child(fragment_1);
			var node_1 = sibling(child(div), 2);
			Button(node_1, {
				small: true,
				onclick: () => set(open, "change"),
				get "data-testid"() {
					return hook.settingsChange;
				},
				children: ($$anchor, $$slotProps) => {
					next();
					var text$3 = text("Change");
					append($$anchor, text$3);
				},
				$$slots: { default: true }
			});
			reset(div);
			var div_1 = sibling(div, 2);
			var node_2 = sibling(child(div_1), 2);
			Button(node_2, {
				small: true,
				look: "danger",
				onclick: () => set(open, "leaked"),
				get "data-testid"() {
					return hook.settingsLeaked;
				},
				children: ($$anchor, $$slotProps) => {
					next();
					var text_1 = text("Replace keys");
					append($$anchor, text_1);
				},
				$$slots: { default: true }
			});
			reset(div_1);
			append($$anchor, fragment_1);
		},
		$$slots: { default: true }
	});
	var node_3 = sibling(node, 2);
	var consequent_1 = ($$anchor) => {
		{
			let $0 = user_derived(() => get(open) === "leaked" ? "Replace the keys" : "Change the passphrase");
			Sheet($$anchor, {
				get title() {
					return get($0);
				},
				width: 420,
				onclose: () => set(open, null),
				children: ($$anchor, $$slotProps) => {
					var form = root_1$2();
					var node_4 = child(form);
					var consequent = ($$anchor) => {
						Notice($$anchor, {
							look: "warn",
							title: "Copies elsewhere stay readable",
							says: "Whoever has an old copy of the vault and the old passphrase can still read that copy. Replace the codes at your services too."
						});
					};
					if_block(node_4, ($$render) => {
						if (get(open) === "leaked") $$render(consequent);
					});
					var node_5 = sibling(node_4, 2);
					{
						let $0 = user_derived(() => waiting.says(get(reason)));
						bind_this(PassphraseField(node_5, {
							label: "Passphrase now",
							[createAttachmentKey()]: ($$node) => (takeFocus || noop)($$node),
							get complaint() {
								return get($0);
							},
							get "data-testid"() {
								return hook.settingsCurrent;
							}
						}), ($$value) => set(current, $$value, true), () => get(current));
					}
					var node_6 = sibling(node_5, 2);
					{
						let $0 = user_derived(() => ({
							first: hook.settingsNext,
							repeat: hook.settingsRepeat
						}));
						bind_this(NewPassphrase(node_6, {
							label: "New passphrase",
							get testids() {
								return get($0);
							}
						}), ($$value) => set(next$1, $$value, true), () => get(next$1));
					}
					var node_7 = sibling(node_6, 2);
					{
						let $0 = user_derived(() => waiting.leftMs > 0);
						Button(node_7, {
							look: "primary",
							type: "submit",
							wide: true,
							get busy() {
								return get(busy);
							},
							get disabled() {
								return get($0);
							},
							children: ($$anchor, $$slotProps) => {
								next();
								var text_2 = text();
								template_effect(() => set_text(text_2, get(open) === "leaked" ? "Replace the keys" : "Change it"));
								append($$anchor, text_2);
							},
							$$slots: { default: true }
						});
					}
					reset(form);
					event("submit", form, save);
					append($$anchor, form);
				},
				$$slots: { default: true }
			});
		}
	};
	if_block(node_3, ($$render) => {
		if (get(open)) $$render(consequent_1);
	});
	append($$anchor, fragment);
	pop();
}
// src/settings/QuickUnlock.svelte
var root$2 = from_html(`<form class="svelte-1cbytfe"><!> <!></form>`);
var root_1$1 = from_html(`<!> <!>`, 1);
function QuickUnlock($$anchor, $$props) {
	push($$props, true);
	const waiting = new Waiting();
	const way = user_derived(() => session.status?.quickUnlock ?? "unavailable");
	let asking = state(false);
	let field = state(void 0);
	let reason = state(null);
	let busy = state(false);
	user_effect(() => waiting.leftMs > 0 ? seconds.watch() : void 0);
	const cost = user_derived(() => get(way) === "unavailable" ? `${session.status?.keyringProblem ?? "This computer has no system keyring."} The passphrase always works.` : "Opens the vault while you are signed in to this computer. The cost: a program running as you could read the key from the system keyring.");
	async function turn(event) {
		event.preventDefault();
		if (get(field) === void 0 || get(field).isEmpty() || waiting.leftMs > 0) return;
		set(busy, true);
		try {
			await backend.setQuickUnlock(get(way) !== "on", get(field).take());
			await session.refresh();
			set(asking, false);
			set(reason, null);
		} catch (thrown) {
			set(reason, reasonOf(thrown));
			waiting.take(get(reason));
			get(field).focus();
		}
		set(busy, false);
	}
	var fragment = root_1$1();
	var node = first_child(fragment);
	Section(node, {
		title: "Quick unlock",
		children: ($$anchor, $$slotProps) => {
			{
				let $0 = user_derived(() => get(way) === "on");
				let $1 = user_derived(() => get(way) === "unavailable");
				let $2 = user_derived(() => hook.settingsSwitch("quick-unlock"));
				Switch($$anchor, {
					label: "Open without the passphrase",
					get cost() {
						return get(cost);
					},
					get on() {
						return get($0);
					},
					get disabled() {
						return get($1);
					},
					onchange: () => set(asking, true),
					get "data-testid"() {
						return get($2);
					}
				});
			}
		},
		$$slots: { default: true }
	});
	var node_1 = sibling(node, 2);
	var consequent = ($$anchor) => {
		{
			let $0 = user_derived(() => get(way) === "on" ? "Switch quick unlock off" : "Switch quick unlock on");
			Sheet($$anchor, {
				get title() {
					return get($0);
				},
				width: 400,
				onclose: () => set(asking, false),
				children: ($$anchor, $$slotProps) => {
					var form = root$2();
					var node_2 = child(form);
					{
						let $0 = user_derived(() => waiting.says(get(reason)));
						bind_this(PassphraseField(node_2, {
							label: "Passphrase",
							[createAttachmentKey()]: ($$node) => (takeFocus || noop)($$node),
							get complaint() {
								return get($0);
							},
							get "data-testid"() {
								return hook.settingsCurrent;
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
							children: ($$anchor, $$slotProps) => {
								next();
								var text$2 = text();
								template_effect(() => set_text(text$2, get(way) === "on" ? "Switch it off" : "Switch it on"));
								append($$anchor, text$2);
							},
							$$slots: { default: true }
						});
					}
					reset(form);
					event("submit", form, turn);
					append($$anchor, form);
				},
				$$slots: { default: true }
			});
		}
	};
	if_block(node_1, ($$render) => {
		if (get(asking)) $$render(consequent);
	});
	append($$anchor, fragment);
	pop();
}
// src/settings/WindowAndKeys.svelte
var root$1 = from_html(`<!> <div class="line svelte-tsbutk"><p class="svelte-tsbutk"><b class="svelte-tsbutk">Key from anywhere</b><span class="svelte-tsbutk">Brings Keepward forward with the search ready. Other programs lose this key.</span></p> <div class="acts svelte-tsbutk"><!> <!></div></div> <div class="line svelte-tsbutk"><p class="svelte-tsbutk"><b class="svelte-tsbutk">Keys in the app</b><span class="svelte-tsbutk">Everything works without the mouse.</span></p> <!></div>`, 1);
function WindowAndKeys($$anchor, $$props) {
	push($$props, true);
	let listening = state(false);
	/** Takes the next combination as the global shortcut; it needs Ctrl, Alt or Super, so that it steals no letter. */
	function take(event) {
		if (!get(listening)) return;
		event.preventDefault();
		event.stopPropagation();
		if (event.key === "Escape") return void set(listening, false);
		if ([
			"Control",
			"Alt",
			"Shift",
			"Meta"
		].includes(event.key)) return;
		const held = [
			event.ctrlKey && "Ctrl",
			event.altKey && "Alt",
			event.shiftKey && "Shift",
			event.metaKey && "Super"
		].filter(Boolean);
		if (!event.ctrlKey && !event.altKey && !event.metaKey) return;
		set(listening, false);
		const key = event.code.replace(/^(Key|Digit)/, "");
		session.change({ globalShortcut: [...held, key].join("+") });
	}
	Section($$anchor, {
		title: "Window and keys",
		children: ($$anchor, $$slotProps) => {
			var fragment_1 = root$1();
			var node = first_child(fragment_1);
			{
				let $0 = user_derived(() => hook.settingsSwitch("close-to-tray"));
				Switch(node, {
					label: "Stay in the tray when closed",
					cost: "Codes are one click away. Keepward keeps running; locking works as usual.",
					get on() {
						return $$props.settings.closeToTray;
					},
					onchange: (closeToTray) => session.change({ closeToTray }),
					get "data-testid"() {
						return get($0);
					}
				});
			}
			var div = sibling(node, 2);
			var div_1 = sibling(child(div), 2);
			var node_1 = child(div_1);
			{
				let $0 = user_derived(() => hook.settingsSwitch("global-shortcut"));
				Button(node_1, {
					small: true,
					onclick: () => set(listening, !get(listening)),
					onkeydown: take,
					onblur: () => set(listening, false),
					"aria-live": "polite",
					get "data-testid"() {
						return get($0);
					},
					children: ($$anchor, $$slotProps) => {
						next();
						var text$1 = text();
						template_effect(($0) => set_text(text$1, $0), [() => get(listening) ? "Press the keys…" : $$props.settings.globalShortcut?.replaceAll("+", " ") ?? "Choose"]);
						append($$anchor, text$1);
					},
					$$slots: { default: true }
				});
			}
			var node_2 = sibling(node_1, 2);
			var consequent = ($$anchor) => {
				Button($$anchor, {
					small: true,
					look: "plain",
					onclick: () => session.change({ globalShortcut: null }),
					children: ($$anchor, $$slotProps) => {
						next();
						var text_1 = text("Clear");
						append($$anchor, text_1);
					},
					$$slots: { default: true }
				});
			};
			if_block(node_2, ($$render) => {
				if ($$props.settings.globalShortcut) $$render(consequent);
			});
			reset(div_1);
			reset(div);
			var div_2 = sibling(div, 2);
			var node_3 = sibling(child(div_2), 2);
			Button(node_3, {
				small: true,
				onclick: () => session.sheet = "keys",
				children: ($$anchor, $$slotProps) => {
					next();
					var text_2 = text("Show keys");
					append($$anchor, text_2);
				},
				$$slots: { default: true }
			});
			reset(div_2);
			append($$anchor, fragment_1);
		},
		$$slots: { default: true }
	});
	pop();
}
// src/settings/SettingsPlace.svelte
var root = from_html(`<!> <!> <!> <!> <!> <!> <!>`, 1);
var root_1 = from_html(`<section class="place svelte-19pifl" tabindex="-1" aria-labelledby="settings-title"><div class="column svelte-19pifl"><h1 id="settings-title">Settings</h1> <!></div></section>`);
function SettingsPlace($$anchor, $$props) {
	push($$props, true);
	let place;
	onMount(() => place.focus());
	var section = root_1();
	var div = child(section);
	var node = sibling(child(div), 2);
	var consequent = ($$anchor) => {
		var fragment = root();
		var node_1 = first_child(fragment);
		Passphrase(node_1, {});
		var node_2 = sibling(node_1, 2);
		QuickUnlock(node_2, {});
		var node_3 = sibling(node_2, 2);
		Locking(node_3, { get settings() {
			return session.settings;
		} });
		var node_4 = sibling(node_3, 2);
		Appearance(node_4, { get settings() {
			return session.settings;
		} });
		var node_5 = sibling(node_4, 2);
		WindowAndKeys(node_5, { get settings() {
			return session.settings;
		} });
		var node_6 = sibling(node_5, 2);
		Clock(node_6, { get settings() {
			return session.settings;
		} });
		About(sibling(node_6, 2), {});
		append($$anchor, fragment);
	};
	if_block(node, ($$render) => {
		if (session.settings) $$render(consequent);
	});
	reset(div);
	reset(section);
	bind_this(section, ($$value) => place = $$value, () => place);
	template_effect(() => set_attribute(section, "data-testid", hook.settings));
	append($$anchor, section);
	pop();
}
export { SettingsPlace as default };
