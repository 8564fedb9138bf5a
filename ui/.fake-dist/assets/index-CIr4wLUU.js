const __vite__mapDeps=(i,m=__vite__mapDeps,d=(m.f||(m.f=["assets/Snapshots-aWRooAzd.js","assets/IconButton-B2_Zt6VV.js","assets/IconButton-BVlkYBrz.css","assets/errors-WOQGP0IA.js","assets/focus-BgjPHvln.js","assets/Snapshots-C5vXTPRo.css","assets/EditForm-XE-Behmb.js","assets/Field-B2ZrVT9I.js","assets/Field-B94uiAQ1.css","assets/Sheet-CLR509OV.js","assets/Sheet-B_Hofr7m.css","assets/EditForm-BY-oRngJ.css","assets/QrSheet-C8Ctbq57.js","assets/QrSheet-DXbJs6hh.css","assets/BinPlace-DhD2ErY9.js","assets/BinPlace-BP4UGGvQ.css","assets/SettingsPlace-DgbnRZ0u.js","assets/Switch-DnmsJNG-.js","assets/Switch-DM2A1UWQ.css","assets/Select-8jzOwB_a.js","assets/Select-Bs7SbGPe.css","assets/SettingsPlace-DlwfIDOA.css","assets/AddSheet-ClgrXQGl.js","assets/AddSheet-yVnBEE_J.css","assets/QuickSearch-CCB9g-FS.js","assets/QuickSearch-C8Der57P.css","assets/ShortcutSheet-B8HXOM6A.js","assets/ShortcutSheet-CU-TatRo.css","assets/Onboarding-DAO-p29L.js","assets/Onboarding-BxYUNNgt.css"])))=>i.map(i=>d[i]);
import { $ as sibling, A as await_block, B as delegated, C as attach, D as index, E as each, F as from_html, I as from_svg, J as user_pre_effect, K as template_effect, L as props_id, M as set_text, N as append, O as key, P as comment, Q as only_child, R as text, S as set_class, T as snippet, U as get, V as event, X as child, Y as $window, Z as first_child, a as onMount, at as pop, c as bind_window_size, ct as reset, et as proxy, f as CLASS, g as set_attribute, h as remove_input_defaults, i as hook, j as mount, k as if_block, l as bind_this, lt as noop, m as attribute_effect, n as tip, nt as state, o as prop, ot as push, q as user_effect, r as Icon, rt as user_derived, s as rest_props, st as next, t as IconButton, tt as set, u as bind_element_size, v as set_value, w as component, x as set_style, z as delegate } from "./IconButton-B2_Zt6VV.js";
import { a as reasonOf, n as backend, r as on, t as wordsFor } from "./errors-WOQGP0IA.js";
import { t as theme } from "./theme.svelte-BbhJIE-6.js";
// src/controls/Mark.svelte
var root$26 = from_html(`<span class="mark svelte-1jtq2rh" aria-hidden="true"><svg viewBox="0 0 64 64"><g transform="rotate(-45 32 32)" fill="none" stroke="currentColor" stroke-width="5.6" stroke-linecap="round"><circle class="rest svelte-1jtq2rh" cx="20.500" cy="32" r="9.200"></circle><path d="M29.700 32A9.200 9.200 0 1 1 20.500 22.800"></path><path d="M29.700 32H51.500M50.800 32v7.600M41.600 32v5.600" stroke-linejoin="round"></path></g></svg></span>`);
function Mark($$anchor, $$props) {
	let size = prop($$props, "size", 3, 64);
	var span = root$26();
	let styles;
	var svg = only_child(span);
	template_effect(() => {
		styles = set_style(span, "", styles, { "--size": `${size() ?? ""}px` });
		set_attribute(svg, "width", size());
		set_attribute(svg, "height", size());
	});
	append($$anchor, span);
}
// src/app/seconds.svelte.ts
var Seconds = class {
	#now = state(proxy(performance.now()));
	get now() {
		return get(this.#now);
	}
	set now(value) {
		set(this.#now, value, true);
	}
	#watchers = 0;
	#phase = 0;
	#timer;
	constructor() {
		document.addEventListener("visibilitychange", () => this.#again());
	}
	/** Runs until the returned function is called. Meant for `$effect(() => seconds.watch())`. */
	watch() {
		this.#watchers += 1;
		if (this.#watchers === 1) this.#again();
		return () => {
			this.#watchers -= 1;
			if (this.#watchers === 0) clearTimeout(this.#timer);
		};
	}
	/** Makes the timer fire when something with this long to go ends, to the second. */
	align(leftMs) {
		this.#phase = (performance.now() + leftMs) % 1e3;
		this.#again();
	}
	#again() {
		clearTimeout(this.#timer);
		if (this.#watchers === 0 || document.hidden) return;
		this.now = performance.now();
		const into = ((this.now - this.#phase) % 1e3 + 1e3) % 1e3;
		this.#timer = setTimeout(() => this.#again(), 1e3 - into + 4);
	}
};
var seconds = new Seconds();
/** Whole seconds that are left, as a person counts them: never 0 while something is left. */
var secondsLeft = (ms) => Math.max(0, Math.ceil(ms / 1e3));
// src/app/toasts.svelte.ts
var SHOWN_MS = 5e3;
var WITH_ACTION_MS = 9e3;
var Toasts$1 = class {
	#list = state(proxy([]));
	get list() {
		return get(this.#list);
	}
	set list(value) {
		set(this.#list, value, true);
	}
	#next = 1;
	#timers = /* @__PURE__ */ new Map();
	say(text, action, look = "plain") {
		const toast = {
			id: this.#next++,
			text,
			bad: look === "bad",
			...action ? { action } : {}
		};
		this.list = [...this.list.slice(-2), toast];
		this.release(toast.id);
	}
	/** Keeps a toast while the pointer or the focus is on it. */
	hold(id) {
		clearTimeout(this.#timers.get(id));
	}
	/** Lets a held toast go after its time. */
	release(id) {
		this.hold(id);
		const toast = this.list.find((one) => one.id === id);
		this.#timers.set(id, setTimeout(() => this.drop(id), toast?.action ? WITH_ACTION_MS : SHOWN_MS));
	}
	drop(id) {
		this.hold(id);
		this.#timers.delete(id);
		this.list = this.list.filter((toast) => toast.id !== id);
	}
};
var toasts = new Toasts$1();
// src/app/session.svelte.ts
var ACTIVE_EVERY_MS = 1e4;
var Session = class {
	#status = state(null);
	get status() {
		return get(this.#status);
	}
	set status(value) {
		set(this.#status, value);
	}
	#settings = state(null);
	get settings() {
		return get(this.#settings);
	}
	set settings(value) {
		set(this.#settings, value);
	}
	#place = state("codes");
	get place() {
		return get(this.#place);
	}
	set place(value) {
		set(this.#place, value, true);
	}
	#page = state(null);
	get page() {
		return get(this.#page);
	}
	set page(value) {
		set(this.#page, value, true);
	}
	#sheet = state(null);
	get sheet() {
		return get(this.#sheet);
	}
	set sheet(value) {
		set(this.#sheet, value, true);
	}
	#replacing = state(null);
	get replacing() {
		return get(this.#replacing);
	}
	set replacing(value) {
		set(this.#replacing, value, true);
	}
	#offer = state(null);
	get offer() {
		return get(this.#offer);
	}
	set offer(value) {
		set(this.#offer, value);
	}
	#refusal = state(null);
	get refusal() {
		return get(this.#refusal);
	}
	set refusal(value) {
		set(this.#refusal, value);
	}
	#dropping = state(false);
	get dropping() {
		return get(this.#dropping);
	}
	set dropping(value) {
		set(this.#dropping, value, true);
	}
	#searchAsked = state(0);
	get searchAsked() {
		return get(this.#searchAsked);
	}
	set searchAsked(value) {
		set(this.#searchAsked, value, true);
	}
	#fresh = state(false);
	get fresh() {
		return get(this.#fresh);
	}
	set fresh(value) {
		set(this.#fresh, value, true);
	}
	arrived = false;
	#activeAt = -1e4;
	async begin() {
		on("statusChanged", (status) => this.#take(status));
		on("offered", (offer) => this.read(offer));
		on("scanFailed", (reason) => this.failed(reason));
		on("dropHover", (over) => this.dropping = over);
		on("focusSearch", () => this.search());
		await Promise.all([this.refresh(), this.readSettings()]);
	}
	async refresh() {
		this.#take(await backend.status());
	}
	async readSettings() {
		this.settings = await backend.settings().catch(() => null);
		if (this.settings) theme.want(this.settings.theme);
	}
	#take(status) {
		const opened = status.phase === "open" && this.status?.phase !== "open";
		const closed = status.phase !== "open" && this.status?.phase === "open";
		this.status = status;
		if (closed) this.#forget();
		if (opened) backend.pendingOffer().then((offer) => offer && this.read(offer)).catch(() => void 0);
	}
	#forget() {
		this.place = "codes";
		this.page = this.sheet = this.replacing = null;
		this.offer = this.refusal = null;
		this.arrived = true;
		toasts.list = [];
	}
	/** Goes to a place and closes what lies over it. */
	go(place) {
		this.place = place;
		this.page = null;
		this.sheet = null;
	}
	/** The search field of the list, or quick search from any other place. */
	search() {
		if (this.status?.phase !== "open") return;
		if (this.place === "codes" && this.sheet === null && this.page === null) this.searchAsked += 1;
		else this.sheet = "search";
	}
	/** Opens the add sheet, or the same sheet to read a new code for an account. */
	add(replacing = null) {
		this.replacing = replacing;
		this.offer = this.refusal = null;
		this.sheet = "add";
	}
	closeSheet() {
		this.sheet = null;
		this.replacing = null;
		this.offer = this.refusal = null;
	}
	/** Shows what was read outside the sheet. While locked it waits in the shell. */
	read(offer) {
		if (this.status?.phase !== "open") return;
		this.refusal = null;
		this.offer = offer;
		this.sheet = "add";
	}
	/** Shows in the add sheet why a reading failed. */
	failed(reason) {
		if (this.status?.phase !== "open") return;
		this.refusal = reason;
		this.sheet = "add";
	}
	async lock() {
		this.arrived = true;
		await backend.lock().catch(() => void 0);
		await this.refresh();
	}
	/** Tells the shell that a person is here, for the idle lock; at most every ten seconds. */
	active() {
		const now = performance.now();
		if (this.status?.phase !== "open" || now - this.#activeAt < ACTIVE_EVERY_MS) return;
		this.#activeAt = now;
		backend.userActive();
	}
	/** Runs something the person asked for; a refusal is said in a toast, or sends the window back to its lock. */
	async attempt(work) {
		try {
			return await work;
		} catch (thrown) {
			const reason = reasonOf(thrown);
			if (reason.kind === "VaultLocked") await this.refresh();
			else {
				const { happened, next } = wordsFor(reason);
				toasts.say(`${happened} ${next}`, void 0, "bad");
			}
			return null;
		}
	}
	/** Saves one changed setting; on failure the old value comes back. */
	async change(changed) {
		const before = this.settings;
		if (before === null) return;
		this.settings = {
			...before,
			...changed
		};
		theme.want(this.settings.theme);
		if (await this.attempt(backend.saveSettings(this.settings).then(() => true)) === null) {
			this.settings = before;
			theme.want(before.theme);
		}
	}
};
var session = new Session();
// src/controls/Button.svelte
var rest_excludes$2 = /* @__PURE__ */ new Set([
	"$$slots",
	"$$events",
	"$$legacy",
	"look",
	"icon",
	"busy",
	"wide",
	"small",
	"children",
	"type",
	"disabled"
]);
var root$25 = from_html(`<span class="spin svelte-1uof4h6" aria-hidden="true"></span>`);
var root_1$18 = from_html(`<button><!> <span class="label svelte-1uof4h6"><!></span> <!></button>`);
function Button($$anchor, $$props) {
	let look = prop($$props, "look", 3, "quiet"), busy = prop($$props, "busy", 3, false), wide = prop($$props, "wide", 3, false), small = prop($$props, "small", 3, false), type = prop($$props, "type", 3, "button"), rest = rest_props($$props, rest_excludes$2);
	var button = root_1$18();
	attribute_effect(button, () => ({
		...rest,
		type: type(),
		class: look(),
		disabled: $$props.disabled || busy(),
		"aria-busy": busy() || void 0,
		[CLASS]: {
			wide: wide(),
			small: small(),
			busy: busy()
		}
	}), void 0, void 0, void 0, "svelte-1uof4h6");
	var node = child(button);
	var consequent = ($$anchor) => {
		{
			let $0 = user_derived(() => small() ? 16 : 18);
			Icon($$anchor, {
				get of() {
					return $$props.icon;
				},
				get size() {
					return get($0);
				}
			});
		}
	};
	if_block(node, ($$render) => {
		if ($$props.icon) $$render(consequent);
	});
	var span = sibling(node, 2);
	var node_1 = child(span);
	snippet(node_1, () => $$props.children);
	reset(span);
	var node_2 = sibling(span, 2);
	var consequent_1 = ($$anchor) => {
		var span_1 = root$25();
		append($$anchor, span_1);
	};
	if_block(node_2, ($$render) => {
		if (busy()) $$render(consequent_1);
	});
	reset(button);
	append($$anchor, button);
}
// src/controls/Notice.svelte
var rest_excludes$1 = /* @__PURE__ */ new Set([
	"$$slots",
	"$$events",
	"$$legacy",
	"look",
	"title",
	"says",
	"children"
]);
var root$24 = from_html(`<p> </p>`);
var root_1$17 = from_html(`<div class="more svelte-1n9dni2"><!></div>`);
var root_2$12 = from_html(`<div><!> <div class="words svelte-1n9dni2"><p class="title svelte-1n9dni2"> </p> <!> <!></div></div>`);
function Notice($$anchor, $$props) {
	push($$props, true);
	let look = prop($$props, "look", 3, "plain"), rest = rest_props($$props, rest_excludes$1);
	const icon = user_derived(() => ({
		plain: "info",
		good: "check",
		warn: "warning",
		danger: "warning"
	})[look()]);
	var div = root_2$12();
	attribute_effect(div, () => ({
		class: `notice ${look() ?? ""}`,
		role: look() === "danger" ? "alert" : "status",
		...rest
	}), void 0, void 0, void 0, "svelte-1n9dni2");
	var node = child(div);
	Icon(node, { get of() {
		return get(icon);
	} });
	var div_1 = sibling(node, 2);
	var p = child(div_1);
	var text = only_child(p, true);
	var node_1 = sibling(p, 2);
	var consequent = ($$anchor) => {
		var p_1 = root$24();
		var text_1 = only_child(p_1, true);
		template_effect(() => set_text(text_1, $$props.says));
		append($$anchor, p_1);
	};
	if_block(node_1, ($$render) => {
		if ($$props.says) $$render(consequent);
	});
	var node_2 = sibling(node_1, 2);
	var consequent_1 = ($$anchor) => {
		var div_2 = root_1$17();
		var node_3 = child(div_2);
		snippet(node_3, () => $$props.children);
		reset(div_2);
		append($$anchor, div_2);
	};
	if_block(node_2, ($$render) => {
		if ($$props.children) $$render(consequent_1);
	});
	reset(div_1);
	reset(div);
	template_effect(() => set_text(text, $$props.title));
	append($$anchor, div);
	pop();
}
// src/controls/PassphraseField.svelte
var rest_excludes = /* @__PURE__ */ new Set([
	"$$slots",
	"$$events",
	"$$legacy",
	"label",
	"complaint",
	"hint",
	"ontyped"
]);
var root$23 = from_html(`<div class="field svelte-1a3565a"><label class="svelte-1a3565a"> </label> <div class="box svelte-1a3565a"><input/> <!></div> <p aria-live="polite"> </p></div>`);
function PassphraseField($$anchor, $$props) {
	const id = props_id();
	push($$props, true);
	let complaint = prop($$props, "complaint", 3, null), rest = rest_props($$props, rest_excludes);
	let input;
	let shown = state(false);
	let capsLock = state(false);
	/** What was typed; the field is empty afterwards. */
	function take() {
		const typed = input.value;
		input.value = "";
		set(shown, false);
		$$props.ontyped?.("");
		return typed;
	}
	/** Whether two fields hold the same text, without handing it out. */
	const holds = (text) => input.value === text;
	const isEmpty = () => input.value === "";
	const focus = () => input.focus();
	var $$exports = {
		take,
		holds,
		isEmpty,
		focus
	};
	var div = root$23();
	var label_1 = child(div);
	var text_1 = only_child(label_1, true);
	var div_1 = sibling(label_1, 2);
	var input_1 = child(div_1);
	var event_handler = () => $$props.ontyped?.(input.value);
	var event_handler_1 = (event) => set(capsLock, event.getModifierState?.("CapsLock") ?? false, true);
	attribute_effect(input_1, () => ({
		...rest,
		id,
		type: get(shown) ? "text" : "password",
		autocomplete: "off",
		autocapitalize: "off",
		spellcheck: "false",
		"aria-invalid": complaint() ? true : void 0,
		"aria-describedby": `${id}-says`,
		oninput: event_handler,
		onkeyup: event_handler_1
	}), void 0, void 0, void 0, "svelte-1a3565a", true);
	bind_this(input_1, ($$value) => input = $$value, () => input);
	var node = sibling(input_1, 2);
	{
		let $0 = user_derived(() => get(shown) ? "hidden" : "eye");
		let $1 = user_derived(() => get(shown) ? "Hide what you type" : "Show what you type");
		IconButton(node, {
			get icon() {
				return get($0);
			},
			get name() {
				return get($1);
			},
			onclick: () => (set(shown, !get(shown)), input.focus())
		});
	}
	reset(div_1);
	var p = sibling(div_1, 2);
	let classes;
	var text_2 = only_child(p, true);
	reset(div);
	template_effect(() => {
		set_attribute(label_1, "for", id);
		set_text(text_1, $$props.label);
		set_attribute(p, "id", `${id}-says`);
		classes = set_class(p, 1, "svelte-1a3565a", null, classes, { complaint: complaint() });
		set_text(text_2, complaint() ?? (get(capsLock) ? "Caps Lock is on." : $$props.hint ?? ""));
	});
	append($$anchor, div);
	return pop($$exports);
}
// src/unlock/waiting.svelte.ts
function spelled(ms) {
	const s = secondsLeft(ms);
	if (s < 60) return `${s} s`;
	if (s >= 3600) return `${Math.ceil(s / 3600)} h`;
	const rest = s % 60;
	return `${Math.floor(s / 60)} min${rest === 0 ? "" : ` ${rest} s`}`;
}
var Waiting = class {
	#until = state(0);
	#leftMs = user_derived(() => Math.max(0, get(this.#until) - seconds.now));
	get leftMs() {
		return get(this.#leftMs);
	}
	set leftMs(value) {
		set(this.#leftMs, value);
	}
	start(ms) {
		if (ms <= 0) return;
		set(this.#until, performance.now() + ms);
		seconds.align(ms);
	}
	/** Begins the wait that a refusal names, if it names one. */
	take(reason) {
		if ("retryInMs" in reason) this.start(reason.retryInMs);
	}
	/** What to say below the field: what happened, and when or how to try again. */
	says(reason) {
		if (this.leftMs > 0) return `${wordsFor(reason ?? {
			kind: "TooSoon",
			retryInMs: 0
		}).happened} Try again in ${spelled(this.leftMs)}.`;
		if (reason === null || reason.kind === "TooSoon") return null;
		const { happened, next } = wordsFor(reason);
		return `${happened} ${next}`;
	}
};
// \0vite/preload-helper.js
var scriptRel = /* @__PURE__ */ (function detectScriptRel() {
	const relList = typeof document !== "undefined" && document.createElement("link").relList;
	return relList && relList.supports && relList.supports("modulepreload") ? "modulepreload" : "preload";
})();
var assetsURL = function(dep) {
	return "/" + dep;
};
var seen = {};
var isCssPreloadUrl = function isCssPreloadUrl(url) {
	return url.pathname.endsWith(".css");
};
var preloadOnce = function preloadOnce(seen, href, preload) {
	if (href in seen) return seen[href];
	const promise = preload();
	if (!promise) {
		seen[href] = void 0;
		return;
	}
	const preloadPromise = promise.then(() => {
		seen[href] = void 0;
	}, (err) => {
		seen[href] = void 0;
		throw err;
	});
	seen[href] = preloadPromise;
	return preloadPromise;
};
var __vitePreload = function preload(baseModule, deps, importerUrl) {
	let promise = Promise.resolve();
	if (deps && deps.length > 0) {
		let preloadedHrefs;
		const cspNonceMeta = document.querySelector("meta[property=csp-nonce]");
		const cspNonce = cspNonceMeta?.nonce || cspNonceMeta?.getAttribute("nonce");
		function allSettled(promises) {
			return Promise.all(promises.map((p) => Promise.resolve(p).then((value) => ({
				status: "fulfilled",
				value
			}), (reason) => ({
				status: "rejected",
				reason
			}))));
		}
		function importMetaResolve(specifier) {
			if (import.meta.resolve) return new URL(import.meta.resolve(specifier));
			return new URL(
				specifier,
				/** #__KEEP__ */
				import.meta.url
			);
		}
		promise = allSettled(deps.map((depString) => {
			depString = assetsURL(depString, importerUrl);
			const dep = importMetaResolve(depString);
			const isCss = isCssPreloadUrl(dep);
			return preloadOnce(seen, dep.href, () => {
				if (preloadedHrefs === void 0) {
					preloadedHrefs = {
						all: /* @__PURE__ */ new Set(),
						styles: /* @__PURE__ */ new Set()
					};
					const links = document.getElementsByTagName("link");
					for (let i = links.length - 1; i >= 0; i--) {
						const link = links[i];
						preloadedHrefs.all.add(link.href);
						if (link.rel === "stylesheet") preloadedHrefs.styles.add(link.href);
					}
				}
				if ((isCss ? preloadedHrefs.styles : preloadedHrefs.all).has(dep.href)) return;
				const link = document.createElement("link");
				link.rel = isCss ? "stylesheet" : scriptRel;
				if (!isCss) link.as = "script";
				link.crossOrigin = "";
				link.href = dep.href;
				if (cspNonce) link.setAttribute("nonce", cspNonce);
				document.head.appendChild(link);
				if (isCss) return new Promise((res, rej) => {
					const handleSettle = (e) => {
						link.removeEventListener("load", handleSettle);
						link.removeEventListener("error", handleSettle);
						if (e.type === "error") rej(/* @__PURE__ */ new Error(`Unable to preload CSS for ${dep}`));
						else res(e);
					};
					link.addEventListener("load", handleSettle);
					link.addEventListener("error", handleSettle);
				});
			});
		}).filter((p) => p !== void 0));
	}
	function handlePreloadError(err) {
		const e = new Event("vite:preloadError", { cancelable: true });
		e.payload = err;
		window.dispatchEvent(e);
		if (!e.defaultPrevented) throw err;
	}
	return promise.then((res) => {
		for (const item of res || []) {
			if (item.status !== "rejected") continue;
			handlePreloadError(item.reason);
		}
		return baseModule().catch(handlePreloadError);
	});
};
// src/unlock/Unlock.svelte
var root$22 = from_html(`<form class="svelte-mgd8fo"><div><!></div> <!> <!></form>`);
var root_1$16 = from_html(`<main class="unlock svelte-mgd8fo"><div class="column svelte-mgd8fo"><!> <h1 class="svelte-mgd8fo"> </h1> <!> <!> <!> <p class="folder selectable svelte-mgd8fo"> </p></div></main>`);
function Unlock($$anchor, $$props) {
	push($$props, true);
	const looks = {
		VaultOlder: "warn",
		KeyringUnavailable: "plain",
		QuickUnlockOff: "plain"
	};
	const waiting = new Waiting();
	let field = state(void 0);
	let busy = state(null);
	let reason = state(null);
	/** The person was told that the vault is older than the one last seen, and goes on. */
	let acceptOlder = state(false);
	const status = user_derived(() => session.status);
	const damaged = user_derived(() => get(status)?.phase === "damaged" || get(reason)?.kind === "VaultDamaged");
	const barred = user_derived(() => get(reason)?.kind === "VaultNewer" || get(status)?.phase === "damaged");
	const besideField = user_derived(() => get(reason)?.kind === "WrongPassphrase" || get(reason)?.kind === "TooSoon" ? get(reason) : null);
	const quick = user_derived(() => get(status)?.quickUnlock === "on" && !get(acceptOlder));
	onMount(() => {
		waiting.start(get(status)?.retryInMs ?? 0);
		if (get(quick) && !session.arrived && get(status)?.phase === "locked") open("quick");
		session.arrived = true;
		get(field)?.focus();
	});
	user_effect(() => waiting.leftMs > 0 ? seconds.watch() : void 0);
	async function open(way) {
		if (get(busy) !== null || way === "passphrase" && (!get(field) || get(field).isEmpty() || waiting.leftMs > 0)) return;
		set(busy, way, true);
		set(reason, null);
		try {
			if (way === "quick") await backend.quickUnlock();
			else await backend.unlock(get(field)?.take() ?? "", get(acceptOlder));
			await session.refresh();
		} catch (thrown) {
			set(reason, reasonOf(thrown));
			waiting.take(get(reason));
			if (get(reason).kind === "VaultOlder") set(acceptOlder, true);
			queueMicrotask(() => get(field)?.focus());
		}
		set(busy, null);
	}
	var main = root_1$16();
	var div = child(main);
	var node = child(div);
	Mark(node, { size: 64 });
	var h1 = sibling(node, 2);
	var text$8 = only_child(h1, true);
	var node_1 = sibling(h1, 2);
	var consequent = ($$anchor) => {
		{
			let $0 = user_derived(() => wordsFor({ kind: "VaultDamaged" }).happened);
			let $1 = user_derived(() => get(status).problem ?? wordsFor({ kind: "VaultDamaged" }).next);
			Notice($$anchor, {
				look: "danger",
				get title() {
					return get($0);
				},
				get says() {
					return get($1);
				},
				get "data-testid"() {
					return hook.unlockProblem;
				}
			});
		}
	};
	var consequent_1 = ($$anchor) => {
		const computed_const = user_derived(() => {
			return wordsFor(get(reason));
		});
		{
			let $0 = user_derived(() => looks[get(reason).kind] ?? "danger");
			let $1 = user_derived(() => get(reason).kind === "VaultOlder" ? hook.unlockOlder : hook.unlockProblem);
			Notice($$anchor, {
				get look() {
					return get($0);
				},
				get title() {
					return get(computed_const).happened;
				},
				get says() {
					return get(computed_const).next;
				},
				get "data-testid"() {
					return get($1);
				}
			});
		}
	};
	var consequent_2 = ($$anchor) => {
		Notice($$anchor, {
			title: "Quick unlock is not available",
			get says() {
				return `${get(status).keyringProblem ?? ""} The passphrase always works.`;
			}
		});
	};
	if_block(node_1, ($$render) => {
		if (get(status)?.phase === "damaged") $$render(consequent);
		else if (get(reason) !== null && get(besideField) === null) $$render(consequent_1, 1);
		else if (get(status)?.keyringProblem) $$render(consequent_2, 2);
	});
	var node_2 = sibling(node_1, 2);
	var consequent_4 = ($$anchor) => {
		var form = root$22();
		var div_1 = child(form);
		var node_3 = child(div_1);
		{
			let $0 = user_derived(() => waiting.says(get(besideField)));
			bind_this(PassphraseField(node_3, {
				label: "Passphrase",
				get complaint() {
					return get($0);
				},
				get "data-testid"() {
					return hook.unlockPassphrase;
				}
			}), ($$value) => set(field, $$value, true), () => get(field));
		}
		reset(div_1);
		var node_4 = sibling(div_1, 2);
		{
			let $0 = user_derived(() => get(busy) === "passphrase");
			let $1 = user_derived(() => waiting.leftMs > 0 || get(busy) !== null);
			Button(node_4, {
				look: "primary",
				type: "submit",
				wide: true,
				get busy() {
					return get($0);
				},
				get disabled() {
					return get($1);
				},
				get "data-testid"() {
					return hook.unlockButton;
				},
				children: ($$anchor, $$slotProps) => {
					next();
					var text_1 = text();
					template_effect(() => set_text(text_1, get(acceptOlder) ? "Open the older vault" : "Unlock"));
					append($$anchor, text_1);
				},
				$$slots: { default: true }
			});
		}
		var node_5 = sibling(node_4, 2);
		var consequent_3 = ($$anchor) => {
			{
				let $0 = user_derived(() => get(busy) === "quick");
				let $1 = user_derived(() => get(busy) !== null);
				Button($$anchor, {
					wide: true,
					icon: "bolt",
					get busy() {
						return get($0);
					},
					get disabled() {
						return get($1);
					},
					onclick: () => open("quick"),
					get "data-testid"() {
						return hook.unlockQuick;
					},
					children: ($$anchor, $$slotProps) => {
						next();
						var text_2 = text("Quick unlock");
						append($$anchor, text_2);
					},
					$$slots: { default: true }
				});
			}
		};
		if_block(node_5, ($$render) => {
			if (get(quick)) $$render(consequent_3);
		});
		reset(form);
		template_effect(() => set_attribute(div_1, "data-testid", waiting.leftMs > 0 ? hook.unlockCountdown : get(besideField) ? hook.unlockProblem : void 0));
		event("submit", form, (event) => (event.preventDefault(), void open("passphrase")));
		append($$anchor, form);
	};
	if_block(node_2, ($$render) => {
		if (!get(barred)) $$render(consequent_4);
	});
	var node_6 = sibling(node_2, 2);
	var consequent_5 = ($$anchor) => {
		var fragment_5 = comment();
		var node_7 = first_child(fragment_5);
		await_block(node_7, () => __vitePreload(() => import("./Snapshots-aWRooAzd.js"), __vite__mapDeps([0,1,2,3,4,5])), null, ($$anchor, $$source) => {
			var $$value = user_derived(() => {
				var { default: Snapshots } = get($$source);
				return { Snapshots };
			});
			var Snapshots = user_derived(() => get($$value).Snapshots);
			var fragment_6 = comment();
			var node_8 = first_child(fragment_6);
			component(node_8, () => get(Snapshots), ($$anchor, Snapshots_1) => {
				Snapshots_1($$anchor, { onrestored: () => set(reason, null) });
			});
			append($$anchor, fragment_6);
		});
		append($$anchor, fragment_5);
	};
	if_block(node_6, ($$render) => {
		if (get(damaged)) $$render(consequent_5);
	});
	var p = sibling(node_6, 2);
	var text_3 = only_child(p, true);
	reset(div);
	reset(main);
	template_effect(() => {
		set_attribute(main, "data-testid", hook.unlock);
		set_text(text$8, get(damaged) ? "The vault does not open" : "Welcome back");
		set_text(text_3, get(status)?.folder);
	});
	append($$anchor, main);
	pop();
}
// src/app/DropTarget.svelte
var root$21 = from_html(`<div class="over svelte-no9gwn"><div class="words svelte-no9gwn"><!><b class="svelte-no9gwn">Drop the picture to read it</b><span class="svelte-no9gwn">A QR code, a screenshot or a photo of one</span></div></div>`);
function DropTarget($$anchor, $$props) {
	push($$props, true);
	var div = root$21();
	var div_1 = child(div);
	var node = child(div_1);
	Icon(node, {
		of: "drop",
		size: 30
	});
	next(2);
	reset(div_1);
	reset(div);
	template_effect(() => set_attribute(div, "data-testid", hook.dropTarget));
	append($$anchor, div);
	pop();
}
// src/app/keys.ts
var shortcuts = [
	{
		group: "Anywhere",
		list: [
			{
				keys: "Ctrl+K",
				says: "Search"
			},
			{
				keys: "Ctrl+N",
				says: "Add an account"
			},
			{
				keys: "Ctrl+V",
				says: "Read a QR code or link from the clipboard"
			},
			{
				keys: "Ctrl+L",
				says: "Lock"
			},
			{
				keys: "Ctrl+1",
				says: "Codes"
			},
			{
				keys: "Ctrl+2",
				says: "Bin"
			},
			{
				keys: "Ctrl+,",
				says: "Settings"
			},
			{
				keys: "?",
				says: "This list (or F1)"
			},
			{
				keys: "Esc",
				says: "Close, go back, clear the search"
			}
		]
	},
	{
		group: "In the list",
		list: [
			{
				keys: "Enter",
				says: "Copy the chosen code"
			},
			{
				keys: "↑ ↓",
				says: "Choose"
			},
			{
				keys: "PgUp PgDn",
				says: "Choose, a screen at a time"
			},
			{
				keys: "Ctrl+Home",
				says: "First (Ctrl+End: last)"
			},
			{
				keys: "Ctrl+Enter",
				says: "Open the account page"
			},
			{
				keys: "Ctrl+Space",
				says: "Show a hidden code, or make the next one"
			},
			{
				keys: "Ctrl+P",
				says: "Pin or unpin"
			},
			{
				keys: "Alt+↑ Alt+↓",
				says: "Move up or down (own order)"
			}
		]
	},
	{
		group: "On an account",
		list: [
			{
				keys: "Ctrl+E",
				says: "Edit"
			},
			{
				keys: "Ctrl+S",
				says: "Save the changes"
			},
			{
				keys: "Ctrl+Delete",
				says: "Put in the bin (with undo)"
			}
		]
	}
];
/** A key press as the table writes it: "Ctrl+K", "Alt+↑", "Enter". Ctrl and ⌘ are one. */
function pressed(event) {
	const key = {
		" ": "Space",
		Escape: "Esc",
		ArrowUp: "↑",
		ArrowDown: "↓",
		ArrowLeft: "←",
		ArrowRight: "→",
		PageUp: "PgUp",
		PageDown: "PgDn"
	}[event.key] ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key);
	const typed = event.key.length === 1 && event.key !== " ";
	return [
		event.ctrlKey || event.metaKey ? "Ctrl" : "",
		event.altKey ? "Alt" : "",
		event.shiftKey && !typed ? "Shift" : "",
		key
	].filter(Boolean).join("+");
}
/** Whether a key press goes into a text the person is writing. */
var isTyping = (target) => target instanceof HTMLElement && (target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select") || target.isContentEditable);
/** Whether that text is empty, so that `?` can mean the shortcut sheet. */
var isEmptyField = (target) => target instanceof HTMLInputElement && target.value === "" && target.type === "text";
// src/icons/match.ts
/** Brands whose products are written "<Brand> <product>" in issuers. */
var FAMILIES = [
	"google",
	"github",
	"gitlab",
	"atlassian",
	"proton",
	"cloudflare",
	"apple",
	"meta",
	"yandex",
	"zoho",
	"mozilla",
	"jetbrains",
	"docker",
	"nextcloud",
	"bitwarden",
	"vmware",
	"oracle",
	"sap",
	"steam",
	"discord",
	"dropbox"
];
/** Words that say nothing about the brand, at the end of an issuer. */
var GENERIC = /* @__PURE__ */ new Set([
	"account",
	"accounts",
	"login",
	"sso",
	"id",
	"auth",
	"2fa",
	"mfa",
	"totp",
	"otp",
	"work",
	"personal",
	"private",
	"home",
	"business",
	"admin",
	"inc",
	"llc",
	"ltd",
	"gmbh",
	"ag",
	"app",
	"cloud",
	"mail",
	"com",
	"org",
	"net",
	"staging",
	"dev",
	"test",
	"online",
	"support",
	"services",
	"service",
	"security",
	"wiki"
]);
/** Names people and services use that the icon set does not list. */
var ALSO = {
	gmail: "gmail",
	googleworkspace: "google",
	protonmail: "protonmail",
	twitter: "x",
	xtwitter: "x",
	fb: "facebook",
	ig: "instagram",
	psn: "playstation",
	playstationnetwork: "playstation",
	sony: "sony",
	epic: "epicgames",
	eaorigin: "ea",
	electronicarts: "ea",
	ovhcloud: "ovh",
	npmjs: "npm",
	pythonpackageindex: "pypi",
	hackernews: "ycombinator",
	valve: "steam",
	steampowered: "steam",
	ubisoftconnect: "ubisoft",
	uplay: "ubisoft",
	battlenet: "battledotnet",
	blizzard: "battledotnet",
	dockerhub: "docker",
	wordpresscom: "wordpress",
	jiracloud: "jira",
	icloud: "icloud"
};
/** Second-level labels under which names are registered: the brand stands one label further left. */
var REGISTRIES = /* @__PURE__ */ new Set([
	"co",
	"com",
	"org",
	"net",
	"gov",
	"ac",
	"edu"
]);
/** A name reduced to what brands are compared by: letters and digits, lower case, no accents. */
function reduced(name) {
	return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/&/g, "and").replace(/\+/g, "plus").replace(/[^\p{L}\p{N}]/gu, "");
}
/** The brand label of a host name ("accounts.example.co.uk" gives "example"), or null when it is no host name. */
function hostLabel(text) {
	const host = text.toLowerCase().replace(/^https?:\/\//, "").split(/[/:?#]/)[0] ?? "";
	if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host) || /^[\d.]+$/.test(host)) return null;
	const labels = host.split(".");
	labels.pop();
	const last = labels.at(-1);
	if (labels.length > 1 && last !== void 0 && REGISTRIES.has(last)) labels.pop();
	return labels.at(-1) ?? null;
}
/** Every way to read an issuer, most exact first. */
function readings(issuer) {
	const found = [issuer];
	const bare = issuer.replace(/\s*[([{].*?[)\]}]\s*/g, " ").trim();
	found.push(bare);
	const host = hostLabel(bare);
	if (host !== null) found.push(host);
	const first = bare.split(/\s+[-–—|/:·]\s+|:\s+/)[0] ?? bare;
	found.push(first);
	const list = first.split(/\s+/);
	while (list.length > 1 && GENERIC.has(reduced(list.at(-1) ?? ""))) {
		list.pop();
		found.push(list.join(" "));
	}
	const head = reduced(list[0] ?? "");
	if (list.length > 1 && FAMILIES.includes(head)) found.push(head);
	return [...new Set(found.map(reduced))].filter((name) => name !== "");
}
/** The slug an issuer means, by a table of reduced names to slugs; null when no brand is meant. */
function matched(issuer, slugs) {
	for (const name of readings(issuer)) {
		const slug = slugs.get(name) ?? slugs.get(ALSO[name] ?? "");
		if (slug !== void 0) return slug;
	}
	return null;
}
// src/icons/catalogue.svelte.ts
var SHARDS_KEPT = 48;
var Catalogue = class {
	#ready = state(false);
	get ready() {
		return get(this.#ready);
	}
	set ready(value) {
		set(this.#ready, value, true);
	}
	#brands = [];
	#bySlug = /* @__PURE__ */ new Map();
	#slugs = /* @__PURE__ */ new Map();
	#matches = /* @__PURE__ */ new Map();
	#shardSize = 16;
	#shards = /* @__PURE__ */ new Map();
	#paths = /* @__PURE__ */ new Map();
	#loading = null;
	load() {
		this.#loading ??= fetch("/icons/index.json").then((answer) => answer.json()).then((file) => this.#take(file)).catch(() => void 0);
		return this.#loading;
	}
	#take(file) {
		this.#shardSize = file.shard;
		this.#brands = file.icons.map(([slug, title, hex, names], at) => ({
			slug,
			title,
			hex,
			names: names ?? [],
			at
		}));
		for (const brand of this.#brands) this.#bySlug.set(brand.slug, brand);
		for (const brand of this.#brands) for (const name of brand.names) this.#slugs.set(reduced(name), brand.slug);
		for (const brand of this.#brands) this.#slugs.set(reduced(brand.title), brand.slug);
		for (const brand of this.#brands) this.#slugs.set(brand.slug, brand.slug);
		this.ready = true;
	}
	/** The brand a person chose, or else the one the issuer means. */
	find(issuer, chosen) {
		if (!this.ready || chosen === "letters") return null;
		if (chosen !== null) return this.#bySlug.get(chosen) ?? null;
		let slug = this.#matches.get(issuer);
		if (slug === void 0) {
			slug = matched(issuer, this.#slugs);
			this.#matches.set(issuer, slug);
		}
		return slug === null ? null : this.#bySlug.get(slug) ?? null;
	}
	/** Brands whose name holds the text: those that begin with it first. */
	search(text) {
		const wanted = reduced(text);
		if (wanted === "") return this.#brands;
		const rank = (brand) => {
			const all = [brand.title, ...brand.names].map(reduced);
			if (all.includes(wanted)) return 0;
			if (all.some((name) => name.startsWith(wanted))) return 1;
			return all.some((name) => name.includes(wanted)) ? 2 : 3;
		};
		return this.#brands.map((brand) => ({
			brand,
			rank: rank(brand)
		})).filter((hit) => hit.rank < 3).sort((a, b) => a.rank - b.rank).map((hit) => hit.brand);
	}
	/** The mark's path when it is at hand already, so that a row that scrolls back does not blink. */
	known(brand) {
		return this.#paths.get(brand.slug) ?? null;
	}
	/** The mark's path (a 24 x 24 drawing). */
	async path(brand) {
		const shard = Math.floor(brand.at / this.#shardSize);
		const path = (await this.#shard(shard))[brand.at % this.#shardSize] ?? "";
		this.#paths.set(brand.slug, path);
		return path;
	}
	#shard(number) {
		let paths = this.#shards.get(number);
		if (paths === void 0) {
			paths = fetch(`/icons/${number}.json`).then((answer) => answer.json()).catch(() => []);
			const oldest = this.#shards.keys().next().value;
			if (this.#shards.size >= SHARDS_KEPT && oldest !== void 0) this.#shards.delete(oldest);
		} else this.#shards.delete(number);
		this.#shards.set(number, paths);
		return paths;
	}
};
var catalogue = new Catalogue();
// src/icons/tile.ts
/** White letters keep 4.5:1 on every one of these. */
var LETTER_COLOURS = [
	"#1f6feb",
	"#8250df",
	"#bf3989",
	"#b3392f",
	"#9a5a00",
	"#57701a",
	"#1a7f53",
	"#0f766e",
	"#0e6f9e",
	"#5057c9",
	"#7a4b8c",
	"#6b5f52"
];
/** Brands the icon set may not carry still have their colour, so that a person finds them by it. */
var KNOWN_COLOURS = {
	microsoft: "#0067b8",
	amazon: "#a85b00",
	amazonwebservices: "#a85b00",
	aws: "#a85b00",
	slack: "#611f69",
	linkedin: "#0a66c2",
	openai: "#0d7a5f",
	chatgpt: "#0d7a5f",
	adobe: "#c9170a",
	heroku: "#5a3f87",
	nintendo: "#c4000f",
	yandex: "#c91f1f",
	kraken: "#5b41c9",
	fastmail: "#0067b9",
	salesforce: "#00699e",
	office365: "#0067b8"
};
var rgb = (hex) => {
	const n = Number.parseInt(hex.replace("#", ""), 16);
	return [
		n >> 16 & 255,
		n >> 8 & 255,
		n & 255
	];
};
var hex = (c) => `#${c.map((v) => Math.round(v).toString(16).padStart(2, "0")).join("")}`;
var mixed = (a, b, share) => [
	a[0] + (b[0] - a[0]) * share,
	a[1] + (b[1] - a[1]) * share,
	a[2] + (b[2] - a[2]) * share
];
/** Relative luminance, WCAG 2.2. */
function luminance(colour) {
	const [r, g, b] = rgb(colour).map((v) => {
		const s = v / 255;
		return s <= .04045 ? s / 12.92 : ((s + .055) / 1.055) ** 2.4;
	});
	return .2126 * r + .7152 * g + .0722 * b;
}
/** Contrast ratio of two colours, WCAG 2.2: 1 to 21. */
function contrast(a, b) {
	const [x, y] = [luminance(a), luminance(b)];
	return (Math.max(x, y) + .05) / (Math.min(x, y) + .05);
}
/** The tile of a brand colour. A near-black brand is lifted off a dark surface, a near-white one gets dark ink. */
function brandTile(brand, dark) {
	let paper = brand.startsWith("#") ? brand : `#${brand}`;
	if (dark && luminance(paper) < .045) paper = hex(mixed(rgb(paper), [
		255,
		255,
		255
	], .2));
	if (!dark && luminance(paper) > .9) paper = "#f1f2ee";
	const ink = contrast(paper, "#ffffff") >= 2.6 ? "#ffffff" : "#16211c";
	return {
		paper,
		ink
	};
}
/** A stable tile for a name without a brand mark. */
function letterTile(name) {
	const key = reduced(name);
	let hash = 2166136261;
	for (const char of key) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619) >>> 0;
	return {
		paper: KNOWN_COLOURS[key] ?? LETTER_COLOURS[hash % LETTER_COLOURS.length] ?? LETTER_COLOURS[0],
		ink: "#ffffff"
	};
}
/** One or two letters that stand for a name: "GitHub" GH, "Big Bank" BB, "jira" J. */
function letters(name) {
	const [first, second] = name.replace(/[([{].*$/, "").trim().split(/[\s._@-]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
	if (first === void 0) return "•";
	const start = Array.from(first).find((char) => /[\p{L}\p{N}]/u.test(char)) ?? "•";
	if (second !== void 0) return (start + (Array.from(second).find((char) => /[\p{L}\p{N}]/u.test(char)) ?? "")).toUpperCase();
	return (start + (/^\p{Lu}\p{Ll}+(\p{Lu})/u.exec(first)?.[1] ?? "")).toUpperCase();
}
// src/icons/ServiceIcon.svelte
var root$20 = from_svg(`<svg viewBox="0 0 24 24" class="svelte-10js7ru"><path fill="currentColor"></path></svg>`);
var root_1$15 = from_html(`<span class="tile svelte-10js7ru" aria-hidden="true"><!></span>`);
function ServiceIcon($$anchor, $$props) {
	push($$props, true);
	let name = prop($$props, "name", 3, ""), icon = prop($$props, "icon", 3, null), size = prop($$props, "size", 3, 38);
	const label = user_derived(() => $$props.issuer || name());
	const brand = user_derived(() => catalogue.find($$props.issuer, icon()));
	let path = state(null);
	user_pre_effect(() => {
		const wanted = get(brand);
		set(path, wanted === null ? null : catalogue.known(wanted), true);
		if (wanted === null || get(path) !== null) return;
		catalogue.path(wanted).then((found) => {
			if (get(brand) === wanted && found !== "") set(path, found, true);
		});
	});
	const tile = user_derived(() => get(brand) !== null && get(path) !== null ? brandTile(get(brand).hex, theme.dark) : letterTile(get(label)));
	var span = root_1$15();
	let styles;
	var node = child(span);
	var consequent = ($$anchor) => {
		var svg = root$20();
		var path_1 = only_child(svg);
		template_effect(() => {
			set_attribute(svg, "width", size() * .54);
			set_attribute(svg, "height", size() * .54);
			set_attribute(path_1, "d", get(path));
		});
		append($$anchor, svg);
	};
	var alternate = ($$anchor) => {
		var text$7 = text();
		template_effect(($0) => set_text(text$7, $0), [() => letters(get(label))]);
		append($$anchor, text$7);
	};
	if_block(node, ($$render) => {
		if (get(path) !== null) $$render(consequent);
		else $$render(alternate, -1);
	});
	reset(span);
	template_effect(() => styles = set_style(span, "", styles, {
		"--size": `${size() ?? ""}px`,
		background: get(tile).paper,
		color: get(tile).ink
	}));
	append($$anchor, span);
	pop();
}
// src/account/AccountHeader.svelte
var root$19 = from_html(`<p class="selectable svelte-mvwi3l"> </p>`);
var root_1$14 = from_html(`<!> <!>`, 1);
var root_2$11 = from_html(`<header class="svelte-mvwi3l"><!> <!> <div class="who svelte-mvwi3l"><h1 class="svelte-mvwi3l"> </h1> <!></div> <!></header>`);
function AccountHeader($$anchor, $$props) {
	push($$props, true);
	var header = root_2$11();
	var node = child(header);
	var consequent = ($$anchor) => {
		IconButton($$anchor, {
			icon: "left",
			name: "Back",
			keys: "Esc",
			get onclick() {
				return $$props.onback;
			},
			get "data-testid"() {
				return hook.accountBack;
			}
		});
	};
	if_block(node, ($$render) => {
		if (!$$props.wide) $$render(consequent);
	});
	var node_1 = sibling(node, 2);
	{
		let $0 = user_derived(() => $$props.wide ? 48 : 40);
		ServiceIcon(node_1, {
			get issuer() {
				return $$props.view.issuer;
			},
			get name() {
				return $$props.view.name;
			},
			get icon() {
				return $$props.view.icon;
			},
			get size() {
				return get($0);
			}
		});
	}
	var div = sibling(node_1, 2);
	var h1 = child(div);
	var text$6 = only_child(h1, true);
	attach(h1, tip);
	var node_2 = sibling(h1, 2);
	var consequent_1 = ($$anchor) => {
		var p = root$19();
		var text_1 = only_child(p, true);
		attach(p, tip);
		template_effect(() => set_text(text_1, $$props.view.name));
		append($$anchor, p);
	};
	if_block(node_2, ($$render) => {
		if ($$props.view.issuer) $$render(consequent_1);
	});
	reset(div);
	var node_3 = sibling(div, 2);
	var consequent_3 = ($$anchor) => {
		var fragment_1 = root_1$14();
		var node_4 = first_child(fragment_1);
		{
			let $0 = user_derived(() => $$props.view.pinned ? "Unpin" : "Pin");
			IconButton(node_4, {
				icon: "pin",
				get name() {
					return get($0);
				},
				keys: "Ctrl+P",
				size: 36,
				get filled() {
					return $$props.view.pinned;
				},
				get "aria-pressed"() {
					return $$props.view.pinned;
				},
				get onclick() {
					return $$props.onpin;
				},
				get "data-testid"() {
					return hook.accountPin;
				}
			});
		}
		var node_5 = sibling(node_4, 2);
		var consequent_2 = ($$anchor) => {
			Button($$anchor, {
				small: true,
				get onclick() {
					return $$props.onedit;
				},
				"aria-keyshortcuts": "Control+E",
				get "data-testid"() {
					return hook.accountEdit;
				},
				children: ($$anchor, $$slotProps) => {
					next();
					var text_2 = text("Edit");
					append($$anchor, text_2);
				},
				$$slots: { default: true }
			});
		};
		var alternate = ($$anchor) => {
			IconButton($$anchor, {
				icon: "edit",
				name: "Edit",
				keys: "Ctrl+E",
				size: 36,
				get onclick() {
					return $$props.onedit;
				},
				get "data-testid"() {
					return hook.accountEdit;
				}
			});
		};
		if_block(node_5, ($$render) => {
			if ($$props.wide) $$render(consequent_2);
			else $$render(alternate, -1);
		});
		append($$anchor, fragment_1);
	};
	if_block(node_3, ($$render) => {
		if (!$$props.editing) $$render(consequent_3);
	});
	reset(header);
	template_effect(() => set_text(text$6, $$props.view.issuer || $$props.view.name));
	append($$anchor, header);
	pop();
}
// src/controls/Ring.svelte
var root$18 = from_html(`<span class="inside svelte-asz3r8"><!></span>`);
var root_1$13 = from_html(`<span><svg aria-hidden="true" class="svelte-asz3r8"><circle class="rest svelte-asz3r8"></circle><circle class="left svelte-asz3r8"></circle></svg> <!></span>`);
function Ring($$anchor, $$props) {
	let soon = prop($$props, "soon", 3, false), size = prop($$props, "size", 3, 22), stroke = prop($$props, "stroke", 3, 2.6);
	const radius = user_derived(() => (size() - stroke()) / 2);
	const round = user_derived(() => 2 * Math.PI * get(radius));
	const share = user_derived(() => $$props.periodMs > 0 ? Math.min(1, Math.max(0, $$props.leftMs / $$props.periodMs)) : 0);
	var span = root_1$13();
	let classes;
	let styles;
	var svg = child(span);
	var circle = child(svg);
	var circle_1 = sibling(circle);
	reset(svg);
	var node = sibling(svg, 2);
	var consequent = ($$anchor) => {
		var span_1 = root$18();
		var node_1 = child(span_1);
		snippet(node_1, () => $$props.children);
		reset(span_1);
		append($$anchor, span_1);
	};
	if_block(node, ($$render) => {
		if ($$props.children) $$render(consequent);
	});
	reset(span);
	template_effect(() => {
		classes = set_class(span, 1, "ring svelte-asz3r8", null, classes, { soon: soon() });
		styles = set_style(span, "", styles, { "--size": `${size() ?? ""}px` });
		set_attribute(svg, "width", size());
		set_attribute(svg, "height", size());
		set_attribute(svg, "viewBox", `0 0 ${size() ?? ""} ${size() ?? ""}`);
		set_attribute(circle, "cx", size() / 2);
		set_attribute(circle, "cy", size() / 2);
		set_attribute(circle, "r", get(radius));
		set_attribute(circle, "stroke-width", stroke());
		set_attribute(circle_1, "cx", size() / 2);
		set_attribute(circle_1, "cy", size() / 2);
		set_attribute(circle_1, "r", get(radius));
		set_attribute(circle_1, "stroke-width", stroke());
		set_attribute(circle_1, "stroke-dasharray", get(round));
		set_attribute(circle_1, "stroke-dashoffset", -get(round) * (1 - get(share)));
		set_attribute(circle_1, "transform", `rotate(-90 ${size() / 2} ${size() / 2})`);
	});
	append($$anchor, span);
}
// src/account/BigCode.svelte
var root$17 = from_html(`<div class="big svelte-121w4q6"><!> <div><div> </div> <p class="svelte-121w4q6"> </p></div></div>`);
function BigCode($$anchor, $$props) {
	push($$props, true);
	const soon = user_derived(() => $$props.timed && $$props.code !== null && $$props.leftMs <= 5e3);
	const near = user_derived(() => $$props.timed && $$props.code !== null && $$props.leftMs <= 1e4);
	const left = user_derived(() => secondsLeft($$props.leftMs));
	const says = user_derived(() => {
		if (!$$props.timed) return $$props.code === null ? "Ask for the next code when the service wants one." : "Each code works once.";
		if ($$props.code === null) return "Hidden. Copying works without showing it.";
		return get(near) && $$props.next !== null && session.settings?.showNext ? `Next ${$$props.next}` : `Valid for ${get(left)} s`;
	});
	var div = root$17();
	var node = child(div);
	var consequent = ($$anchor) => {
		Ring($$anchor, {
			get leftMs() {
				return $$props.leftMs;
			},
			get periodMs() {
				return $$props.periodMs;
			},
			get soon() {
				return get(soon);
			},
			size: 46,
			stroke: 3.4,
			children: ($$anchor, $$slotProps) => {
				next();
				var text$5 = text();
				template_effect(() => set_text(text$5, $$props.code === null ? "" : get(left)));
				append($$anchor, text$5);
			},
			$$slots: { default: true }
		});
	};
	if_block(node, ($$render) => {
		if ($$props.timed) $$render(consequent);
	});
	var div_1 = sibling(node, 2);
	var div_2 = child(div_1);
	let classes;
	var text_1 = only_child(div_2, true);
	var p = sibling(div_2, 2);
	var text_2 = only_child(p, true);
	reset(div_1);
	reset(div);
	template_effect(() => {
		classes = set_class(div_2, 1, "code svelte-121w4q6", null, classes, {
			soon: get(soon),
			hidden: $$props.code === null
		});
		set_attribute(div_2, "data-testid", $$props.testid);
		set_text(text_1, $$props.code ?? "••• •••");
		set_text(text_2, get(says));
	});
	append($$anchor, div);
	pop();
}
// src/account/CodeCard.svelte
var root$16 = from_html(`<span aria-live="polite"> </span>`);
var root_1$12 = from_html(`<span class="clears svelte-1uvgnis"> </span>`);
var root_2$10 = from_html(`<section class="card svelte-1uvgnis" aria-label="Code"><!> <div class="acts svelte-1uvgnis"><!> <!> <!></div></section>`);
function CodeCard($$anchor, $$props) {
	push($$props, true);
	const row = user_derived(() => $$props.account.shown?.row);
	const copied = user_derived(() => $$props.account.copiedUntil);
	var fragment = comment();
	var node = first_child(fragment);
	var consequent_2 = ($$anchor) => {
		var section = root_2$10();
		var node_1 = child(section);
		{
			let $0 = user_derived(() => get(row).kind === "timed");
			BigCode(node_1, {
				get code() {
					return get(row).code;
				},
				get next() {
					return get(row).next;
				},
				get leftMs() {
					return $$props.account.shown.leftMs;
				},
				get periodMs() {
					return get(row).periodMs;
				},
				get timed() {
					return get($0);
				},
				get testid() {
					return hook.accountCode;
				}
			});
		}
		var div = sibling(node_1, 2);
		var node_2 = child(div);
		var consequent = ($$anchor) => {
			{
				let $0 = user_derived(() => get(row).kind === "counter" ? "next" : "eye");
				Button($$anchor, {
					get icon() {
						return get($0);
					},
					onclick: () => $$props.account.reveal(),
					get "data-testid"() {
						return hook.accountAsk;
					},
					children: ($$anchor, $$slotProps) => {
						next();
						var text$4 = text();
						template_effect(() => set_text(text$4, get(row).kind === "counter" ? "Next code" : "Show"));
						append($$anchor, text$4);
					},
					$$slots: { default: true }
				});
			}
		};
		if_block(node_2, ($$render) => {
			if (get(row).kind === "counter" || get(row).code === null) $$render(consequent);
		});
		var node_3 = sibling(node_2, 2);
		{
			let $0 = user_derived(() => get(copied) === null ? "copy" : "check");
			Button(node_3, {
				look: "primary",
				get icon() {
					return get($0);
				},
				onclick: () => $$props.account.copy(),
				get "data-testid"() {
					return hook.accountCopy;
				},
				children: ($$anchor, $$slotProps) => {
					var span = root$16();
					var text_1 = only_child(span, true);
					template_effect(() => set_text(text_1, get(copied) === null ? "Copy" : "Copied"));
					append($$anchor, span);
				},
				$$slots: { default: true }
			});
		}
		var node_4 = sibling(node_3, 2);
		var consequent_1 = ($$anchor) => {
			var span_1 = root_1$12();
			var text_2 = only_child(span_1);
			template_effect(($0) => set_text(text_2, `clears in ${$0 ?? ""} s`), [() => secondsLeft(get(copied) - seconds.now)]);
			append($$anchor, span_1);
		};
		if_block(node_4, ($$render) => {
			if (get(copied) !== null) $$render(consequent_1);
		});
		reset(div);
		reset(section);
		append($$anchor, section);
	};
	if_block(node, ($$render) => {
		if (get(row) && $$props.account.shown) $$render(consequent_2);
	});
	append($$anchor, fragment);
	pop();
}
// src/account/account.svelte.ts
var SHOWN_COUNTER_MS$1 = 6e4;
var Account = class {
	id;
	#view = state(null);
	get view() {
		return get(this.#view);
	}
	set view(value) {
		set(this.#view, value);
	}
	#problem = state(null);
	get problem() {
		return get(this.#problem);
	}
	set problem(value) {
		set(this.#problem, value);
	}
	#copiedUntil = state(null);
	get copiedUntil() {
		return get(this.#copiedUntil);
	}
	set copiedUntil(value) {
		set(this.#copiedUntil, value, true);
	}
	#takenAt = state(0);
	#asked = state(null);
	#reading = false;
	constructor(id) {
		this.id = id;
	}
	#shown = user_derived(
		/** The row to draw and what is left of it. */
		() => {
			if (this.view === null) return null;
			const asked = this.view.row.code === null ? get(this.#asked) : null;
			const row = asked?.row ?? this.view.row;
			return {
				row,
				leftMs: row.validForMs - (seconds.now - (asked?.at ?? get(this.#takenAt)))
			};
		}
	);
	get shown() {
		return get(this.#shown);
	}
	set shown(value) {
		set(this.#shown, value);
	}
	#replacementLeftMs = user_derived(() => (this.view?.replacement?.validForMs ?? 0) - (seconds.now - get(this.#takenAt)));
	get replacementLeftMs() {
		return get(this.#replacementLeftMs);
	}
	set replacementLeftMs(value) {
		set(this.#replacementLeftMs, value);
	}
	async read() {
		if (this.#reading) return;
		this.#reading = true;
		try {
			this.view = await backend.account(this.id);
			set(this.#takenAt, performance.now(), true);
			this.problem = null;
		} catch (thrown) {
			this.problem = reasonOf(thrown);
		}
		this.#reading = false;
	}
	/** Called every second. */
	tick() {
		const now = seconds.now;
		if (this.copiedUntil !== null && this.copiedUntil <= now) this.copiedUntil = null;
		const asked = get(this.#asked);
		if (asked !== null && now - asked.at >= (asked.row.kind === "counter" ? SHOWN_COUNTER_MS$1 : asked.row.validForMs)) set(this.#asked, null);
		const view = this.view;
		if (view === null) return;
		const ended = (kind, validForMs) => kind === "timed" && validForMs <= now - get(this.#takenAt);
		const replacement = view.replacement;
		if (ended(view.row.kind, view.row.validForMs) || replacement && ended(replacement.kind, replacement.validForMs)) this.read();
	}
	async copy() {
		if (this.view?.row.kind === "counter" && this.shown?.row.code === null) await this.reveal();
		const copied = await session.attempt(backend.copyCode(this.id));
		if (copied !== null) this.copiedUntil = seconds.now + (copied.clearsInMs || 4e3);
	}
	/** Shows a hidden code, or makes a counter's next one. */
	async reveal() {
		const counter = this.view?.row.kind === "counter";
		const row = await session.attempt(counter ? backend.nextCode(this.id) : backend.revealCode(this.id));
		if (row !== null) set(this.#asked, {
			row,
			at: performance.now()
		});
	}
	async pin() {
		if (this.view) await session.attempt(backend.pin(this.id, !this.view.pinned));
		await this.read();
	}
	async save(edit) {
		const saved = await session.attempt(backend.editAccount(this.id, edit).then(() => true));
		await this.read();
		return saved ?? false;
	}
	/** Puts the account in the bin, and offers the way back. */
	async bin() {
		const name = this.view?.issuer || this.view?.name || "The account";
		if (await session.attempt(backend.binAccount(this.id).then(() => true)) === null) return false;
		toasts.say(`${name} is in the bin for 30 days`, {
			label: "Undo",
			act: () => void session.attempt(backend.restoreAccount(this.id))
		});
		return true;
	}
	async confirmReplacement() {
		await session.attempt(backend.confirmReplacement(this.id));
		await this.read();
	}
	async cancelReplacement() {
		await session.attempt(backend.cancelReplacement(this.id));
		await this.read();
	}
};
var DAY_S = 86400;
/** When something was, as a person says it: "09:14", "Yesterday", "3 March", "3 March 2024". */
function when(at, now = Date.now() / 1e3) {
	const date = /* @__PURE__ */ new Date(at * 1e3);
	const today = /* @__PURE__ */ new Date(now * 1e3);
	const midnight = new Date(today.getFullYear(), today.getMonth(), today.getDate()).getTime() / 1e3;
	if (at >= midnight) return date.toLocaleTimeString([], {
		hour: "2-digit",
		minute: "2-digit"
	});
	if (at >= midnight - DAY_S) return "Yesterday";
	const year = date.getFullYear() === today.getFullYear() ? void 0 : "numeric";
	return date.toLocaleDateString(void 0, {
		day: "numeric",
		month: "long",
		year
	});
}
var NAMES = {
	totp: "Time-based",
	hotp: "Counter-based",
	steam: "Steam",
	motp: "mOTP",
	yandex: "Yandex"
};
/** What kind of code an account or a candidate makes, in one line. */
function describe(of) {
	const parts = [NAMES[of.kind]];
	if (of.kind === "totp" || of.kind === "hotp") parts.push(`${of.digits} digits`);
	if (of.periodSecs !== null && of.kind === "totp") parts.push(`every ${of.periodSecs} s`);
	if (of.kind === "totp" || of.kind === "hotp") parts.push(of.algorithm);
	return parts.join(" · ");
}
// src/account/Facts.svelte
var root$15 = from_html(`<li><button type="button" class="svelte-f3myfa"> </button></li>`);
var root_1$11 = from_html(`<ul class="tags svelte-f3myfa" aria-label="Tags"></ul>`);
var root_2$9 = from_html(`<section class="card svelte-f3myfa"><h2>Notes</h2> <p class="notes selectable svelte-f3myfa"> </p></section>`);
var root_3$1 = from_html(`<dt class="svelte-f3myfa"> </dt><dd> </dd>`, 1);
var root_4 = from_html(`<div><!></div>`);
var root_5 = from_html(`<!> <!> <section class="card svelte-f3myfa"><div class="line svelte-f3myfa"><div><h2>Move to a phone</h2><p class="svelte-f3myfa">Shows the set-up QR code after your passphrase.</p></div> <!></div> <div class="line svelte-f3myfa"><div><h2>Replace the code</h2><p class="svelte-f3myfa">The service gave you a new QR code. The old one stays until the new one works.</p></div> <!></div> <div class="line svelte-f3myfa"><div><h2>Remove</h2><p class="svelte-f3myfa">Goes to the bin for 30 days. First switch the second factor off at the service.</p></div> <!></div></section> <section class="card svelte-f3myfa"><h2>History</h2> <dl class="svelte-f3myfa"></dl> <!></section> <p class="kind svelte-f3myfa"> </p>`, 1);
function Facts($$anchor, $$props) {
	push($$props, true);
	const SHORT = 5;
	let all = state(false);
	const history = user_derived(() => get(all) ? $$props.view.history : $$props.view.history.slice(0, SHORT));
	var fragment = root_5();
	var node = first_child(fragment);
	var consequent = ($$anchor) => {
		var ul = root_1$11();
		each(ul, 20, () => $$props.view.tags, (tag) => tag, ($$anchor, tag) => {
			var li = root$15();
			var button = child(li);
			var text = only_child(button, true);
			reset(li);
			template_effect(() => {
				set_attribute(button, "aria-label", `Search ${tag ?? ""}`);
				set_text(text, tag);
			});
			delegated("click", button, () => $$props.ontag(tag));
			append($$anchor, li);
		});
		reset(ul);
		append($$anchor, ul);
	};
	if_block(node, ($$render) => {
		if ($$props.view.tags.length > 0) $$render(consequent);
	});
	var node_1 = sibling(node, 2);
	var consequent_1 = ($$anchor) => {
		var section = root_2$9();
		var p = sibling(child(section), 2);
		var text_1 = only_child(p, true);
		reset(section);
		template_effect(() => set_text(text_1, $$props.view.notes));
		append($$anchor, section);
	};
	if_block(node_1, ($$render) => {
		if ($$props.view.notes) $$render(consequent_1);
	});
	var section_1 = sibling(node_1, 2);
	var div = child(section_1);
	Button(sibling(child(div), 2), {
		small: true,
		icon: "qr",
		get onclick() {
			return $$props.onqr;
		},
		get "data-testid"() {
			return hook.accountQr;
		},
		children: ($$anchor, $$slotProps) => {
			next();
			var text_2 = text("Show QR");
			append($$anchor, text_2);
		},
		$$slots: { default: true }
	});
	reset(div);
	var div_1 = sibling(div, 2);
	var node_3 = sibling(child(div_1), 2);
	{
		let $0 = user_derived(() => $$props.view.replacement !== null);
		Button(node_3, {
			small: true,
			icon: "swap",
			get onclick() {
				return $$props.onreplace;
			},
			get disabled() {
				return get($0);
			},
			get "data-testid"() {
				return hook.accountReplace;
			},
			children: ($$anchor, $$slotProps) => {
				next();
				var text_3 = text("Replace");
				append($$anchor, text_3);
			},
			$$slots: { default: true }
		});
	}
	reset(div_1);
	var div_2 = sibling(div_1, 2);
	Button(sibling(child(div_2), 2), {
		small: true,
		look: "danger",
		icon: "bin",
		get onclick() {
			return $$props.onbin;
		},
		get "data-testid"() {
			return hook.accountBin;
		},
		children: ($$anchor, $$slotProps) => {
			next();
			var text_4 = text("Bin");
			append($$anchor, text_4);
		},
		$$slots: { default: true }
	});
	reset(div_2);
	reset(section_1);
	var section_2 = sibling(section_1, 2);
	var dl = sibling(child(section_2), 2);
	each(dl, 21, () => get(history), index, ($$anchor, line) => {
		var fragment_1 = root_3$1();
		var dt = first_child(fragment_1);
		var text_5 = only_child(dt, true);
		var dd = sibling(dt);
		var text_6 = only_child(dd, true);
		template_effect(($0) => {
			set_text(text_5, $0);
			set_text(text_6, get(line).what);
		}, [() => when(get(line).at)]);
		append($$anchor, fragment_1);
	});
	reset(dl);
	var node_5 = sibling(dl, 2);
	var consequent_2 = ($$anchor) => {
		var div_3 = root_4();
		Button(child(div_3), {
			small: true,
			look: "plain",
			onclick: () => set(all, true),
			children: ($$anchor, $$slotProps) => {
				next();
				var text_7 = text();
				template_effect(() => set_text(text_7, `Show all ${$$props.view.history.length ?? ""}`));
				append($$anchor, text_7);
			},
			$$slots: { default: true }
		});
		reset(div_3);
		append($$anchor, div_3);
	};
	if_block(node_5, ($$render) => {
		if ($$props.view.history.length > SHORT && !get(all)) $$render(consequent_2);
	});
	reset(section_2);
	var p_1 = sibling(section_2, 2);
	var text_8 = only_child(p_1);
	template_effect(($0, $1) => set_text(text_8, `${$0 ?? ""}${$$props.view.counter === null ? "" : ` · counter ${$$props.view.counter}`}${$1 ?? ""}`), [() => describe($$props.view), () => $$props.view.offsetSecs === 0 ? "" : ` · clock ${$$props.view.offsetSecs > 0 ? "+" : "−"}${Math.abs($$props.view.offsetSecs)} s`]);
	append($$anchor, fragment);
	pop();
}
delegate(["click"]);
// src/account/ReplacementCard.svelte
var root$14 = from_html(`<section class="card svelte-191iu99" aria-label="New code"><h2 class="svelte-191iu99">New code, not confirmed yet</h2> <!> <p class="svelte-191iu99">Enter this one at the service. The code above stays until you say that the new one works.</p> <div class="acts svelte-191iu99"><!> <!></div></section>`);
function ReplacementCard($$anchor, $$props) {
	push($$props, true);
	const fresh = user_derived(() => $$props.account.view?.replacement);
	var fragment = comment();
	var node = first_child(fragment);
	var consequent = ($$anchor) => {
		var section = root$14();
		var node_1 = sibling(child(section), 2);
		{
			let $0 = user_derived(() => get(fresh).kind === "timed");
			BigCode(node_1, {
				get code() {
					return get(fresh).code;
				},
				get next() {
					return get(fresh).next;
				},
				get leftMs() {
					return $$props.account.replacementLeftMs;
				},
				get periodMs() {
					return get(fresh).periodMs;
				},
				get timed() {
					return get($0);
				},
				get testid() {
					return hook.accountReplacementCode;
				}
			});
		}
		var div = sibling(node_1, 4);
		var node_2 = child(div);
		Button(node_2, {
			look: "primary",
			onclick: () => $$props.account.confirmReplacement(),
			get "data-testid"() {
				return hook.accountReplacementConfirm;
			},
			children: ($$anchor, $$slotProps) => {
				next();
				var text$3 = text("The new code works");
				append($$anchor, text$3);
			},
			$$slots: { default: true }
		});
		Button(sibling(node_2, 2), {
			onclick: () => $$props.account.cancelReplacement(),
			get "data-testid"() {
				return hook.accountReplacementCancel;
			},
			children: ($$anchor, $$slotProps) => {
				next();
				var text_1 = text("Keep the old one");
				append($$anchor, text_1);
			},
			$$slots: { default: true }
		});
		reset(div);
		reset(section);
		template_effect(() => set_attribute(section, "data-testid", hook.accountReplacement));
		append($$anchor, section);
	};
	if_block(node, ($$render) => {
		if (get(fresh)) $$render(consequent);
	});
	append($$anchor, fragment);
	pop();
}
// src/account/AccountPage.svelte
var root$13 = from_html(`<!> <!> <!>`, 1);
var root_1$10 = from_html(`<!> <!>`, 1);
var root_2$8 = from_html(`<div class="page svelte-qse16b"><!></div> <!>`, 1);
function AccountPage($$anchor, $$props) {
	push($$props, true);
	const account = new Account($$props.id);
	let editing = state(false);
	let qr = state(false);
	onMount(() => {
		account.read();
		return on("codesChanged", () => void account.read());
	});
	user_effect(() => seconds.watch());
	user_effect(() => {
		seconds.now;
		account.tick();
	});
	const bin = async () => await account.bin() && $$props.onback();
	function keydown(event) {
		if (session.sheet !== null || get(qr) || event.defaultPrevented) return;
		const keys = pressed(event);
		if (keys === "Ctrl+E") set(editing, true);
		else if (keys === "Ctrl+Delete" && !get(editing) && event.target.value !== "") return;
		else if (keys === "Ctrl+Delete" && !get(editing)) bin();
		else if (keys === "Esc" && get(editing)) set(editing, false);
		else if (keys === "Esc" && !$$props.wide) $$props.onback();
		else if (keys === "Enter" && !$$props.wide && !get(editing) && event.target === document.body) account.copy();
		else return;
		event.preventDefault();
	}
	var fragment = root_2$8();
	event("keydown", $window, keydown);
	var div = first_child(fragment);
	var node = child(div);
	var consequent = ($$anchor) => {
		const computed_const = user_derived(() => {
			return wordsFor(account.problem);
		});
		Notice($$anchor, {
			look: "danger",
			get title() {
				return get(computed_const).happened;
			},
			get says() {
				return get(computed_const).next;
			}
		});
	};
	var consequent_3 = ($$anchor) => {
		var fragment_2 = root_1$10();
		var node_1 = first_child(fragment_2);
		AccountHeader(node_1, {
			get view() {
				return account.view;
			},
			get wide() {
				return $$props.wide;
			},
			get editing() {
				return get(editing);
			},
			get onback() {
				return $$props.onback;
			},
			onedit: () => set(editing, true),
			onpin: () => account.pin()
		});
		var node_2 = sibling(node_1, 2);
		var consequent_1 = ($$anchor) => {
			var fragment_3 = comment();
			var node_3 = first_child(fragment_3);
			await_block(node_3, () => __vitePreload(() => import("./EditForm-XE-Behmb.js"), __vite__mapDeps([6,1,2,7,8,4,9,10,11])), null, ($$anchor, $$source) => {
				var $$value = user_derived(() => {
					var { default: EditForm } = get($$source);
					return { EditForm };
				});
				var EditForm = user_derived(() => get($$value).EditForm);
				var fragment_4 = comment();
				var node_4 = first_child(fragment_4);
				component(node_4, () => get(EditForm), ($$anchor, EditForm_1) => {
					EditForm_1($$anchor, {
						get view() {
							return account.view;
						},
						onsave: async (edit) => set(editing, !await account.save(edit)),
						oncancel: () => set(editing, false)
					});
				});
				append($$anchor, fragment_4);
			});
			append($$anchor, fragment_3);
		};
		var alternate = ($$anchor) => {
			var fragment_5 = root$13();
			var node_5 = first_child(fragment_5);
			CodeCard(node_5, { get account() {
				return account;
			} });
			var node_6 = sibling(node_5, 2);
			var consequent_2 = ($$anchor) => {
				ReplacementCard($$anchor, { get account() {
					return account;
				} });
			};
			if_block(node_6, ($$render) => {
				if (account.view.replacement) $$render(consequent_2);
			});
			Facts(sibling(node_6, 2), {
				get view() {
					return account.view;
				},
				get ontag() {
					return $$props.ontag;
				},
				onqr: () => set(qr, true),
				onreplace: () => session.add($$props.id),
				onbin: bin
			});
			append($$anchor, fragment_5);
		};
		if_block(node_2, ($$render) => {
			if (get(editing)) $$render(consequent_1);
			else $$render(alternate, -1);
		});
		append($$anchor, fragment_2);
	};
	if_block(node, ($$render) => {
		if (account.problem) $$render(consequent);
		else if (account.view) $$render(consequent_3, 1);
	});
	reset(div);
	var node_8 = sibling(div, 2);
	var consequent_4 = ($$anchor) => {
		var fragment_7 = comment();
		var node_9 = first_child(fragment_7);
		await_block(node_9, () => __vitePreload(() => import("./QrSheet-C8Ctbq57.js"), __vite__mapDeps([12,1,2,3,4,9,10,13])), null, ($$anchor, $$source) => {
			var $$value = user_derived(() => {
				var { default: QrSheet } = get($$source);
				return { QrSheet };
			});
			var QrSheet = user_derived(() => get($$value).QrSheet);
			var fragment_8 = comment();
			var node_10 = first_child(fragment_8);
			component(node_10, () => get(QrSheet), ($$anchor, QrSheet_1) => {
				QrSheet_1($$anchor, {
					get id() {
						return $$props.id;
					},
					onclose: () => set(qr, false)
				});
			});
			append($$anchor, fragment_8);
		});
		append($$anchor, fragment_7);
	};
	if_block(node_8, ($$render) => {
		if (get(qr)) $$render(consequent_4);
	});
	template_effect(() => {
		set_attribute(div, "data-testid", hook.account);
		set_attribute(div, "data-account", $$props.id);
	});
	append($$anchor, fragment);
	pop();
}
// src/codes/RowDigits.svelte
var root$12 = from_html(`<span> </span>`);
var root_1$9 = from_html(`<span class="code hidden svelte-1n6zpd2" role="img" aria-label="Hidden">••• •••</span>`);
var root_2$7 = from_html(`<span class="next svelte-1n6zpd2"> </span>`);
var root_3 = from_html(`<div role="gridcell"><!> <!></div>`);
function RowDigits($$anchor, $$props) {
	push($$props, true);
	var div = root_3();
	let classes;
	var node = child(div);
	key(node, () => $$props.code, ($$anchor) => {
		var fragment = comment();
		var node_1 = first_child(fragment);
		var consequent = ($$anchor) => {
			var span = root$12();
			let classes_1;
			var text = only_child(span, true);
			template_effect(() => {
				classes_1 = set_class(span, 1, "code svelte-1n6zpd2", null, classes_1, { soon: $$props.soon });
				set_attribute(span, "data-testid", hook.rowCode);
				set_text(text, $$props.code);
			});
			append($$anchor, span);
		};
		var alternate = ($$anchor) => {
			var span_1 = root_1$9();
			template_effect(() => set_attribute(span_1, "data-testid", hook.rowCode));
			append($$anchor, span_1);
		};
		if_block(node_1, ($$render) => {
			if ($$props.code !== null) $$render(consequent);
			else $$render(alternate, -1);
		});
		append($$anchor, fragment);
	});
	var node_2 = sibling(node, 2);
	var consequent_1 = ($$anchor) => {
		var span_2 = root_2$7();
		var text_1 = only_child(span_2);
		template_effect(() => {
			set_attribute(span_2, "data-testid", hook.rowNext);
			set_text(text_1, `next ${$$props.next ?? ""}`);
		});
		append($$anchor, span_2);
	};
	if_block(node_2, ($$render) => {
		if ($$props.next !== null) $$render(consequent_1);
	});
	reset(div);
	template_effect(() => classes = set_class(div, 1, "digits svelte-1n6zpd2", null, classes, { lifted: $$props.next !== null }));
	append($$anchor, div);
	pop();
}
// src/codes/RowEnd.svelte
var root$11 = from_html(`<span class="box svelte-1ynwc4x"><!></span>`);
function RowEnd($$anchor, $$props) {
	push($$props, true);
	const timed = user_derived(() => $$props.row.kind === "timed");
	var span = root$11();
	var node = child(span);
	var consequent = ($$anchor) => {
		{
			let $0 = user_derived(() => get(timed) ? "eye" : "next");
			let $1 = user_derived(() => get(timed) ? "Show the code" : "Next code");
			let $2 = user_derived(() => $$props.index === $$props.codes.chosen ? 0 : -1);
			IconButton($$anchor, {
				get icon() {
					return get($0);
				},
				get name() {
					return get($1);
				},
				keys: "Ctrl+Space",
				size: 28,
				get tabindex() {
					return get($2);
				},
				get "data-testid"() {
					return hook.rowAsk;
				},
				onpointerdown: (event) => event.stopPropagation(),
				onclick: (event) => (event.stopPropagation(), $$props.codes.choose($$props.index), void $$props.codes.reveal($$props.row))
			});
		}
	};
	var alternate = ($$anchor) => {
		Ring($$anchor, {
			get leftMs() {
				return $$props.left;
			},
			get periodMs() {
				return $$props.row.periodMs;
			},
			get soon() {
				return $$props.soon;
			}
		});
	};
	if_block(node, ($$render) => {
		if ($$props.hidden || !get(timed)) $$render(consequent);
		else $$render(alternate, -1);
	});
	reset(span);
	append($$anchor, span);
	pop();
}
// src/codes/RowStatus.svelte
var root$10 = from_html(`<span class="line good svelte-qxfqzi"><!><span class="svelte-qxfqzi"> </span></span>`);
var root_1$8 = from_html(`<span class="line warn svelte-qxfqzi">New code to confirm</span>`);
var root_2$6 = from_html(`<span class="line svelte-qxfqzi"> </span>`);
function RowStatus($$anchor, $$props) {
	push($$props, true);
	const copied = user_derived(() => $$props.codes.copied?.id === $$props.row.id ? $$props.codes.copied : null);
	const says = user_derived(() => {
		if (get(copied) === null) return "";
		if (get(copied).until === null) return "Copied";
		return `Copied, clears in ${secondsLeft(get(copied).until - seconds.now)} s`;
	});
	var fragment = comment();
	var node = first_child(fragment);
	var consequent = ($$anchor) => {
		var span = root$10();
		var node_1 = child(span);
		Icon(node_1, {
			of: "check",
			size: 13
		});
		var span_1 = sibling(node_1);
		var text = only_child(span_1, true);
		reset(span);
		template_effect(() => {
			set_attribute(span, "data-testid", hook.rowStatus);
			set_text(text, get(says));
		});
		append($$anchor, span);
	};
	var consequent_1 = ($$anchor) => {
		var span_2 = root_1$8();
		attach(span_2, tip);
		append($$anchor, span_2);
	};
	var alternate = ($$anchor) => {
		var span_3 = root_2$6();
		var text_1 = only_child(span_3, true);
		attach(span_3, tip);
		template_effect(() => set_text(text_1, $$props.row.issuer ? $$props.row.name : ""));
		append($$anchor, span_3);
	};
	if_block(node, ($$render) => {
		if (get(copied)) $$render(consequent);
		else if ($$props.row.waitsForConfirmation) $$render(consequent_1, 1);
		else $$render(alternate, -1);
	});
	append($$anchor, fragment);
	pop();
}
// src/codes/CodeRow.svelte
var root$9 = from_html(`<div role="row"><!> <div class="who svelte-1s28gat" role="gridcell"><div class="issuer svelte-1s28gat"><b class="svelte-1s28gat"> </b> <!></div> <!></div> <!> <div class="end svelte-1s28gat" role="gridcell"><!> <!></div></div>`);
function CodeRow($$anchor, $$props) {
	push($$props, true);
	const NEXT_MS = 1e4;
	const SOON_MS = 5e3;
	const chosen = user_derived(() => $$props.index === $$props.codes.chosen);
	const shown = user_derived(() => $$props.codes.shown($$props.row));
	const left = user_derived(() => $$props.codes.left(get(shown)));
	const soon = user_derived(() => $$props.row.kind === "timed" && get(shown).row.code !== null && get(left) <= SOON_MS);
	const next = user_derived(() => get(left) <= NEXT_MS && session.settings?.showNext ? get(shown).row.next : null);
	const title = user_derived(() => $$props.row.issuer || $$props.row.name);
	var div = root$9();
	let classes;
	let styles;
	var node = child(div);
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
	var div_1 = sibling(node, 2);
	var div_2 = child(div_1);
	var b = child(div_2);
	var text = only_child(b, true);
	attach(b, tip);
	var node_1 = sibling(b, 2);
	var consequent = ($$anchor) => {
		Icon($$anchor, {
			of: "pin",
			size: 13,
			filled: true
		});
	};
	if_block(node_1, ($$render) => {
		if ($$props.row.pinned && $$props.codes.text !== "") $$render(consequent);
	});
	reset(div_2);
	RowStatus(sibling(div_2, 2), {
		get codes() {
			return $$props.codes;
		},
		get row() {
			return $$props.row;
		}
	});
	reset(div_1);
	var node_3 = sibling(div_1, 2);
	RowDigits(node_3, {
		get code() {
			return get(shown).row.code;
		},
		get next() {
			return get(next);
		},
		get soon() {
			return get(soon);
		}
	});
	var div_3 = sibling(node_3, 2);
	var node_4 = child(div_3);
	{
		let $0 = user_derived(() => get(shown).row.code === null);
		RowEnd(node_4, {
			get codes() {
				return $$props.codes;
			},
			get row() {
				return $$props.row;
			},
			get index() {
				return $$props.index;
			},
			get left() {
				return get(left);
			},
			get soon() {
				return get(soon);
			},
			get hidden() {
				return get($0);
			}
		});
	}
	var node_5 = sibling(node_4, 2);
	var consequent_1 = ($$anchor) => {
		{
			let $0 = user_derived(() => get(chosen) ? 0 : -1);
			IconButton($$anchor, {
				icon: "right",
				get name() {
					return `Open ${get(title) ?? ""}`;
				},
				keys: "Ctrl+Enter",
				size: 28,
				get tabindex() {
					return get($0);
				},
				get "data-testid"() {
					return hook.rowOpen;
				},
				onpointerdown: (event) => event.stopPropagation(),
				onclick: (event) => (event.stopPropagation(), $$props.codes.choose($$props.index), $$props.onopen($$props.row.id))
			});
		}
	};
	if_block(node_5, ($$render) => {
		if (!$$props.wide) $$render(consequent_1);
	});
	reset(div_3);
	reset(div);
	template_effect(() => {
		classes = set_class(div, 1, "row svelte-1s28gat", null, classes, {
			chosen: get(chosen),
			dragged: $$props.dragged,
			settling: $$props.settling,
			narrow: $$props.narrow
		});
		set_attribute(div, "id", `code-${$$props.row.id ?? ""}`);
		set_attribute(div, "aria-rowindex", $$props.index + 1);
		set_attribute(div, "aria-selected", get(chosen));
		set_attribute(div, "data-testid", hook.row);
		set_attribute(div, "data-account", $$props.row.id);
		styles = set_style(div, "", styles, {
			transform: `translateY(${$$props.top ?? ""}px)`,
			height: `${$$props.height ?? ""}px`
		});
		set_text(text, get(title));
	});
	delegated("pointerdown", div, function(...$$args) {
		$$props.onpress?.apply(this, $$args);
	});
	delegated("mousedown", div, (event) => event.preventDefault());
	delegated("click", div, function(...$$args) {
		$$props.oncopy?.apply(this, $$args);
	});
	append($$anchor, div);
	pop();
}
delegate([
	"pointerdown",
	"mousedown",
	"click"
]);
// src/codes/drag.svelte.ts
var BEGINS_AFTER = 6;
var EDGE$1 = 48;
var Drag = class {
	#from = state(null);
	get from() {
		return get(this.#from);
	}
	set from(value) {
		set(this.#from, value, true);
	}
	#to = state(0);
	get to() {
		return get(this.#to);
	}
	set to(value) {
		set(this.#to, value, true);
	}
	#dy = state(0);
	#pressed = null;
	#list;
	justEnded = false;
	constructor(list) {
		this.#list = list;
	}
	begin(event, index) {
		if (event.button === 0) this.#pressed = {
			index,
			y: event.clientY,
			scroll: this.#list().scroller.scrollTop,
			id: event.pointerId
		};
	}
	move = (event) => {
		const pressed = this.#pressed;
		if (pressed === null) return;
		const { codes, rows, scroller } = this.#list();
		const dy = event.clientY - pressed.y + scroller.scrollTop - pressed.scroll;
		if (this.from === null) {
			if (Math.abs(dy) < BEGINS_AFTER) return;
			scroller.setPointerCapture?.(pressed.id);
			this.from = pressed.index;
		}
		set(this.#dy, dy);
		const pinned = codes.page?.pinned ?? 0;
		const [low, high] = this.from < pinned ? [0, pinned - 1] : [pinned, codes.total - 1];
		this.to = Math.min(Math.max(low, rows.indexAt(rows.topOf(this.from) + dy + rows.rowHeight / 2)), high);
		const box = scroller.getBoundingClientRect();
		if (event.clientY < box.top + EDGE$1) scroller.scrollTop -= 8;
		else if (event.clientY > box.bottom - EDGE$1) scroller.scrollTop += 8;
	};
	end = () => {
		const { codes } = this.#list();
		const row = this.from === null ? null : codes.rowAt(this.from);
		if (row !== null && this.to !== this.from) codes.move(row, this.to).then(this.#rest);
		else this.#rest();
		if (this.from !== null) {
			this.justEnded = true;
			setTimeout(() => this.justEnded = false, 0);
		}
		this.#pressed = null;
	};
	cancel = () => {
		this.#pressed = null;
		this.#rest();
	};
	#rest = () => {
		this.from = null;
		set(this.#dy, 0);
	};
	/** Where a row stands while one is in the hand. */
	topOf(index) {
		const { rows } = this.#list();
		const top = rows.topOf(index);
		if (this.from === null) return top;
		if (index === this.from) return this.#pressed === null ? rows.topOf(this.to) : top + get(this.#dy);
		if (index > this.from && index <= this.to) return top - rows.rowHeight;
		if (index < this.from && index >= this.to) return top + rows.rowHeight;
		return top;
	}
};
/** The layout of `total` rows of which the first `pinned` are pinned. Headings only when there are both kinds. */
function layout(total, pinned, rowHeight) {
	const both = pinned > 0 && pinned < total;
	const before = both ? 34 : 8;
	const middle = both ? 34 : 0;
	const split = both ? pinned : total;
	const topOf = (index) => before + index * rowHeight + (index >= split ? middle : 0);
	const indexAt = (y) => {
		const plain = Math.floor((y - before) / rowHeight);
		const index = plain < split ? plain : Math.max(split, Math.floor((y - before - middle) / rowHeight));
		return Math.min(Math.max(0, index), Math.max(0, total - 1));
	};
	const headings = both ? [{
		text: "Pinned",
		top: 0
	}, {
		text: "All",
		top: topOf(split) - 34
	}] : [];
	return {
		height: topOf(total) + 8,
		rowHeight,
		topOf,
		indexAt,
		headings
	};
}
/** The rows to draw: those on the screen and a few more on both sides, so that a step of the wheel shows no hole. */
function visible(of, total, scrollTop, viewport, more = 4) {
	if (total === 0 || viewport <= 0) return {
		first: 0,
		count: 0
	};
	const first = Math.max(0, of.indexAt(scrollTop) - more);
	return {
		first,
		count: Math.min(total - 1, of.indexAt(scrollTop + viewport) + more) - first + 1
	};
}
// src/codes/CodeList.svelte
var root$8 = from_html(`<h2 class="svelte-s8ea81"> </h2>`);
var root_1$7 = from_html(`<div class="hole svelte-s8ea81" role="presentation"><i class="svelte-s8ea81"></i><b class="svelte-s8ea81"></b></div>`);
var root_2$5 = from_html(`<div class="scroll svelte-s8ea81" id="codes-list" role="grid" tabindex="-1" aria-label="Codes"><div class="all svelte-s8ea81" role="presentation"><!> <!></div></div>`);
function CodeList($$anchor, $$props) {
	push($$props, true);
	let scroller;
	let scrollTop = state(0);
	let height = state(0);
	let width = state(400);
	const rows = user_derived(() => layout($$props.codes.total, $$props.codes.page?.pinned ?? 0, get(width) < 300 ? 96 : 64));
	const range = user_derived(() => visible(get(rows), $$props.codes.total, get(scrollTop), get(height)));
	const indexes = user_derived(() => Array.from({ length: get(range).count }, (_, n) => get(range).first + n));
	const drag = new Drag(() => ({
		codes: $$props.codes,
		rows: get(rows),
		scroller
	}));
	user_effect(() => {
		if (get(range).count > 0) $$props.codes.need(get(range).first, get(range).count);
	});
	/** Scrolls as little as needed for a row to be seen whole. */
	function reveal(index) {
		const top = index === 0 ? 0 : get(rows).topOf(index);
		const bottom = get(rows).topOf(index) + get(rows).rowHeight + 8;
		if (top < scroller.scrollTop) scroller.scrollTop = top;
		else if (bottom > scroller.scrollTop + get(height)) scroller.scrollTop = bottom - get(height);
	}
	const pageRows = () => Math.max(1, Math.floor(get(height) / get(rows).rowHeight) - 1);
	var $$exports = {
		reveal,
		pageRows
	};
	var div = root_2$5();
	var div_1 = child(div);
	let styles;
	var node = child(div_1);
	each(node, 17, () => get(rows).headings, (heading) => heading.text, ($$anchor, heading) => {
		var h2 = root$8();
		let styles_1;
		var text = only_child(h2, true);
		template_effect(() => {
			styles_1 = set_style(h2, "", styles_1, { transform: `translateY(${get(heading).top ?? ""}px)` });
			set_text(text, get(heading).text);
		});
		append($$anchor, h2);
	});
	var node_1 = sibling(node, 2);
	each(node_1, 17, () => get(indexes), (index) => $$props.codes.rowAt(index)?.id ?? index, ($$anchor, index) => {
		const row = user_derived(() => $$props.codes.rowAt(get(index)));
		var fragment = comment();
		var node_2 = first_child(fragment);
		var consequent = ($$anchor) => {
			var div_2 = root_1$7();
			let styles_2;
			template_effect(($0) => styles_2 = set_style(div_2, "", styles_2, {
				transform: $0,
				height: `${get(rows).rowHeight ?? ""}px`
			}), [() => `translateY(${get(rows).topOf(get(index)) ?? ""}px)`]);
			append($$anchor, div_2);
		};
		var alternate = ($$anchor) => {
			{
				let $0 = user_derived(() => get(width) < 300);
				let $1 = user_derived(() => drag.topOf(get(index)));
				let $2 = user_derived(() => drag.from === get(index));
				let $3 = user_derived(() => drag.from !== null);
				let $4 = user_derived(() => session.settings?.sort === "manual" && $$props.codes.text === "" ? (event) => drag.begin(event, get(index)) : void 0);
				CodeRow($$anchor, {
					get codes() {
						return $$props.codes;
					},
					get row() {
						return get(row);
					},
					get index() {
						return get(index);
					},
					get wide() {
						return $$props.wide;
					},
					get narrow() {
						return get($0);
					},
					get top() {
						return get($1);
					},
					get height() {
						return get(rows).rowHeight;
					},
					get dragged() {
						return get($2);
					},
					get settling() {
						return get($3);
					},
					get onpress() {
						return get($4);
					},
					oncopy: () => !drag.justEnded && ($$props.codes.choose(get(index)), $$props.codes.copy(get(row))),
					get onopen() {
						return $$props.onopen;
					}
				});
			}
		};
		if_block(node_2, ($$render) => {
			if (get(row) === null) $$render(consequent);
			else $$render(alternate, -1);
		});
		append($$anchor, fragment);
	});
	reset(div_1);
	reset(div);
	bind_this(div, ($$value) => scroller = $$value, () => scroller);
	template_effect(() => {
		set_attribute(div, "aria-rowcount", $$props.codes.total);
		set_attribute(div, "data-testid", hook.codes);
		styles = set_style(div_1, "", styles, { height: `${get(rows).height ?? ""}px` });
	});
	event("scroll", div, () => set(scrollTop, scroller.scrollTop, true));
	delegated("pointermove", div, function(...$$args) {
		drag.move?.apply(this, $$args);
	});
	delegated("pointerup", div, function(...$$args) {
		drag.end?.apply(this, $$args);
	});
	event("pointercancel", div, function(...$$args) {
		drag.cancel?.apply(this, $$args);
	});
	bind_element_size(div, "clientHeight", ($$value) => set(height, $$value));
	bind_element_size(div, "clientWidth", ($$value) => set(width, $$value));
	append($$anchor, div);
	return pop($$exports);
}
delegate(["pointermove", "pointerup"]);
// src/codes/codes.svelte.ts
var AROUND = 24;
var SHOWN_COUNTER_MS = 6e4;
var Codes = class {
	#text = state("");
	get text() {
		return get(this.#text);
	}
	set text(value) {
		set(this.#text, value, true);
	}
	#page = state(null);
	get page() {
		return get(this.#page);
	}
	set page(value) {
		set(this.#page, value);
	}
	#problem = state(null);
	get problem() {
		return get(this.#problem);
	}
	set problem(value) {
		set(this.#problem, value);
	}
	#chosen = state(0);
	get chosen() {
		return get(this.#chosen);
	}
	set chosen(value) {
		set(this.#chosen, value, true);
	}
	#chosenId = state(null);
	get chosenId() {
		return get(this.#chosenId);
	}
	set chosenId(value) {
		set(this.#chosenId, value, true);
	}
	#copied = state(null);
	get copied() {
		return get(this.#copied);
	}
	set copied(value) {
		set(this.#copied, value);
	}
	#asked = state(/* @__PURE__ */ new Map());
	#takenAt = 0;
	#range = {
		from: 0,
		count: 48
	};
	#running = false;
	#again = false;
	#generation = 0;
	#total = user_derived(() => this.page?.total ?? 0);
	get total() {
		return get(this.#total);
	}
	set total(value) {
		set(this.#total, value);
	}
	rowAt(index) {
		const page = this.page;
		return page === null ? null : page.rows[index - page.from] ?? null;
	}
	/** A row as it is to be drawn: with the code that was asked for, and when its times were taken. */
	shown(row) {
		const asked = get(this.#asked).get(row.id);
		return asked !== void 0 && row.code === null ? {
			...asked,
			row: {
				...row,
				...asked.row
			}
		} : {
			row,
			at: this.#takenAt
		};
	}
	/** What is left of a row's code, now. */
	left = ({ row, at }) => row.validForMs - (seconds.now - at);
	search(text) {
		this.text = text;
		this.#generation += 1;
		this.#range = {
			from: 0,
			count: this.#range.count
		};
		this.chosen = 0;
		this.chosenId = null;
		this.ask();
	}
	/** Makes sure the rows on the screen are at hand. */
	need(first, count) {
		const page = this.page;
		const last = Math.min(first + count, this.total);
		if (page !== null && first >= page.from && last <= page.from + page.rows.length) return;
		this.#range = {
			from: Math.max(0, first - AROUND),
			count: count + 48
		};
		this.ask();
	}
	/** Asks for the present range; while one answer is awaited, any number of calls become one more question. */
	async ask() {
		if (this.#running) {
			this.#again = true;
			return;
		}
		this.#running = true;
		do {
			this.#again = false;
			await this.#askOnce();
		} while (this.#again);
		this.#running = false;
	}
	async #askOnce() {
		const generation = this.#generation;
		try {
			const page = await backend.codes(this.text, this.#range.from, this.#range.count);
			if (generation !== this.#generation) return;
			this.#takenAt = performance.now();
			this.page = page;
			this.problem = null;
			this.#keepChosen();
			const timed = page.rows.find((row) => row.kind === "timed");
			if (timed) seconds.align(timed.validForMs);
		} catch (thrown) {
			this.problem = reasonOf(thrown);
			if (this.problem.kind === "VaultLocked") await session.refresh();
		}
	}
	#keepChosen() {
		const page = this.page;
		if (page === null) return;
		const at = page.rows.findIndex((row) => row.id === this.chosenId);
		if (at >= 0) this.chosen = page.from + at;
		this.choose(Math.min(this.chosen, Math.max(0, page.total - 1)));
	}
	choose(index) {
		this.chosen = Math.min(Math.max(0, index), Math.max(0, this.total - 1));
		this.chosenId = this.rowAt(this.chosen)?.id ?? this.chosenId;
	}
	/** Called every second: drops what ended, and asks again when a code on the screen has. */
	tick() {
		const now = seconds.now;
		if (this.copied?.until != null && this.copied.until <= now) this.copied = null;
		const kept = [...get(this.#asked)].filter(([, shown]) => shown.row.kind === "counter" ? now - shown.at < SHOWN_COUNTER_MS : this.left(shown) > 0);
		if (kept.length !== get(this.#asked).size) set(this.#asked, new Map(kept));
		if (this.page?.rows.some((row) => row.kind === "timed" && row.validForMs <= now - this.#takenAt)) this.ask();
	}
	/** Copies the code of a row; a counter that shows no code makes its next one first. */
	async copy(row) {
		this.chosenId = row.id;
		if (row.kind === "counter" && this.shown(row).row.code === null) await this.reveal(row);
		const copied = await session.attempt(backend.copyCode(row.id));
		if (copied === null) return;
		const until = copied.clearsInMs > 0 ? seconds.now + copied.clearsInMs : null;
		this.copied = {
			id: row.id,
			until
		};
		if (until === null) setTimeout(() => this.copied?.id === row.id && (this.copied = null), 4e3);
	}
	/** Shows a hidden code, or makes a counter's next code. */
	async reveal(row) {
		const answer = await session.attempt(row.kind === "counter" ? backend.nextCode(row.id) : backend.revealCode(row.id));
		if (answer !== null) set(this.#asked, new Map(get(this.#asked)).set(row.id, {
			row: answer,
			at: performance.now()
		}));
	}
	async pin(row) {
		this.chosenId = row.id;
		await session.attempt(backend.pin(row.id, !row.pinned));
		await this.ask();
	}
	/** Moves a row of the unsearched list to another index, within its own part (pinned or not). */
	async move(row, to) {
		const page = this.page;
		if (page === null || this.text !== "" || session.settings?.sort !== "manual") return;
		const [low, high] = row.pinned ? [0, page.pinned - 1] : [page.pinned, page.total - 1];
		this.chosenId = row.id;
		await session.attempt(backend.move(row.id, Math.min(Math.max(low, to), high)));
		await this.ask();
	}
};
// src/codes/Empty.svelte
var root$7 = from_html(`<div class="picture svelte-12457zv"><!></div> <h1> </h1> <p class="svelte-12457zv">When a service shows you a QR code for an authenticator app, hold it before the camera, or read it straight from
      the screen.</p> <!> <p class="small svelte-12457zv">Or drop a picture of the code on this window.</p>`, 1);
var root_1$6 = from_html(`<div class="picture svelte-12457zv"><!></div> <h1>Nothing found</h1> <p class="svelte-12457zv">No account, name or tag matches <b> </b>.</p> <!>`, 1);
var root_2$4 = from_html(`<div class="empty svelte-12457zv"><!></div>`);
function Empty($$anchor, $$props) {
	push($$props, true);
	const none = user_derived(() => ($$props.codes.page?.accounts ?? 0) === 0);
	var div = root_2$4();
	var node = child(div);
	var consequent = ($$anchor) => {
		const computed_const = user_derived(() => {
			return wordsFor($$props.codes.problem);
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
					onclick: () => $$props.codes.ask(),
					children: ($$anchor, $$slotProps) => {
						next();
						var text$2 = text("Try again");
						append($$anchor, text$2);
					},
					$$slots: { default: true }
				});
			},
			$$slots: { default: true }
		});
	};
	var consequent_1 = ($$anchor) => {
		var fragment_2 = root$7();
		var div_1 = first_child(fragment_2);
		var node_1 = child(div_1);
		Icon(node_1, {
			of: "qr",
			size: 40
		});
		reset(div_1);
		var h1 = sibling(div_1, 2);
		var text_1 = only_child(h1, true);
		Button(sibling(h1, 4), {
			look: "primary",
			icon: "plus",
			onclick: () => session.add(),
			children: ($$anchor, $$slotProps) => {
				next();
				var text_2 = text();
				template_effect(() => set_text(text_2, `Add ${session.fresh ? "the first" : "an"} account`));
				append($$anchor, text_2);
			},
			$$slots: { default: true }
		});
		next(2);
		template_effect(() => set_text(text_1, session.fresh ? "Your vault is ready" : "No accounts yet"));
		append($$anchor, fragment_2);
	};
	var alternate = ($$anchor) => {
		var fragment_4 = root_1$6();
		var div_2 = first_child(fragment_4);
		var node_3 = child(div_2);
		Icon(node_3, {
			of: "search",
			size: 34
		});
		reset(div_2);
		var p = sibling(div_2, 4);
		var b = sibling(child(p));
		var text_3 = only_child(b, true);
		next();
		reset(p);
		Button(sibling(p, 2), {
			onclick: () => $$props.codes.search(""),
			children: ($$anchor, $$slotProps) => {
				next();
				var text_4 = text();
				template_effect(() => set_text(text_4, `Show all ${$$props.codes.page?.accounts ?? ""}`));
				append($$anchor, text_4);
			},
			$$slots: { default: true }
		});
		template_effect(() => set_text(text_3, $$props.codes.text));
		append($$anchor, fragment_4);
	};
	if_block(node, ($$render) => {
		if ($$props.codes.problem) $$render(consequent);
		else if (get(none)) $$render(consequent_1, 1);
		else $$render(alternate, -1);
	});
	reset(div);
	template_effect(() => set_attribute(div, "data-testid", hook.codesEmpty));
	append($$anchor, div);
	pop();
}
// src/codes/keys.ts
/** The keys of the list, for a screen of `pageRows` rows. */
function listKeys(codes, pageRows) {
	const withRow = (act) => () => {
		const chosen = codes.rowAt(codes.chosen);
		if (chosen === null) return false;
		act(chosen);
		return true;
	};
	return {
		"↓": () => codes.choose(codes.chosen + 1),
		"↑": () => codes.choose(codes.chosen - 1),
		PgDn: () => codes.choose(codes.chosen + pageRows),
		PgUp: () => codes.choose(codes.chosen - pageRows),
		"Ctrl+Home": () => codes.choose(0),
		"Ctrl+End": () => codes.choose(codes.total - 1),
		Enter: withRow((chosen) => codes.copy(chosen)),
		"Ctrl+Enter": withRow((chosen) => session.page = chosen.id),
		"Ctrl+Space": withRow((chosen) => codes.reveal(chosen)),
		"Ctrl+P": withRow((chosen) => codes.pin(chosen)),
		"Alt+↑": withRow((chosen) => codes.move(chosen, codes.chosen - 1)),
		"Alt+↓": withRow((chosen) => codes.move(chosen, codes.chosen + 1)),
		Esc: () => {
			if (codes.text === "") return false;
			codes.search("");
			return true;
		}
	};
}
// src/codes/SearchBar.svelte
var root$6 = from_html(`<kbd aria-hidden="true" class="svelte-1ta1vgr">Ctrl K</kbd>`);
var root_1$5 = from_html(`<div class="bar svelte-1ta1vgr"><div class="field svelte-1ta1vgr"><!> <input type="text" role="combobox" aria-label="Search codes" aria-expanded="true" aria-controls="codes-list" aria-haspopup="grid" aria-autocomplete="list" placeholder="Search codes" autocomplete="off" spellcheck="false" class="svelte-1ta1vgr"/> <!></div> <!></div>`);
function SearchBar($$anchor, $$props) {
	push($$props, true);
	let field;
	user_effect(() => {
		session.searchAsked;
		if (!$$props.inert && session.sheet === null) {
			field.focus();
			field.select();
		}
	});
	var div = root_1$5();
	var div_1 = child(div);
	var node = child(div_1);
	Icon(node, { of: "search" });
	var input = sibling(node, 2);
	remove_input_defaults(input);
	bind_this(input, ($$value) => field = $$value, () => field);
	var node_1 = sibling(input, 2);
	var consequent = ($$anchor) => {
		IconButton($$anchor, {
			icon: "close",
			name: "Clear the search",
			keys: "Esc",
			size: 28,
			onclick: () => ($$props.codes.search(""), field.focus())
		});
	};
	var alternate = ($$anchor) => {
		var kbd = root$6();
		append($$anchor, kbd);
	};
	if_block(node_1, ($$render) => {
		if ($$props.codes.text !== "") $$render(consequent);
		else $$render(alternate, -1);
	});
	reset(div_1);
	var node_2 = sibling(div_1, 2);
	IconButton(node_2, {
		icon: "plus",
		name: "Add an account",
		keys: "Ctrl+N",
		framed: true,
		size: 42,
		onclick: () => session.add(),
		get "data-testid"() {
			return hook.add;
		}
	});
	reset(div);
	template_effect(() => {
		set_attribute(input, "aria-activedescendant", $$props.codes.chosenId ? `code-${$$props.codes.chosenId}` : void 0);
		input.inert = $$props.inert;
		set_value(input, $$props.codes.text);
		set_attribute(input, "data-testid", hook.search);
	});
	delegated("input", input, (event) => $$props.codes.search(event.currentTarget.value));
	delegated("keydown", input, function(...$$args) {
		$$props.onkeydown?.apply(this, $$args);
	});
	append($$anchor, div);
	pop();
}
delegate(["input", "keydown"]);
// src/codes/SetAside.svelte
var root$5 = from_html(`<li class="svelte-rywkdg"><b> </b> </li>`);
var root_1$4 = from_html(`<ul></ul>`);
var root_2$3 = from_html(`<div class="aside svelte-rywkdg"><!></div>`);
function SetAside($$anchor, $$props) {
	push($$props, true);
	const count = user_derived(() => session.status?.setAside ?? 0);
	let records = state(null);
	const show = async () => set(records, await session.attempt(backend.setAside()), true);
	var div = root_2$3();
	var node = child(div);
	{
		let $0 = user_derived(() => get(count) === 1 ? "One record could not be read" : `${get(count)} records could not be read`);
		Notice(node, {
			look: "warn",
			get title() {
				return get($0);
			},
			says: "They were set aside and stay in the file. Everything else works.",
			children: ($$anchor, $$slotProps) => {
				var fragment = comment();
				var node_1 = first_child(fragment);
				var consequent = ($$anchor) => {
					Button($$anchor, {
						small: true,
						onclick: show,
						children: ($$anchor, $$slotProps) => {
							next();
							var text$1 = text("Show them");
							append($$anchor, text$1);
						},
						$$slots: { default: true }
					});
				};
				var alternate = ($$anchor) => {
					var ul = root_1$4();
					each(ul, 21, () => get(records), index, ($$anchor, record) => {
						var li = root$5();
						var b = child(li);
						var text_1 = only_child(b, true);
						var text_2 = sibling(b);
						reset(li);
						template_effect(() => {
							set_text(text_1, get(record).label);
							set_text(text_2, ` ${get(record).reason ?? ""}`);
						});
						append($$anchor, li);
					});
					reset(ul);
					append($$anchor, ul);
				};
				if_block(node_1, ($$render) => {
					if (get(records) === null) $$render(consequent);
					else $$render(alternate, -1);
				});
				append($$anchor, fragment);
			},
			$$slots: { default: true }
		});
	}
	reset(div);
	append($$anchor, div);
	pop();
}
// src/codes/CodesPlace.svelte
var root$4 = from_html(`<section aria-label="Account"><!></section>`);
var root_1$3 = from_html(`<section class="account svelte-nmlgg5"></section>`);
var root_2$2 = from_html(`<div class="codes svelte-nmlgg5"><section aria-label="Codes"><!> <!> <!></section> <!></div>`);
function CodesPlace($$anchor, $$props) {
	push($$props, true);
	const codes = new Codes();
	let list = state(void 0);
	let windowWidth = state(1200);
	const wide = user_derived(() => get(windowWidth) >= 720);
	const shownAccount = user_derived(() => get(wide) ? codes.total > 0 ? codes.chosenId : null : session.page);
	onMount(() => {
		codes.ask().then(() => catalogue.load());
		return on("codesChanged", () => void codes.ask());
	});
	user_effect(() => seconds.watch());
	user_effect(() => {
		seconds.now;
		codes.tick();
	});
	let seenSettings = session.settings;
	user_effect(() => {
		if (session.settings === seenSettings) return;
		seenSettings = session.settings;
		codes.ask();
	});
	function keydown(event) {
		if (session.sheet !== null) return;
		const act = listKeys(codes, get(list)?.pageRows() ?? 8)[pressed(event)];
		if (act === void 0) return;
		if (act() === false) return;
		event.preventDefault();
		get(list)?.reveal(codes.chosen);
	}
	var div = root_2$2();
	var section = child(div);
	let classes;
	var node = child(section);
	{
		let $0 = user_derived(() => !get(wide) && session.page !== null);
		SearchBar(node, {
			get codes() {
				return codes;
			},
			onkeydown: keydown,
			get inert() {
				return get($0);
			}
		});
	}
	var node_1 = sibling(node, 2);
	var consequent = ($$anchor) => {
		SetAside($$anchor, {});
	};
	if_block(node_1, ($$render) => {
		if ((session.status?.setAside ?? 0) > 0) $$render(consequent);
	});
	var node_2 = sibling(node_1, 2);
	var consequent_1 = ($$anchor) => {
		bind_this(CodeList($$anchor, {
			get codes() {
				return codes;
			},
			get wide() {
				return get(wide);
			},
			onopen: (id) => session.page = id
		}), ($$value) => set(list, $$value, true), () => get(list));
	};
	var consequent_2 = ($$anchor) => {
		Empty($$anchor, { get codes() {
			return codes;
		} });
	};
	if_block(node_2, ($$render) => {
		if (codes.page !== null && codes.total > 0) $$render(consequent_1);
		else if (codes.page !== null || codes.problem !== null) $$render(consequent_2, 1);
	});
	reset(section);
	var node_3 = sibling(section, 2);
	var consequent_3 = ($$anchor) => {
		var section_1 = root$4();
		let classes_1;
		var node_4 = child(section_1);
		key(node_4, () => get(shownAccount), ($$anchor) => {
			AccountPage($$anchor, {
				get id() {
					return get(shownAccount);
				},
				get wide() {
					return get(wide);
				},
				onback: () => session.page = null,
				ontag: (tag) => (session.page = null, codes.search(tag))
			});
		});
		reset(section_1);
		template_effect(() => classes_1 = set_class(section_1, 1, "account svelte-nmlgg5", null, classes_1, { over: !get(wide) }));
		append($$anchor, section_1);
	};
	var consequent_4 = ($$anchor) => {
		var section_2 = root_1$3();
		append($$anchor, section_2);
	};
	if_block(node_3, ($$render) => {
		if (get(shownAccount) !== null) $$render(consequent_3);
		else if (get(wide) && codes.total > 0) $$render(consequent_4, 1);
	});
	reset(div);
	template_effect(() => classes = set_class(section, 1, "side svelte-nmlgg5", null, classes, { covered: !get(wide) && session.page !== null }));
	bind_window_size("innerWidth", ($$value) => set(windowWidth, $$value, true));
	append($$anchor, div);
	pop();
}
// src/app/places.ts
var places = [
	{
		id: "codes",
		label: "Codes",
		icon: "codes",
		keys: "Ctrl+1",
		end: "top",
		load: async () => ({ default: CodesPlace })
	},
	{
		id: "bin",
		label: "Bin",
		icon: "bin",
		keys: "Ctrl+2",
		end: "foot",
		load: () => __vitePreload(() => import("./BinPlace-DhD2ErY9.js"), __vite__mapDeps([14,1,2,3,9,10,15]))
	},
	{
		id: "settings",
		label: "Settings",
		icon: "settings",
		keys: "Ctrl+,",
		end: "foot",
		load: () => __vitePreload(() => import("./SettingsPlace-DgbnRZ0u.js"), __vite__mapDeps([16,1,2,3,17,4,18,19,20,9,10,21]))
	}
];
// src/app/Navigation.svelte
var entry = ($$anchor, place = noop) => {
	var button = root$3();
	var node = child(button);
	Icon(node, { get of() {
		return place().icon;
	} });
	var span = sibling(node, 2);
	var text = only_child(span, true);
	reset(button);
	attach(button, () => tip(`${place().label}  ${place().keys}`));
	template_effect(($0, $1) => {
		set_attribute(button, "aria-current", session.place === place().id ? "page" : void 0);
		set_attribute(button, "aria-keyshortcuts", $0);
		set_attribute(button, "data-testid", $1);
		set_text(text, place().label);
	}, [() => place().keys.replace("Ctrl", "Control"), () => hook.nav(place().id)]);
	delegated("click", button, () => session.go(place().id));
	append($$anchor, button);
};
var root$3 = from_html(`<button type="button" class="entry svelte-1woh24l"><!> <span class="label svelte-1woh24l"> </span></button>`);
var root_1$2 = from_html(`<p class="demo label svelte-1woh24l">Demo vault</p>`);
var root_2$1 = from_html(`<nav aria-label="Places" class="svelte-1woh24l"><div class="brand svelte-1woh24l"><!><span class="label svelte-1woh24l">Keepward</span></div> <!> <div class="gap svelte-1woh24l"></div> <!> <!> <button type="button" class="entry svelte-1woh24l"><!><span class="label svelte-1woh24l">Lock</span></button></nav>`);
function Navigation($$anchor, $$props) {
	push($$props, true);
	var nav = root_2$1();
	var div = child(nav);
	Mark(child(div), { size: 26 });
	next();
	reset(div);
	var node_2 = sibling(div, 2);
	each(node_2, 17, () => places.filter((place) => place.end === "top"), (place) => place.id, ($$anchor, place) => {
		entry($$anchor, () => get(place));
	});
	var node_3 = sibling(node_2, 4);
	var consequent = ($$anchor) => {
		var p = root_1$2();
		append($$anchor, p);
	};
	if_block(node_3, ($$render) => {
		if (session.status?.demo) $$render(consequent);
	});
	var node_4 = sibling(node_3, 2);
	each(node_4, 17, () => places.filter((place) => place.end === "foot"), (place) => place.id, ($$anchor, place) => {
		entry($$anchor, () => get(place));
	});
	var button_1 = sibling(node_4, 2);
	var node_5 = child(button_1);
	Icon(node_5, { of: "lock" });
	next();
	reset(button_1);
	attach(button_1, () => tip("Lock  Ctrl+L"));
	reset(nav);
	template_effect(() => set_attribute(button_1, "data-testid", hook.lock));
	delegated("click", button_1, () => session.lock());
	append($$anchor, nav);
	pop();
}
delegate(["click"]);
// src/app/Frame.svelte
var root$2 = from_html(`<div class="frame svelte-1ynyan8"><!> <main class="svelte-1ynyan8"><!></main></div> <!>`, 1);
function Frame($$anchor, $$props) {
	push($$props, true);
	const place = user_derived(() => places.find((one) => one.id === session.place) ?? places[0]);
	var fragment = root$2();
	var div = first_child(fragment);
	var node = child(div);
	Navigation(node, {});
	var main = sibling(node, 2);
	var node_1 = child(main);
	var consequent = ($$anchor) => {
		var fragment_1 = comment();
		var node_2 = first_child(fragment_1);
		await_block(node_2, () => get(place).load(), null, ($$anchor, $$source) => {
			var $$value = user_derived(() => {
				var { default: Place } = get($$source);
				return { Place };
			});
			var Place = user_derived(() => get($$value).Place);
			var fragment_2 = comment();
			var node_3 = first_child(fragment_2);
			component(node_3, () => get(Place), ($$anchor, Place_1) => {
				Place_1($$anchor, {});
			});
			append($$anchor, fragment_2);
		});
		append($$anchor, fragment_1);
	};
	if_block(node_1, ($$render) => {
		if (get(place)) $$render(consequent);
	});
	reset(main);
	reset(div);
	var node_4 = sibling(div, 2);
	var consequent_1 = ($$anchor) => {
		var fragment_3 = comment();
		var node_5 = first_child(fragment_3);
		await_block(node_5, () => __vitePreload(() => import("./AddSheet-ClgrXQGl.js"), __vite__mapDeps([22,1,2,3,9,10,4,7,8,19,20,23])), null, ($$anchor, $$source) => {
			var $$value = user_derived(() => {
				var { default: AddSheet } = get($$source);
				return { AddSheet };
			});
			var AddSheet = user_derived(() => get($$value).AddSheet);
			var fragment_4 = comment();
			var node_6 = first_child(fragment_4);
			component(node_6, () => get(AddSheet), ($$anchor, AddSheet_1) => {
				AddSheet_1($$anchor, {});
			});
			append($$anchor, fragment_4);
		});
		append($$anchor, fragment_3);
	};
	var consequent_2 = ($$anchor) => {
		var fragment_5 = comment();
		var node_7 = first_child(fragment_5);
		await_block(node_7, () => __vitePreload(() => import("./QuickSearch-CCB9g-FS.js"), __vite__mapDeps([24,1,2,9,10,25])), null, ($$anchor, $$source) => {
			var $$value = user_derived(() => {
				var { default: QuickSearch } = get($$source);
				return { QuickSearch };
			});
			var QuickSearch = user_derived(() => get($$value).QuickSearch);
			var fragment_6 = comment();
			var node_8 = first_child(fragment_6);
			component(node_8, () => get(QuickSearch), ($$anchor, QuickSearch_1) => {
				QuickSearch_1($$anchor, {});
			});
			append($$anchor, fragment_6);
		});
		append($$anchor, fragment_5);
	};
	var consequent_3 = ($$anchor) => {
		var fragment_7 = comment();
		var node_9 = first_child(fragment_7);
		await_block(node_9, () => __vitePreload(() => import("./ShortcutSheet-B8HXOM6A.js"), __vite__mapDeps([26,1,2,9,10,27])), null, ($$anchor, $$source) => {
			var $$value = user_derived(() => {
				var { default: ShortcutSheet } = get($$source);
				return { ShortcutSheet };
			});
			var ShortcutSheet = user_derived(() => get($$value).ShortcutSheet);
			var fragment_8 = comment();
			var node_10 = first_child(fragment_8);
			component(node_10, () => get(ShortcutSheet), ($$anchor, ShortcutSheet_1) => {
				ShortcutSheet_1($$anchor, {});
			});
			append($$anchor, fragment_8);
		});
		append($$anchor, fragment_7);
	};
	if_block(node_4, ($$render) => {
		if (session.sheet === "add") $$render(consequent_1);
		else if (session.sheet === "search") $$render(consequent_2, 1);
		else if (session.sheet === "keys") $$render(consequent_3, 2);
	});
	append($$anchor, fragment);
	pop();
}
// src/app/anywhere.ts
/** Handles a key press that means the same everywhere. */
function anywhere(event) {
	if (session.status?.phase !== "open" || event.defaultPrevented) return;
	const keys = pressed(event);
	const place = places.find((one) => one.keys === keys);
	const acts = {
		"Ctrl+K": () => session.search(),
		"Ctrl+F": () => session.search(),
		"Ctrl+N": () => session.sheet !== "add" && session.add(),
		"Ctrl+L": () => void session.lock(),
		F1: () => session.sheet = "keys"
	};
	if (keys === "?" && (!isTyping(event.target) || isEmptyField(event.target)) && session.sheet === null) acts["?"] = () => session.sheet = "keys";
	const act = place ? () => session.go(place.id) : acts[keys];
	if (act === void 0) return;
	event.preventDefault();
	act();
}
var holdsPicture = (data) => Array.from(data?.items ?? []).some((item) => item.type.startsWith("image/"));
/** A paste that is an enrolment: a picture, or a link, anywhere; anything at all outside a text field. */
function pasted(event, backend) {
	const text = event.clipboardData?.getData("text/plain") ?? "";
	const link = /^\s*otpauth(-migration)?:\/\//i.test(text);
	if (isTyping(event.target) && !link && !holdsPicture(event.clipboardData)) return;
	event.preventDefault();
	(link ? backend.readText(text) : backend.scanClipboard()).then((offer) => session.read(offer), (thrown) => session.failed(reasonOf(thrown)));
}
// src/app/Toasts.svelte
var root$1 = from_html(`<button type="button" class="svelte-1u1lgq7"> </button>`);
var root_1$1 = from_html(`<div role="group"><span> </span> <!></div>`);
var root_2 = from_html(`<div class="toasts svelte-1u1lgq7" popover="manual" role="status" aria-live="polite"></div>`);
function Toasts($$anchor, $$props) {
	push($$props, true);
	let host;
	user_effect(() => {
		const any = toasts.list.length > 0;
		host.hidePopover?.();
		if (any) host.showPopover?.();
	});
	var div = root_2();
	each(div, 21, () => toasts.list, (toast) => toast.id, ($$anchor, toast) => {
		var div_1 = root_1$1();
		let classes;
		var span = child(div_1);
		var text = only_child(span, true);
		var node = sibling(span, 2);
		var consequent = ($$anchor) => {
			const action = user_derived(() => get(toast).action);
			var button = root$1();
			var text_1 = only_child(button, true);
			template_effect(() => {
				set_attribute(button, "data-testid", hook.toastAction);
				set_text(text_1, get(action).label);
			});
			delegated("click", button, () => (toasts.drop(get(toast).id), get(action).act()));
			append($$anchor, button);
		};
		if_block(node, ($$render) => {
			if (get(toast).action) $$render(consequent);
		});
		reset(div_1);
		template_effect(() => {
			classes = set_class(div_1, 1, "toast svelte-1u1lgq7", null, classes, { bad: get(toast).bad });
			set_attribute(div_1, "data-testid", hook.toast);
			set_text(text, get(toast).text);
		});
		event("pointerenter", div_1, () => toasts.hold(get(toast).id));
		event("pointerleave", div_1, () => toasts.release(get(toast).id));
		delegated("focusin", div_1, () => toasts.hold(get(toast).id));
		delegated("focusout", div_1, () => toasts.release(get(toast).id));
		append($$anchor, div_1);
	});
	reset(div);
	bind_this(div, ($$value) => host = $$value, () => host);
	append($$anchor, div);
	pop();
}
delegate([
	"focusin",
	"focusout",
	"click"
]);
// src/app/App.svelte
var root = from_html(`<div class="splash svelte-1hicyxm"><!></div>`);
var root_1 = from_html(`<div class="app svelte-1hicyxm"><!></div> <!> <!>`, 1);
function App($$anchor, $$props) {
	push($$props, true);
	const phase = user_derived(() => session.status?.phase ?? null);
	user_effect(() => {
		document.title = get(phase) === "locked" ? "Keepward (locked)" : "Keepward";
	});
	var fragment = root_1();
	event("keydown", $window, (event) => (session.active(), anywhere(event)));
	event("pointerdown", $window, () => session.active());
	event("paste", $window, (event) => get(phase) === "open" && pasted(event, backend));
	event("dragover", $window, (event) => event.preventDefault());
	event("drop", $window, (event) => event.preventDefault());
	var div = first_child(fragment);
	var node = child(div);
	var consequent = ($$anchor) => {
		Frame($$anchor, {});
	};
	var consequent_1 = ($$anchor) => {
		var fragment_2 = comment();
		var node_1 = first_child(fragment_2);
		await_block(node_1, () => __vitePreload(() => import("./Onboarding-DAO-p29L.js"), __vite__mapDeps([28,1,2,3,17,4,18,29])), null, ($$anchor, $$source) => {
			var $$value = user_derived(() => {
				var { default: Onboarding } = get($$source);
				return { Onboarding };
			});
			var Onboarding = user_derived(() => get($$value).Onboarding);
			var fragment_3 = comment();
			var node_2 = first_child(fragment_3);
			component(node_2, () => get(Onboarding), ($$anchor, Onboarding_1) => {
				Onboarding_1($$anchor, {});
			});
			append($$anchor, fragment_3);
		});
		append($$anchor, fragment_2);
	};
	var consequent_2 = ($$anchor) => {
		Unlock($$anchor, {});
	};
	var alternate = ($$anchor) => {
		var div_1 = root();
		Mark(child(div_1), { size: 56 });
		reset(div_1);
		append($$anchor, div_1);
	};
	if_block(node, ($$render) => {
		if (get(phase) === "open") $$render(consequent);
		else if (get(phase) === "absent") $$render(consequent_1, 1);
		else if (get(phase) !== null) $$render(consequent_2, 2);
		else $$render(alternate, -1);
	});
	reset(div);
	var node_4 = sibling(div, 2);
	var consequent_3 = ($$anchor) => {
		DropTarget($$anchor, {});
	};
	if_block(node_4, ($$render) => {
		if (session.dropping && get(phase) === "open") $$render(consequent_3);
	});
	Toasts(sibling(node_4, 2), {});
	template_effect(() => {
		set_attribute(div, "data-testid", hook.app);
		set_attribute(div, "data-phase", get(phase));
	});
	append($$anchor, fragment);
	pop();
}
// src/main.ts
theme.begin();
var target = document.getElementById("app");
if (target) mount(App, { target });
session.begin();
setTimeout(() => void catalogue.load(), 250);
export { toasts as _, describe as a, Mark as b, ServiceIcon as c, shortcuts as d, Waiting as f, session as g, Button as h, Account as i, catalogue as l, Notice as m, Codes as n, when as o, PassphraseField as p, RowDigits as r, BigCode as s, places as t, pressed as u, seconds as v, secondsLeft as y };
