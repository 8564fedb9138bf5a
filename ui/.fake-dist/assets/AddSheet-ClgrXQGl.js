import { $ as sibling, B as delegated, C as attach, E as each, F as from_html, G as untrack, H as createAttachmentKey, K as template_effect, M as set_text, N as append, O as key, P as comment, Q as only_child, R as text, S as set_class, U as get, V as event, X as child, Z as first_child, _ as set_checked, a as onMount, at as pop, b as select_option, ct as reset, et as proxy, g as set_attribute, h as remove_input_defaults, i as hook, k as if_block, l as bind_this, lt as noop, n as tip, nt as state, o as prop, ot as push, q as user_effect, r as Icon, rt as user_derived, st as next, tt as set, y as init_select, z as delegate } from "./IconButton-B2_Zt6VV.js";
import { a as describe, c as ServiceIcon, g as session, h as Button, i as Account, m as Notice, p as PassphraseField, s as BigCode, v as seconds, y as secondsLeft } from "./index-CIr4wLUU.js";
import { a as reasonOf, i as previewUrl, n as backend, r as on, t as wordsFor } from "./errors-WOQGP0IA.js";
import { t as Sheet } from "./Sheet-CLR509OV.js";
import { t as takeFocus } from "./focus-BgjPHvln.js";
import { t as Field } from "./Field-B2ZrVT9I.js";
import { t as Select } from "./Select-8jzOwB_a.js";
// src/add/adding.svelte.ts
var Adding = class {
	#step = state("read");
	get step() {
		return get(this.#step);
	}
	set step(value) {
		set(this.#step, value, true);
	}
	#offer = state(null);
	get offer() {
		return get(this.#offer);
	}
	set offer(value) {
		set(this.#offer, value);
	}
	#reason = state(null);
	get reason() {
		return get(this.#reason);
	}
	set reason(value) {
		set(this.#reason, value);
	}
	#busy = state(null);
	get busy() {
		return get(this.#busy);
	}
	set busy(value) {
		set(this.#busy, value, true);
	}
	#saved = state([]);
	get saved() {
		return get(this.#saved);
	}
	set saved(value) {
		set(this.#saved, value);
	}
	#candidates = user_derived(() => this.offer?.candidates ?? []);
	get candidates() {
		return get(this.#candidates);
	}
	set candidates(value) {
		set(this.#candidates, value);
	}
	#batch = user_derived(() => this.offer?.batch ?? null);
	get batch() {
		return get(this.#batch);
	}
	set batch(value) {
		set(this.#batch, value);
	}
	take(offer) {
		this.reason = null;
		this.offer = offer;
		const complete = offer.batch === null || offer.batch.have >= offer.batch.of;
		if (offer.candidates.length > 0 && complete) this.step = "found";
		else if (this.step !== "manual") this.step = "read";
	}
	/** Shows why a reading failed. */
	refuse(reason) {
		this.reason = reason;
		if (this.step === "found" && reason.kind === "CandidateGone") this.again();
	}
	/** Reads one way; a picture choice that was called off (null) changes nothing. */
	async read(way, reading) {
		this.busy = way;
		this.reason = null;
		try {
			const offer = await reading;
			if (offer !== null) this.take(offer);
		} catch (thrown) {
			this.refuse(reasonOf(thrown));
		}
		this.busy = null;
	}
	/** Goes on with what a batch has so far. */
	enough() {
		this.step = "found";
	}
	/** Back to reading; what was read is forgotten. */
	again() {
		this.step = "read";
		this.offer = null;
		this.reason = null;
		backend.discardOffer().catch(() => void 0);
	}
	/** Saves candidates one after the other; those before a failure stay saved. */
	async save(chosen) {
		this.busy = "save";
		this.reason = null;
		try {
			for (const { candidate, as } of chosen) this.saved = [...this.saved, await backend.addCandidate(candidate.id, as)];
			this.step = "done";
		} catch (thrown) {
			this.reason = reasonOf(thrown);
		}
		this.busy = null;
	}
	/** Makes a candidate the new code of an account; the old one stays until it is confirmed on the account's page. */
	async replace(account, candidate) {
		this.busy = "save";
		try {
			await backend.startReplacement(account, candidate.id);
			session.go("codes");
			session.closeSheet();
			session.page = account;
		} catch (thrown) {
			this.reason = reasonOf(thrown);
		}
		this.busy = null;
	}
};
// src/add/Done.svelte
var root$5 = from_html(`<div class="card svelte-7wjaef"><div class="who svelte-7wjaef"><!> <div class="svelte-7wjaef"><h2> </h2><p class="svelte-7wjaef"> </p></div></div> <!></div> <p class="says svelte-7wjaef">If the service asks for a code to finish, enter this one there.</p>`, 1);
var root_1$5 = from_html(`<!> <div class="acts svelte-7wjaef"><!> <!> <!></div>`, 1);
var root_2$3 = from_html(`<p class="says svelte-7wjaef">They are in the list now. Try one at its service before you delete it elsewhere.</p> <div class="acts svelte-7wjaef"><!> <!></div>`, 1);
function Done($$anchor, $$props) {
	push($$props, true);
	const account = untrack(() => $$props.adding.saved.length === 1 ? new Account($$props.adding.saved[0] ?? "") : null);
	onMount(() => {
		account?.read().then(() => account.view?.row.code === null ? account.reveal() : void 0);
	});
	user_effect(() => seconds.watch());
	user_effect(() => {
		seconds.now;
		account?.tick();
	});
	var fragment = comment();
	var node = first_child(fragment);
	var consequent_1 = ($$anchor) => {
		var fragment_1 = root_1$5();
		var node_1 = first_child(fragment_1);
		var consequent = ($$anchor) => {
			var fragment_2 = root$5();
			var div = first_child(fragment_2);
			var div_1 = child(div);
			var node_2 = child(div_1);
			ServiceIcon(node_2, {
				get issuer() {
					return account.view.issuer;
				},
				get name() {
					return account.view.name;
				},
				size: 44
			});
			var div_2 = sibling(node_2, 2);
			var h2 = child(div_2);
			var text = only_child(h2, true);
			var p = sibling(h2);
			var text_1 = only_child(p, true);
			reset(div_2);
			reset(div_1);
			var node_3 = sibling(div_1, 2);
			{
				let $0 = user_derived(() => account.shown.row.kind === "timed");
				BigCode(node_3, {
					get code() {
						return account.shown.row.code;
					},
					get next() {
						return account.shown.row.next;
					},
					get leftMs() {
						return account.shown.leftMs;
					},
					get periodMs() {
						return account.shown.row.periodMs;
					},
					get timed() {
						return get($0);
					},
					get testid() {
						return hook.addedCode;
					}
				});
			}
			reset(div);
			next(2);
			template_effect(() => {
				set_text(text, account.view.issuer || account.view.name);
				set_text(text_1, account.view.issuer ? account.view.name : "");
			});
			append($$anchor, fragment_2);
		};
		if_block(node_1, ($$render) => {
			if (account.view && account.shown) $$render(consequent);
		});
		var div_3 = sibling(node_1, 2);
		var node_4 = child(div_3);
		{
			let $0 = user_derived(() => account.copiedUntil === null ? "copy" : "check");
			Button(node_4, {
				get icon() {
					return get($0);
				},
				wide: true,
				onclick: () => account.copy(),
				get "data-testid"() {
					return hook.addedCopy;
				},
				look: "primary",
				[createAttachmentKey()]: ($$node) => (takeFocus || noop)($$node),
				children: ($$anchor, $$slotProps) => {
					next();
					var text_2 = text();
					template_effect(($0) => set_text(text_2, $0), [() => account.copiedUntil === null ? "Copy the code" : `Copied, clears in ${secondsLeft(account.copiedUntil - seconds.now)} s`]);
					append($$anchor, text_2);
				},
				$$slots: { default: true }
			});
		}
		var node_5 = sibling(node_4, 2);
		Button(node_5, {
			onclick: () => $$props.adding.again(),
			children: ($$anchor, $$slotProps) => {
				next();
				var text_3 = text("Add another");
				append($$anchor, text_3);
			},
			$$slots: { default: true }
		});
		var node_6 = sibling(node_5, 2);
		Button(node_6, {
			get onclick() {
				return $$props.onclose;
			},
			get "data-testid"() {
				return hook.addedDone;
			},
			children: ($$anchor, $$slotProps) => {
				next();
				var text_4 = text("Done");
				append($$anchor, text_4);
			},
			$$slots: { default: true }
		});
		reset(div_3);
		append($$anchor, fragment_1);
	};
	var alternate = ($$anchor) => {
		var fragment_4 = root_2$3();
		var div_4 = sibling(first_child(fragment_4), 2);
		var node_7 = child(div_4);
		Button(node_7, {
			onclick: () => $$props.adding.again(),
			children: ($$anchor, $$slotProps) => {
				next();
				var text_5 = text("Read more");
				append($$anchor, text_5);
			},
			$$slots: { default: true }
		});
		var node_8 = sibling(node_7, 2);
		Button(node_8, {
			look: "primary",
			[createAttachmentKey()]: ($$node) => (takeFocus || noop)($$node),
			get onclick() {
				return $$props.onclose;
			},
			get "data-testid"() {
				return hook.addedDone;
			},
			children: ($$anchor, $$slotProps) => {
				next();
				var text_6 = text("Done");
				append($$anchor, text_6);
			},
			$$slots: { default: true }
		});
		reset(div_4);
		append($$anchor, fragment_4);
	};
	if_block(node, ($$render) => {
		if (account) $$render(consequent_1);
		else $$render(alternate, -1);
	});
	append($$anchor, fragment);
	pop();
}
// src/add/FoundMany.svelte
var root$4 = from_html(`<p class="svelte-6w3rlq">Choose the one that is the new code.</p>`);
var root_1$4 = from_html(`<li class="svelte-6w3rlq"><label class="svelte-6w3rlq"><input name="candidate" class="svelte-6w3rlq"/> <!> <span class="who svelte-6w3rlq"><b class="svelte-6w3rlq"> </b> <span class="svelte-6w3rlq"> </span></span></label></li>`);
var root_2$2 = from_html(`<form class="svelte-6w3rlq"><!> <!> <ul class="svelte-6w3rlq"></ul> <!> <div class="acts svelte-6w3rlq"><!> <!></div></form>`);
function FoundMany($$anchor, $$props) {
	push($$props, true);
	const one = user_derived(() => session.replacing !== null);
	let kept = state(proxy(untrack(() => new Set($$props.adding.candidates.filter((c) => c.already === null && !get(one)).map((c) => c.id)))));
	const chosen = user_derived(() => $$props.adding.candidates.filter((candidate) => get(kept).has(candidate.id)));
	const chosenOne = user_derived(() => get(chosen)[0]);
	function turn(id, on) {
		const rest = get(one) ? [] : [...get(kept)].filter((other) => other !== id);
		set(kept, new Set(on ? [...rest, id] : rest), true);
	}
	function save(event) {
		event.preventDefault();
		if (session.replacing !== null && get(chosenOne)) $$props.adding.replace(session.replacing, get(chosenOne));
		else $$props.adding.save(get(chosen).map((candidate) => ({
			candidate,
			as: {
				issuer: candidate.issuer,
				name: candidate.name,
				tags: []
			}
		})));
	}
	var form = root_2$2();
	var node = child(form);
	var consequent = ($$anchor) => {
		Notice($$anchor, {
			look: "warn",
			title: "Not everything could be read",
			get says() {
				return $$props.adding.offer.notice;
			}
		});
	};
	if_block(node, ($$render) => {
		if ($$props.adding.offer?.notice) $$render(consequent);
	});
	var node_1 = sibling(node, 2);
	var consequent_1 = ($$anchor) => {
		var p = root$4();
		append($$anchor, p);
	};
	if_block(node_1, ($$render) => {
		if (get(one)) $$render(consequent_1);
	});
	var ul = sibling(node_1, 2);
	each(ul, 21, () => $$props.adding.candidates, (candidate) => candidate.id, ($$anchor, candidate) => {
		var li = root_1$4();
		var label = child(li);
		var input = child(label);
		remove_input_defaults(input);
		var node_2 = sibling(input, 2);
		ServiceIcon(node_2, {
			get issuer() {
				return get(candidate).issuer;
			},
			get name() {
				return get(candidate).name;
			},
			size: 34
		});
		var span = sibling(node_2, 2);
		var b = child(span);
		var text = only_child(b, true);
		attach(b, tip);
		var span_1 = sibling(b, 2);
		var text_1 = only_child(span_1, true);
		attach(span_1, tip);
		reset(span);
		reset(label);
		reset(li);
		template_effect(($0, $1) => {
			set_attribute(li, "data-testid", hook.addCandidate);
			set_attribute(input, "type", get(one) ? "radio" : "checkbox");
			set_checked(input, $0);
			set_text(text, get(candidate).issuer || get(candidate).name);
			set_text(text_1, $1);
		}, [() => get(kept).has(get(candidate).id), () => get(candidate).already !== null ? "In the vault already" : get(candidate).issuer ? get(candidate).name : describe(get(candidate))]);
		delegated("change", input, (event) => turn(get(candidate).id, event.currentTarget.checked));
		append($$anchor, li);
	});
	reset(ul);
	var node_3 = sibling(ul, 2);
	var consequent_2 = ($$anchor) => {
		const computed_const = user_derived(() => {
			return wordsFor($$props.adding.reason);
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
				return hook.addNotice;
			}
		});
	};
	if_block(node_3, ($$render) => {
		if ($$props.adding.reason) $$render(consequent_2);
	});
	var div = sibling(node_3, 2);
	var node_4 = child(div);
	Button(node_4, {
		onclick: () => $$props.adding.again(),
		children: ($$anchor, $$slotProps) => {
			next();
			var text_2 = text("Read another");
			append($$anchor, text_2);
		},
		$$slots: { default: true }
	});
	var node_5 = sibling(node_4, 2);
	{
		let $0 = user_derived(() => $$props.adding.busy === "save");
		let $1 = user_derived(() => get(chosen).length === 0);
		Button(node_5, {
			look: "primary",
			type: "submit",
			get busy() {
				return get($0);
			},
			get disabled() {
				return get($1);
			},
			get "data-testid"() {
				return hook.addSave;
			},
			children: ($$anchor, $$slotProps) => {
				next();
				var text_3 = text();
				template_effect(() => set_text(text_3, get(one) ? "Use this code" : `Add ${get(chosen).length}`));
				append($$anchor, text_3);
			},
			$$slots: { default: true }
		});
	}
	reset(div);
	reset(form);
	template_effect(() => set_attribute(form, "data-testid", hook.addFound));
	event("submit", form, save);
	append($$anchor, form);
	pop();
}
delegate(["change"]);
// src/add/FoundOne.svelte
var root$3 = from_html(`<div class="fields svelte-hz6ln7"><!> <!></div>`);
var root_1$3 = from_html(`<form class="svelte-hz6ln7"><div class="what svelte-hz6ln7"><!> <div class="svelte-hz6ln7"><h2 class="svelte-hz6ln7"> </h2> <p class="svelte-hz6ln7"> </p></div></div> <!> <!> <!> <div class="acts svelte-hz6ln7"><!> <!></div></form>`);
function FoundOne($$anchor, $$props) {
	push($$props, true);
	let issuer = state(proxy(untrack(() => $$props.candidate.issuer)));
	let name = state(proxy(untrack(() => $$props.candidate.name)));
	const replacing = user_derived(() => session.replacing);
	const nameless = user_derived(() => get(issuer).trim() === "" && get(name).trim() === "");
	const startsNameless = untrack(() => get(nameless));
	function open(account) {
		session.go("codes");
		session.closeSheet();
		session.page = account;
	}
	function save(event) {
		event.preventDefault();
		if ($$props.adding.busy !== null || get(nameless)) return;
		if (get(replacing) !== null) $$props.adding.replace(get(replacing), $$props.candidate);
		else $$props.adding.save([{
			candidate: $$props.candidate,
			as: {
				issuer: get(issuer).trim(),
				name: get(name).trim(),
				tags: []
			}
		}]);
	}
	var form = root_1$3();
	var div = child(form);
	var node = child(div);
	ServiceIcon(node, {
		get issuer() {
			return get(issuer);
		},
		get name() {
			return get(name);
		},
		size: 56
	});
	var div_1 = sibling(node, 2);
	var h2 = child(div_1);
	var text$3 = only_child(h2, true);
	var p = sibling(h2, 2);
	var text_1 = only_child(p, true);
	reset(div_1);
	reset(div);
	var node_1 = sibling(div, 2);
	var consequent = ($$anchor) => {
		var div_2 = root$3();
		var node_2 = child(div_2);
		{
			let $0 = user_derived(() => get(nameless) ? "Give it a service or an account name." : null);
			Field(node_2, {
				label: "Service",
				[createAttachmentKey()]: ($$node) => (startsNameless && takeFocus || noop)($$node),
				maxlength: 200,
				get complaint() {
					return get($0);
				},
				get "data-testid"() {
					return hook.addIssuer;
				},
				get value() {
					return get(issuer);
				},
				set value($$value) {
					set(issuer, $$value, true);
				}
			});
		}
		var node_3 = sibling(node_2, 2);
		Field(node_3, {
			label: "Account",
			maxlength: 200,
			get "data-testid"() {
				return hook.addName;
			},
			get value() {
				return get(name);
			},
			set value($$value) {
				set(name, $$value, true);
			}
		});
		reset(div_2);
		append($$anchor, div_2);
	};
	var alternate = ($$anchor) => {
		Notice($$anchor, {
			title: "The old code stays",
			says: "Both codes are shown until you say that the new one works."
		});
	};
	if_block(node_1, ($$render) => {
		if (get(replacing) === null) $$render(consequent);
		else $$render(alternate, -1);
	});
	var node_4 = sibling(node_1, 2);
	var consequent_1 = ($$anchor) => {
		const account = user_derived(() => $$props.candidate.already);
		Notice($$anchor, {
			title: "You have this one already",
			says: "The vault holds an account with the same secret.",
			children: ($$anchor, $$slotProps) => {
				Button($$anchor, {
					small: true,
					onclick: () => open(get(account)),
					children: ($$anchor, $$slotProps) => {
						next();
						var text_2 = text("Open it");
						append($$anchor, text_2);
					},
					$$slots: { default: true }
				});
			},
			$$slots: { default: true }
		});
	};
	var consequent_2 = ($$anchor) => {
		const account = user_derived(() => $$props.candidate.sameName);
		Notice($$anchor, {
			title: "An account of this name has another code",
			says: "If the service gave you a new code for it, replace the old one.",
			children: ($$anchor, $$slotProps) => {
				Button($$anchor, {
					small: true,
					icon: "swap",
					onclick: () => $$props.adding.replace(get(account), $$props.candidate),
					get "data-testid"() {
						return hook.addAsReplacement;
					},
					children: ($$anchor, $$slotProps) => {
						next();
						var text_3 = text("Replace its code");
						append($$anchor, text_3);
					},
					$$slots: { default: true }
				});
			},
			$$slots: { default: true }
		});
	};
	if_block(node_4, ($$render) => {
		if ($$props.candidate.already !== null) $$render(consequent_1);
		else if ($$props.candidate.sameName !== null && get(replacing) === null) $$render(consequent_2, 1);
	});
	var node_5 = sibling(node_4, 2);
	var consequent_3 = ($$anchor) => {
		const computed_const = user_derived(() => {
			return wordsFor($$props.adding.reason);
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
				return hook.addNotice;
			}
		});
	};
	if_block(node_5, ($$render) => {
		if ($$props.adding.reason) $$render(consequent_3);
	});
	var div_3 = sibling(node_5, 2);
	var node_6 = child(div_3);
	Button(node_6, {
		onclick: () => $$props.adding.again(),
		children: ($$anchor, $$slotProps) => {
			next();
			var text_4 = text("Read another");
			append($$anchor, text_4);
		},
		$$slots: { default: true }
	});
	var node_7 = sibling(node_6, 2);
	{
		let $0 = user_derived(() => $$props.adding.busy === "save");
		Button(node_7, {
			look: "primary",
			type: "submit",
			[createAttachmentKey()]: ($$node) => (!startsNameless && takeFocus || noop)($$node),
			get busy() {
				return get($0);
			},
			get disabled() {
				return get(nameless);
			},
			get "data-testid"() {
				return hook.addSave;
			},
			children: ($$anchor, $$slotProps) => {
				next();
				var text_5 = text();
				template_effect(() => set_text(text_5, get(replacing) !== null ? "Use this code" : $$props.candidate.already !== null ? "Add it again" : "Add"));
				append($$anchor, text_5);
			},
			$$slots: { default: true }
		});
	}
	reset(div_3);
	reset(form);
	template_effect(($0) => {
		set_attribute(form, "data-testid", hook.addFound);
		set_text(text$3, get(issuer) || get(name) || "Unnamed account");
		set_text(text_1, $0);
	}, [() => describe($$props.candidate)]);
	event("submit", form, save);
	append($$anchor, form);
	pop();
}
// src/add/Manual.svelte
var root$2 = from_html(`<details><summary class="svelte-1lek5sp">Unusual services: algorithm, digits, period</summary> <div class="three svelte-1lek5sp"><!> <!> <!></div></details>`);
var root_1$2 = from_html(`<form class="svelte-1lek5sp"><!> <!> <!> <!> <!> <!> <!> <div class="acts svelte-1lek5sp"><!> <!></div></form>`);
function Manual($$anchor, $$props) {
	push($$props, true);
	let adding = prop($$props, "adding", 7);
	const kinds = [
		{
			value: "totp",
			label: "Time-based (nearly every service)"
		},
		{
			value: "hotp",
			label: "Counter-based"
		},
		{
			value: "steam",
			label: "Steam"
		},
		{
			value: "motp",
			label: "mOTP"
		},
		{
			value: "yandex",
			label: "Yandex"
		}
	];
	const algorithms = [
		"SHA-1",
		"SHA-256",
		"SHA-512"
	].map((value) => ({
		value,
		label: value
	}));
	let issuer = state("");
	let name = state("");
	let kind = state("totp");
	let algorithm = state("SHA-1");
	let digits = state("6");
	let period = state("30");
	let counter = state("0");
	let secret = state(void 0);
	let pin = state(void 0);
	let complaint = state(null);
	const standard = user_derived(() => get(kind) === "totp" || get(kind) === "hotp");
	async function read(event) {
		event.preventDefault();
		set(complaint, null);
		if (get(secret) === void 0 || get(secret).isEmpty()) {
			set(complaint, "The service shows the secret beside its QR code, as letters and digits.");
			get(secret)?.focus();
			return;
		}
		const form = {
			issuer: get(issuer).trim(),
			name: get(name).trim(),
			kind: get(kind),
			algorithm: get(algorithm),
			secret: get(secret).take(),
			pin: get(pin)?.take() ?? "",
			digits: Number(get(digits)) || 0,
			periodSecs: Number(get(period)) || 0,
			counter: Number(get(counter)) || 0
		};
		await adding().read("manual", backend.offerManual(form));
		if (adding().reason?.kind === "BadSecret") {
			set(complaint, `${wordsFor(adding().reason).happened} ${wordsFor(adding().reason).next}`);
			adding().reason = null;
		}
	}
	var form_1 = root_1$2();
	var node = child(form_1);
	Field(node, {
		label: "Service",
		placeholder: "Example",
		[createAttachmentKey()]: ($$node) => (takeFocus || noop)($$node),
		maxlength: 200,
		get "data-testid"() {
			return hook.addIssuer;
		},
		get value() {
			return get(issuer);
		},
		set value($$value) {
			set(issuer, $$value, true);
		}
	});
	var node_1 = sibling(node, 2);
	Field(node_1, {
		label: "Account",
		placeholder: "you@example.com",
		maxlength: 200,
		get "data-testid"() {
			return hook.addName;
		},
		get value() {
			return get(name);
		},
		set value($$value) {
			set(name, $$value, true);
		}
	});
	var node_2 = sibling(node_1, 2);
	bind_this(PassphraseField(node_2, {
		label: "Secret",
		get complaint() {
			return get(complaint);
		},
		get "data-testid"() {
			return hook.addSecret;
		}
	}), ($$value) => set(secret, $$value, true), () => get(secret));
	var node_3 = sibling(node_2, 2);
	Select(node_3, {
		label: "Kind",
		get options() {
			return kinds;
		},
		get "data-testid"() {
			return hook.addKind;
		},
		get value() {
			return get(kind);
		},
		set value($$value) {
			set(kind, $$value, true);
		}
	});
	var node_4 = sibling(node_3, 2);
	var consequent = ($$anchor) => {
		bind_this(PassphraseField($$anchor, {
			label: "PIN",
			inputmode: "numeric",
			get "data-testid"() {
				return hook.addPin;
			}
		}), ($$value) => set(pin, $$value, true), () => get(pin));
	};
	if_block(node_4, ($$render) => {
		if (get(kind) === "motp" || get(kind) === "yandex") $$render(consequent);
	});
	var node_5 = sibling(node_4, 2);
	var consequent_2 = ($$anchor) => {
		var details = root$2();
		var div = sibling(child(details), 2);
		var node_6 = child(div);
		Select(node_6, {
			label: "Algorithm",
			get options() {
				return algorithms;
			},
			get "data-testid"() {
				return hook.addAlgorithm;
			},
			get value() {
				return get(algorithm);
			},
			set value($$value) {
				set(algorithm, $$value, true);
			}
		});
		var node_7 = sibling(node_6, 2);
		Field(node_7, {
			label: "Digits",
			inputmode: "numeric",
			get "data-testid"() {
				return hook.addDigits;
			},
			get value() {
				return get(digits);
			},
			set value($$value) {
				set(digits, $$value, true);
			}
		});
		var node_8 = sibling(node_7, 2);
		var consequent_1 = ($$anchor) => {
			Field($$anchor, {
				label: "Period, seconds",
				inputmode: "numeric",
				get "data-testid"() {
					return hook.addPeriod;
				},
				get value() {
					return get(period);
				},
				set value($$value) {
					set(period, $$value, true);
				}
			});
		};
		var alternate = ($$anchor) => {
			Field($$anchor, {
				label: "Counter",
				inputmode: "numeric",
				get "data-testid"() {
					return hook.addCounter;
				},
				get value() {
					return get(counter);
				},
				set value($$value) {
					set(counter, $$value, true);
				}
			});
		};
		if_block(node_8, ($$render) => {
			if (get(kind) === "totp") $$render(consequent_1);
			else $$render(alternate, -1);
		});
		reset(div);
		reset(details);
		append($$anchor, details);
	};
	if_block(node_5, ($$render) => {
		if (get(standard)) $$render(consequent_2);
	});
	var node_9 = sibling(node_5, 2);
	var consequent_3 = ($$anchor) => {
		const computed_const = user_derived(() => {
			return wordsFor(adding().reason);
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
				return hook.addNotice;
			}
		});
	};
	if_block(node_9, ($$render) => {
		if (adding().reason) $$render(consequent_3);
	});
	var div_1 = sibling(node_9, 2);
	var node_10 = child(div_1);
	Button(node_10, {
		onclick: () => adding().again(),
		children: ($$anchor, $$slotProps) => {
			next();
			var text$2 = text("Back");
			append($$anchor, text$2);
		},
		$$slots: { default: true }
	});
	var node_11 = sibling(node_10, 2);
	{
		let $0 = user_derived(() => adding().busy === "manual");
		Button(node_11, {
			look: "primary",
			type: "submit",
			get busy() {
				return get($0);
			},
			get "data-testid"() {
				return hook.addRead;
			},
			children: ($$anchor, $$slotProps) => {
				next();
				var text_1 = text("Continue");
				append($$anchor, text_1);
			},
			$$slots: { default: true }
		});
	}
	reset(div_1);
	reset(form_1);
	event("submit", form_1, read);
	append($$anchor, form_1);
	pop();
}
// src/add/viewfinder.svelte.ts
var AT_MOST_EVERY_MS = 50;
var AFTER_A_MISS_MS = 200;
var SILENT_AFTER_MS = 12e3;
var Viewfinder = class {
	#state = state("starting");
	get state() {
		return get(this.#state);
	}
	set state(value) {
		set(this.#state, value, true);
	}
	#reason = state(null);
	get reason() {
		return get(this.#reason);
	}
	set reason(value) {
		set(this.#reason, value);
	}
	#cameras = state([]);
	get cameras() {
		return get(this.#cameras);
	}
	set cameras(value) {
		set(this.#cameras, value);
	}
	#camera = state(null);
	get camera() {
		return get(this.#camera);
	}
	set camera(value) {
		set(this.#camera, value, true);
	}
	#on = false;
	#run = 0;
	async start(pictures) {
		this.#on = true;
		const run = ++this.#run;
		this.state = "starting";
		this.reason = null;
		try {
			await backend.startCamera(this.camera);
			this.cameras = await backend.cameras().catch(() => []);
			if (run === this.#run) this.#draw(run, pictures);
		} catch (thrown) {
			if (run === this.#run) this.#fail(reasonOf(thrown));
		}
	}
	/** Hears of a camera that fails later. */
	listen = () => on("cameraEvent", (event) => event.kind === "failed" && this.#fail(event.error));
	#fail(reason) {
		this.#run += 1;
		this.reason = reason;
		this.state = "failed";
	}
	async #draw(run, pictures) {
		let lastShown = performance.now();
		for (let n = 1; run === this.#run; n += 1) {
			const began = performance.now();
			const [picture, other] = n % 2 === 0 ? pictures : [pictures[1], pictures[0]];
			try {
				picture.src = previewUrl(n);
				await picture.decode();
				if (run !== this.#run) return;
				picture.hidden = false;
				other.hidden = true;
				this.state = "live";
				lastShown = performance.now();
			} catch {
				if (performance.now() - lastShown > SILENT_AFTER_MS && run === this.#run) return this.#fail({ kind: "CameraSilent" });
				await pause(AFTER_A_MISS_MS);
			}
			await pause(AT_MOST_EVERY_MS - (performance.now() - began));
		}
	}
	stop() {
		this.#run += 1;
		if (this.#on) backend.stopCamera().catch(() => void 0);
		this.#on = false;
	}
};
var pause = (ms) => new Promise((done) => setTimeout(done, Math.max(0, ms)));
// src/add/Viewfinder.svelte
var root$1 = from_html(`<div class="words svelte-17kgt22" role="alert"><!> <b> </b> <span class="svelte-17kgt22"> </span> <!></div>`);
var root_1$1 = from_html(`<svg viewBox="0 0 100 100" aria-hidden="true"><path d="M3 24V13A10 10 0 0 1 13 3h11M76 3h11a10 10 0 0 1 10 10v11M97 76v11a10 10 0 0 1-10 10H76M24 97H13A10 10 0 0 1 3 87V76"></path></svg> <p aria-live="polite" class="svelte-17kgt22"> </p>`, 1);
var root_2$1 = from_html(`<option> </option>`);
var root_3 = from_html(`<select aria-label="Camera" class="svelte-17kgt22"></select>`);
var root_4 = from_html(`<div><img alt="" hidden="" class="svelte-17kgt22"/> <img alt="" hidden="" class="svelte-17kgt22"/> <!> <!></div>`);
function Viewfinder_1($$anchor, $$props) {
	push($$props, true);
	const finder = new Viewfinder();
	let one;
	let two;
	const start = () => finder.start([one, two]);
	onMount(() => {
		const deaf = finder.listen();
		start();
		return () => {
			deaf();
			finder.stop();
		};
	});
	const says = user_derived(() => finder.state === "starting" ? "Starting the camera…" : $$props.batch ? `Now show picture ${$$props.batch.have + 1}` : "Hold the QR code in the frame");
	var div = root_4();
	let classes;
	var img = child(div);
	bind_this(img, ($$value) => one = $$value, () => one);
	var img_1 = sibling(img, 2);
	bind_this(img_1, ($$value) => two = $$value, () => two);
	var node = sibling(img_1, 2);
	var consequent = ($$anchor) => {
		const computed_const = user_derived(() => {
			return wordsFor(finder.reason);
		});
		var div_1 = root$1();
		var node_1 = child(div_1);
		Icon(node_1, {
			of: "camera",
			size: 28
		});
		var b = sibling(node_1, 2);
		var text$1 = only_child(b, true);
		var span = sibling(b, 2);
		var text_1 = only_child(span, true);
		var node_2 = sibling(span, 2);
		Button(node_2, {
			small: true,
			onclick: start,
			children: ($$anchor, $$slotProps) => {
				next();
				var text_2 = text("Try again");
				append($$anchor, text_2);
			},
			$$slots: { default: true }
		});
		reset(div_1);
		template_effect(() => {
			set_text(text$1, get(computed_const).happened);
			set_text(text_1, get(computed_const).next);
		});
		append($$anchor, div_1);
	};
	var alternate = ($$anchor) => {
		var fragment = root_1$1();
		var svg = first_child(fragment);
		let classes_1;
		var p = sibling(svg, 2);
		var text_3 = only_child(p, true);
		template_effect(() => {
			classes_1 = set_class(svg, 0, "frame svelte-17kgt22", null, classes_1, { live: finder.state === "live" });
			set_text(text_3, get(says));
		});
		append($$anchor, fragment);
	};
	if_block(node, ($$render) => {
		if (finder.state === "failed" && finder.reason) $$render(consequent);
		else $$render(alternate, -1);
	});
	var node_3 = sibling(node, 2);
	var consequent_1 = ($$anchor) => {
		var select = root_3();
		each(select, 21, () => finder.cameras, (camera) => camera.id, ($$anchor, camera) => {
			var option = root_2$1();
			var text_4 = only_child(option, true);
			var option_value = {};
			template_effect(() => {
				set_text(text_4, get(camera).name);
				if (option_value !== (option_value = get(camera).id)) option.value = (option.__value = option_value) ?? "";
			});
			append($$anchor, option);
		});
		reset(select);
		var select_value;
		init_select(select);
		template_effect(() => {
			set_attribute(select, "data-testid", hook.addCamera);
			if (select_value !== (select_value = finder.camera ?? finder.cameras[0]?.id)) select.value = (select.__value = select_value) ?? "", select_option(select, select_value);
		});
		delegated("change", select, (event) => (finder.camera = event.currentTarget.value, void start()));
		append($$anchor, select);
	};
	if_block(node_3, ($$render) => {
		if (finder.cameras.length > 1) $$render(consequent_1);
	});
	reset(div);
	template_effect(() => {
		classes = set_class(div, 1, "finder svelte-17kgt22", null, classes, { failed: finder.state === "failed" });
		set_attribute(div, "data-testid", hook.addPreview);
		set_attribute(div, "data-state", finder.state);
	});
	append($$anchor, div);
	pop();
}
delegate(["change"]);
// src/add/Read.svelte
var root = from_html(`<div class="batch svelte-fgxct3"><span> </span> <!></div>`);
var root_1 = from_html(`<button type="button" class="svelte-fgxct3"><!> </button>`);
var root_2 = from_html(`<div class="read svelte-fgxct3"><!> <!> <!> <div class="ways svelte-fgxct3"></div> <form class="svelte-fgxct3"><!> <input type="text" placeholder="Paste an otpauth:// link" aria-label="Set-up link" autocomplete="off" spellcheck="false" class="svelte-fgxct3"/></form> <p class="svelte-fgxct3">Or drop a picture anywhere on this window.</p></div>`);
function Read($$anchor, $$props) {
	push($$props, true);
	let adding = prop($$props, "adding", 7);
	let link;
	const ways = [
		{
			way: "screen",
			label: "From screen",
			icon: "screen",
			testid: hook.addFromScreen,
			act: () => adding().read("screen", backend.scanScreen())
		},
		{
			way: "image",
			label: "From picture",
			icon: "image",
			testid: hook.addFromImage,
			act: () => adding().read("image", backend.scanImageFile())
		},
		{
			way: "clipboard",
			label: "From clipboard",
			icon: "clipboard",
			testid: hook.addFromClipboard,
			act: () => adding().read("clipboard", backend.scanClipboard())
		},
		{
			way: "manual",
			label: "Type it in",
			icon: "keyboard",
			testid: hook.addByHand,
			act: () => (adding().reason = null, adding().step = "manual")
		}
	];
	/** A link leaves the field the moment it is whole: it carries a secret. */
	function readLink(event) {
		event?.preventDefault();
		const text = link.value.trim();
		if (text === "") return;
		link.value = "";
		adding().read("link", backend.readText(text));
	}
	var div = root_2();
	var node = child(div);
	Viewfinder_1(node, { get batch() {
		return adding().batch;
	} });
	var node_1 = sibling(node, 2);
	var consequent = ($$anchor) => {
		var div_1 = root();
		var span = child(div_1);
		var text_1 = only_child(span);
		var node_2 = sibling(span, 2);
		Button(node_2, {
			small: true,
			onclick: () => adding().enough(),
			children: ($$anchor, $$slotProps) => {
				next();
				var text_2 = text();
				template_effect(() => set_text(text_2, `Go on with ${adding().candidates.length ?? ""}`));
				append($$anchor, text_2);
			},
			$$slots: { default: true }
		});
		reset(div_1);
		template_effect(() => {
			set_attribute(div_1, "data-testid", hook.addBatch);
			set_text(text_1, `${adding().batch.have ?? ""} of ${adding().batch.of ?? ""} pictures read`);
		});
		append($$anchor, div_1);
	};
	if_block(node_1, ($$render) => {
		if (adding().batch) $$render(consequent);
	});
	var node_3 = sibling(node_1, 2);
	var consequent_1 = ($$anchor) => {
		const computed_const = user_derived(() => {
			return wordsFor(adding().reason);
		});
		Notice($$anchor, {
			look: "warn",
			get title() {
				return get(computed_const).happened;
			},
			get says() {
				return get(computed_const).next;
			},
			get "data-testid"() {
				return hook.addNotice;
			}
		});
	};
	var consequent_2 = ($$anchor) => {
		Notice($$anchor, {
			look: "warn",
			title: "That is not a set-up code",
			get says() {
				return adding().offer.notice;
			},
			get "data-testid"() {
				return hook.addNotice;
			}
		});
	};
	if_block(node_3, ($$render) => {
		if (adding().reason) $$render(consequent_1);
		else if (adding().offer?.notice) $$render(consequent_2, 1);
	});
	var div_2 = sibling(node_3, 2);
	each(div_2, 21, () => ways, ({ way, label, icon, testid, act }) => way, ($$anchor, $$item) => {
		let way = () => get($$item).way;
		let label = () => get($$item).label;
		let icon = () => get($$item).icon;
		let testid = () => get($$item).testid;
		let act = () => get($$item).act;
		var button = root_1();
		var node_4 = child(button);
		Icon(node_4, {
			get of() {
				return icon();
			},
			size: 20
		});
		var text_3 = sibling(node_4, 1, true);
		reset(button);
		template_effect(() => {
			button.disabled = adding().busy !== null;
			set_attribute(button, "aria-busy", adding().busy === way());
			set_attribute(button, "data-testid", testid());
			set_text(text_3, label());
		});
		delegated("click", button, function(...$$args) {
			act()?.apply(this, $$args);
		});
		append($$anchor, button);
	});
	reset(div_2);
	var form = sibling(div_2, 2);
	var node_5 = child(form);
	Icon(node_5, { of: "link" });
	var input = sibling(node_5, 2);
	bind_this(input, ($$value) => link = $$value, () => link);
	reset(form);
	next(2);
	reset(div);
	template_effect(() => set_attribute(input, "data-testid", hook.addLink));
	event("submit", form, readLink);
	event("paste", input, () => setTimeout(readLink));
	append($$anchor, div);
	pop();
}
delegate(["click"]);
// src/add/AddSheet.svelte
function AddSheet($$anchor, $$props) {
	push($$props, true);
	const adding = new Adding();
	const title = user_derived(() => {
		if (adding.step === "done") return adding.saved.length > 1 ? `${adding.saved.length} accounts added` : "Added";
		if (adding.step === "found") return adding.candidates.length > 1 ? `Found ${adding.candidates.length} accounts` : "Found";
		if (adding.step === "manual") return "Type it in";
		return session.replacing === null ? "Add an account" : "Read the new code";
	});
	onMount(() => {
		const stop = on("cameraEvent", (event) => {
			if (adding.step !== "read" || event.kind !== "found") return;
			adding.take(event.offer);
		});
		return () => {
			stop();
			if (adding.step !== "done") backend.discardOffer().catch(() => void 0);
		};
	});
	user_effect(() => {
		if (session.offer === null) return;
		adding.take(session.offer);
		session.offer = null;
	});
	user_effect(() => {
		if (session.refusal === null) return;
		adding.refuse(session.refusal);
		session.refusal = null;
	});
	function close() {
		if (adding.step === "done" && adding.saved.length === 1) session.page = null;
		session.fresh = false;
		session.closeSheet();
	}
	Sheet($$anchor, {
		get title() {
			return get(title);
		},
		width: 520,
		full: true,
		onclose: close,
		get "data-testid"() {
			return hook.addSheet;
		},
		children: ($$anchor, $$slotProps) => {
			var fragment_1 = comment();
			var node = first_child(fragment_1);
			var consequent = ($$anchor) => {
				Read($$anchor, { get adding() {
					return adding;
				} });
			};
			var consequent_1 = ($$anchor) => {
				Manual($$anchor, { get adding() {
					return adding;
				} });
			};
			var consequent_4 = ($$anchor) => {
				var fragment_4 = comment();
				var node_1 = first_child(fragment_4);
				var consequent_2 = ($$anchor) => {
					FoundMany($$anchor, { get adding() {
						return adding;
					} });
				};
				var consequent_3 = ($$anchor) => {
					var fragment_6 = comment();
					var node_2 = first_child(fragment_6);
					key(node_2, () => adding.candidates[0].id, ($$anchor) => {
						FoundOne($$anchor, {
							get adding() {
								return adding;
							},
							get candidate() {
								return adding.candidates[0];
							}
						});
					});
					append($$anchor, fragment_6);
				};
				if_block(node_1, ($$render) => {
					if (adding.candidates.length > 1) $$render(consequent_2);
					else if (adding.candidates[0]) $$render(consequent_3, 1);
				});
				append($$anchor, fragment_4);
			};
			var alternate = ($$anchor) => {
				Done($$anchor, {
					get adding() {
						return adding;
					},
					onclose: close
				});
			};
			if_block(node, ($$render) => {
				if (adding.step === "read") $$render(consequent);
				else if (adding.step === "manual") $$render(consequent_1, 1);
				else if (adding.step === "found") $$render(consequent_4, 2);
				else $$render(alternate, -1);
			});
			append($$anchor, fragment_1);
		},
		$$slots: { default: true }
	});
	pop();
}
export { AddSheet as default };
