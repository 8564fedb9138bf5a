// src/testing/sample-accounts.ts
var one = (id, issuer, name, more = {}) => ({
	id,
	issuer,
	name,
	icon: null,
	tags: [],
	kind: "totp",
	digits: 6,
	period: 30,
	counter: 3,
	pinned: false,
	replacing: false,
	binnedAt: null,
	notes: "",
	offsetSecs: 0,
	...more
});
var sampleAccounts = () => [
	one("jira", "Jira", "ann@acme.example", {
		pinned: true,
		tags: ["work", "atlassian"],
		notes: "Ask Rob in IT when the phone is lost."
	}),
	one("github", "GitHub", "ann-dev", {
		pinned: true,
		tags: ["work"]
	}),
	one("gitlab", "GitLab", "ann@acme.example", { period: 45 }),
	one("discord", "Discord", "ann#0421"),
	one("proton", "Proton", "ann@proton.example", { tags: ["mail"] }),
	one("wordpress", "WordPress", "blog.example.net", {
		digits: 8,
		period: 60
	}),
	one("bank", "Landesbank Beispielstadt Onlinebanking", "ann.weatherby-longlastname@mail.example.org"),
	one("vpn", "Acme VPN", "ann", { kind: "hotp" }),
	one("google", "Google (work)", "ann@acme.example"),
	one("apple", "Apple", "ann@example.com"),
	one("hetzner", "Hetzner", "K0293841"),
	one("microsoft", "Microsoft", "ann@outlook.example"),
	one("snapchat", "Snapchat", "ann.snaps"),
	one("npm", "npm", "ann-dev", { tags: ["work"] })
];
/** Any number of accounts, for lists that do not end. */
var manyAccounts = (count) => Array.from({ length: count }, (_, n) => one(`many-${n}`, `Service ${String(n + 1).padStart(5, "0")}`, `ann+${n}@example.com`, { pinned: n < 2 }));
// src/testing/scenes.ts
var START = 1795300200;
/** Sets the scene. `at` is how many seconds of the 30 have passed. */
function scene(fake, asked) {
	const text = (name) => asked.get(name);
	if (text("at") !== null) fake.time = START + Number(text("at"));
	if (text("phase") !== null) fake.status.phase = text("phase");
	if (text("quick") !== null) fake.status.quickUnlock = text("quick");
	if (text("keyring") !== null) fake.status.keyringProblem = "The system keyring does not answer.";
	if (text("retry") !== null) fake.status.retryInMs = Number(text("retry"));
	if (text("problem") !== null) fake.status.problem = text("problem");
	if (text("aside") !== null) fake.status.setAside = Number(text("aside"));
	if (text("demo") !== null) fake.status.demo = true;
	if (text("theme") !== null) fake.settings.theme = text("theme");
	if (text("hide") !== null) fake.settings.hideCodes = true;
	if (text("accounts") !== null) fake.accounts = manyAccounts(Number(text("accounts")));
	if (text("binned") !== null) fake.accounts.slice(3, 6).forEach((a, n) => a.binnedAt = Math.round((fake.time ?? Date.now() / 1e3) - n * 7e5 - 4e3));
	if (text("replacing") !== null) fake.accounts[0].replacing = true;
	if (text("camera") !== null) fake.cameraFailure = { kind: text("camera") };
	if (text("refuse") !== null) fake.refusals.set(text("refuse"), { kind: text("with") });
}
// src/testing/fake-backend.ts
var ok = async (data) => ({
	status: "ok",
	data
});
var no = async (error) => ({
	status: "error",
	error
});
var freshStatus = () => ({
	phase: "open",
	quickUnlock: "off",
	keyringProblem: null,
	retryInMs: 0,
	demo: false,
	folder: "/home/ann/.local/share/keepward",
	problem: null,
	setAside: 0
});
var freshSettings = () => ({
	theme: "system",
	hideCodes: false,
	showNext: true,
	sort: "manual",
	lockAfterSecs: 600,
	lockOnSleep: true,
	lockOnScreenLock: true,
	clearClipboardSecs: 30,
	closeToTray: true,
	checkClock: false,
	globalShortcut: null
});
/** What tests and design pages turn to bring a screen about. `reset` puts everything back. */
var fake = {
	status: freshStatus(),
	settings: freshSettings(),
	accounts: [],
	passphrase: "correct horse",
	offer: null,
	cameraFailure: null,
	/** The next command of that name is refused with this. */
	refusals: /* @__PURE__ */ new Map(),
	/** Every command that was called, with its arguments. */
	calls: [],
	/** Seconds since the epoch the fake lives at, so that pictures do not change; null for the real time. */
	time: null,
	wrongTries: 0,
	reset() {
		Object.assign(fake, {
			status: freshStatus(),
			settings: freshSettings(),
			accounts: sampleAccounts(),
			passphrase: "correct horse",
			offer: null,
			cameraFailure: null,
			calls: [],
			time: null,
			wrongTries: 0
		});
		fake.refusals.clear();
		heard.clear();
	},
	emit(name, payload) {
		for (const listener of heard.get(name) ?? []) listener({ payload });
	},
	set(status) {
		fake.status = {
			...fake.status,
			...status
		};
		fake.emit("statusChanged", fake.status);
	}
};
var heard = /* @__PURE__ */ new Map();
var now = () => fake.time ?? Date.now() / 1e3;
var digitsOf = (id, counter, digits) => {
	let hash = 2166136261;
	for (const char of `${id}:${counter}`) hash = Math.imul(hash ^ char.charCodeAt(0), 16777619) >>> 0;
	hash = Math.imul(hash ^ hash >>> 15, 2246822519) >>> 0;
	const text = String((hash ^ hash >>> 13) >>> 0).padStart(10, "7").slice(-digits).padStart(digits, "0");
	const half = digits === 6 ? 3 : Math.ceil(digits / 2);
	return digits < 6 ? text : `${text.slice(0, half)} ${text.slice(half)}`;
};
var changed = () => queueMicrotask(() => fake.emit("codesChanged", null));
function rowOf(account, asked = false) {
	const { id, issuer, name, icon, kind, pinned, tags, period, digits } = account;
	const timed = kind !== "hotp";
	const counter = Math.floor(now() / period);
	const hidden = timed ? fake.settings.hideCodes && !asked : !asked;
	return {
		id,
		issuer,
		name,
		icon,
		pinned,
		tags,
		kind: timed ? "timed" : "counter",
		code: hidden ? null : digitsOf(id, timed ? counter : account.counter, digits),
		next: timed && !hidden ? digitsOf(id, counter + 1, digits) : null,
		validForMs: timed ? Math.round((period - now() % period) * 1e3) : 0,
		periodMs: timed ? period * 1e3 : 0,
		waitsForConfirmation: account.replacing
	};
}
function found(text) {
	const wanted = text.toLowerCase();
	const live = fake.accounts.filter((a) => a.binnedAt === null && `${a.issuer} ${a.name} ${a.tags.join(" ")}`.toLowerCase().includes(wanted));
	const sorted = fake.settings.sort === "name" ? [...live].sort((a, b) => a.issuer.localeCompare(b.issuer)) : live;
	return [...sorted.filter((a) => a.pinned), ...sorted.filter((a) => !a.pinned)];
}
var account = (id) => fake.accounts.find((one) => one.id === id);
var withAccount = (id, act) => {
	const one = account(id);
	return one === void 0 ? no({ kind: "AccountGone" }) : ok(act(one));
};
function viewOf(a) {
	const row = rowOf(a);
	return {
		id: a.id,
		issuer: a.issuer,
		name: a.name,
		icon: a.icon,
		tags: a.tags,
		notes: a.notes,
		pinned: a.pinned,
		kind: a.kind,
		algorithm: "SHA-1",
		digits: a.digits,
		periodSecs: a.kind === "hotp" ? null : a.period,
		counter: a.kind === "hotp" ? a.counter : null,
		offsetSecs: a.offsetSecs,
		createdAt: 170945e4,
		lastUsedAt: Math.round(now()) - 7e3,
		uses: 42,
		row,
		replacement: a.replacing ? { ...rowOf({
			...a,
			id: `${a.id}-new`,
			replacing: false
		}) } : null,
		history: [
			{
				at: Math.round(now()) - 7e3,
				what: "Code copied"
			},
			{
				at: Math.round(now()) - 9e4,
				what: "Code copied"
			},
			{
				at: Math.round(now()) - 7e5,
				what: "Name changed"
			},
			{
				at: 170945e4,
				what: "Added from the camera"
			}
		]
	};
}
var candidate = (id, issuer, name, more = {}) => ({
	id,
	issuer,
	name,
	kind: "totp",
	algorithm: "SHA-1",
	digits: 6,
	periodSecs: 30,
	code: null,
	validForMs: 0,
	already: null,
	sameName: null,
	...more
});
var offerOf = (...candidates) => ({
	candidates,
	batch: null,
	notice: null
});
function readText(text) {
	if (!text.trim().startsWith("otpauth://")) return ok({
		candidates: [],
		batch: null,
		notice: "This is a web address, not a set-up code. Look for the QR code the service shows when you turn on two-step sign-in."
	});
	const [issuer = "", name = ""] = decodeURIComponent(/otpauth:\/\/\w+\/([^?]*)/.exec(text)?.[1] ?? "").split(":");
	return ok(fake.offer = offerOf(candidate(1, issuer, name)));
}
async function checked(passphrase) {
	if (fake.status.retryInMs > 0) return {
		kind: "TooSoon",
		retryInMs: fake.status.retryInMs
	};
	if (passphrase === fake.passphrase) return null;
	fake.wrongTries += 1;
	return {
		kind: "WrongPassphrase",
		retryInMs: fake.wrongTries < 2 ? 0 : 1e3 * 2 ** (fake.wrongTries - 2)
	};
}
var afterCheck = async (passphrase, act) => {
	const reason = await checked(passphrase);
	return reason ? no(reason) : ok(act());
};
var open = () => (fake.set({ phase: "open" }), fake.status);
/** The commands, each noted in `fake.calls` and refused when a test asked for that. */
var commands = Object.fromEntries(Object.entries({
	status: async () => fake.status,
	createVault: (passphrase, quickUnlock) => (fake.passphrase = passphrase, fake.status.quickUnlock = quickUnlock ? "on" : "off", ok(open())),
	unlock: (passphrase) => afterCheck(passphrase, open),
	quickUnlock: () => ok(open()),
	lock: () => (fake.set({ phase: "locked" }), ok(fake.status)),
	ratePassphrase: async (passphrase) => {
		const score = Math.min(4, Math.floor(passphrase.length / 5));
		return {
			score,
			crackTime: [
				"less than a second",
				"3 hours",
				"8 months",
				"centuries",
				"centuries"
			][score] ?? "",
			suggestion: score < 3 ? "Add another word or two. Uncommon words are better." : null
		};
	},
	changePassphrase: (current, next) => afterCheck(current, () => (fake.passphrase = next, null)),
	replaceKeys: (current, next) => afterCheck(current, () => (fake.passphrase = next, null)),
	setQuickUnlock: (on, passphrase) => afterCheck(passphrase, () => (fake.set({ quickUnlock: on ? "on" : "off" }), null)),
	snapshots: () => ok([
		{
			id: "s3",
			at: Math.round(now()) - 3600,
			bytes: 18412
		},
		{
			id: "s2",
			at: Math.round(now()) - 9e4,
			bytes: 18377
		},
		{
			id: "s1",
			at: Math.round(now()) - 12e5,
			bytes: 17020
		}
	]),
	restoreSnapshot: (_id, passphrase) => afterCheck(passphrase, () => (fake.set({
		phase: "locked",
		problem: null
	}), null)),
	setAside: () => ok([{
		label: "Record 14",
		reason: "has no secret"
	}]),
	codes: (text, from, count) => {
		const all = found(text);
		return ok({
			rows: all.slice(from, from + count).map((a) => rowOf(a)),
			from,
			total: all.length,
			pinned: all.filter((a) => a.pinned).length,
			accounts: fake.accounts.filter((a) => a.binnedAt === null).length
		});
	},
	revealCode: (id) => withAccount(id, (a) => rowOf(a, true)),
	copyCode: (id) => withAccount(id, () => ({ clearsInMs: fake.settings.clearClipboardSecs * 1e3 })),
	nextCode: (id) => withAccount(id, (a) => (a.counter += 1, rowOf(a, true))),
	pin: (id, on) => (changed(), withAccount(id, (a) => (a.pinned = on, null))),
	move: (id, toIndex) => {
		const all = found("");
		const moved = all.find((a) => a.id === id);
		if (moved === void 0) return no({ kind: "AccountGone" });
		const rest = all.filter((a) => a !== moved);
		rest.splice(toIndex, 0, moved);
		fake.accounts = [...rest, ...fake.accounts.filter((a) => a.binnedAt !== null)];
		return ok(null);
	},
	account: (id) => withAccount(id, viewOf),
	editAccount: (id, edit) => (changed(), withAccount(id, (a) => (Object.assign(a, edit), null))),
	binAccount: (id) => (changed(), withAccount(id, (a) => (a.binnedAt = Math.round(now()), null))),
	restoreAccount: (id) => (changed(), withAccount(id, (a) => (a.binnedAt = null, null))),
	bin: () => ok(fake.accounts.filter((a) => a.binnedAt !== null).map(({ id, issuer, name, icon, binnedAt }) => ({
		id,
		issuer,
		name,
		icon,
		binnedAt: binnedAt ?? 0,
		deletesAt: (binnedAt ?? 0) + 2592e3
	}))),
	deleteForever: (id) => (fake.accounts = fake.accounts.filter((a) => a.id !== id), ok(null)),
	accountQr: (_id, passphrase) => afterCheck(passphrase, () => ({ png: samplePng })),
	cameras: () => ok([{
		id: "0",
		name: "Integrated Camera"
	}, {
		id: "2",
		name: "USB Camera"
	}]),
	startCamera: () => fake.cameraFailure ? no(fake.cameraFailure) : ok(null),
	stopCamera: () => ok(null),
	scanScreen: () => ok(fake.offer = offerOf(candidate(1, "Jira", "ann@acme.example"))),
	scanClipboard: () => no({ kind: "ClipboardEmpty" }),
	scanImageFile: () => no({ kind: "NoCodeFound" }),
	scanImage: () => no({ kind: "NoCodeFound" }),
	readText,
	offerManual: (form) => /[^a-z2-7\s-]/i.test(form.secret) ? no({ kind: "BadSecret" }) : ok(fake.offer = offerOf(candidate(1, form.issuer, form.name, { kind: form.kind }))),
	pendingOffer: () => ok(null),
	discardOffer: () => (fake.offer = null, ok(null)),
	addCandidate: (candidateId, { issuer, name, tags }) => {
		const id = `added-${fake.accounts.length}-${candidateId}`;
		const kind = fake.offer?.candidates.find((one) => one.id === candidateId)?.kind ?? "totp";
		fake.accounts = [...fake.accounts, {
			id,
			issuer,
			name,
			icon: null,
			tags,
			kind,
			digits: 6,
			period: 30,
			counter: 0,
			pinned: false,
			replacing: false,
			binnedAt: null,
			notes: "",
			offsetSecs: 0
		}];
		changed();
		return ok(id);
	},
	startReplacement: (id) => (changed(), withAccount(id, (a) => (a.replacing = true, null))),
	confirmReplacement: (id) => (changed(), withAccount(id, (a) => (a.replacing = false, null))),
	cancelReplacement: (id) => (changed(), withAccount(id, (a) => (a.replacing = false, null))),
	settings: () => ok(fake.settings),
	saveSettings: (settings) => (fake.settings = settings, ok(null)),
	checkClock: () => ok({ offsetMs: 240 }),
	about: () => ok({
		version: "0.1.0",
		folder: fake.status.folder,
		settingsFile: "/home/ann/.config/keepward/settings.json",
		licence: "MIT OR Apache-2.0"
	}),
	userActive: async () => null
}).map(([name, command]) => [name, (...args) => {
	fake.calls.push({
		command: name,
		args
	});
	const refusal = fake.refusals.get(name);
	if (refusal === void 0) return command(...args);
	fake.refusals.delete(name);
	return no(refusal);
}]));
var event = (name) => ({ listen: async (listener) => {
	const all = heard.get(name) ?? /* @__PURE__ */ new Set();
	heard.set(name, all.add(listener));
	return () => void all.delete(listener);
} });
var events = Object.fromEntries([
	"statusChanged",
	"codesChanged",
	"offered",
	"cameraEvent",
	"scanFailed",
	"dropHover",
	"focusSearch"
].map((name) => [name, event(name)]));
var samplePng = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";
fake.reset();
if (typeof location !== "undefined" && location.search.includes("fake")) scene(fake, new URLSearchParams(location.search));
Object.assign(globalThis, { fake });
// src/backend.ts
/** The shell said no. `reason` says why, in a form errors.ts has words for. */
var Refused = class extends Error {
	reason;
	constructor(reason) {
		super(reason.kind);
		this.reason = reason;
	}
};
/** What went wrong, whatever was thrown. Anything the shell did not name itself is `Internal`. */
var reasonOf = (thrown) => thrown instanceof Refused ? thrown.reason : { kind: "Internal" };
var isResult = (value) => typeof value === "object" && value !== null && "status" in value && (value.status === "ok" || value.status === "error");
function unwrapped(command) {
	return async (...args) => {
		const answer = await command(...args);
		if (!isResult(answer)) return answer;
		if (answer.status === "error") throw new Refused(answer.error);
		return answer.data;
	};
}
/** Every command of the shell, by its name; a promise of the answer, or a `Refused`. */
var backend = Object.fromEntries(Object.entries(commands).map(([name, command]) => [name, unwrapped(command)]));
/** Calls `heard` for each event of that name until the returned function is called. */
function on(name, heard) {
	const listen = events[name].listen;
	const listening = listen((event) => heard(event.payload));
	let over = false;
	listening.then((stop) => over && stop());
	return () => {
		over = true;
		listening.then((stop) => stop());
	};
}
var preview = "/frame.svg";
/** Where the newest viewfinder picture is; `n` only makes the address new. */
var previewUrl = (n) => `${preview}?n=${n}`;
// src/errors.ts
var words = {
	VaultLocked: {
		happened: "The vault is locked.",
		next: "Unlock it and try again."
	},
	VaultAbsent: {
		happened: "There is no vault in this folder.",
		next: "Make a new one, or start Keepward with the folder that holds yours."
	},
	VaultExists: {
		happened: "This folder already holds a vault.",
		next: "Unlock that one. Nothing was overwritten."
	},
	WrongPassphrase: {
		happened: "That is not the passphrase.",
		next: "Check Caps Lock and the keyboard layout, then try again."
	},
	TooSoon: {
		happened: "Too many wrong tries.",
		next: "Wait for the countdown, then try again."
	},
	VaultDamaged: {
		happened: "The vault file cannot be read.",
		next: "It was left untouched. You can restore an earlier snapshot below."
	},
	VaultNewer: {
		happened: "This vault was written by a newer Keepward.",
		next: "Update Keepward. Nothing was changed in the file."
	},
	VaultOlder: {
		happened: "This vault is older than the one last seen on this computer.",
		next: "Someone may have put an old copy back. Open it only if that was you."
	},
	VaultBusy: {
		happened: "Another program is writing to the vault.",
		next: "Wait a moment and try again."
	},
	DiskFull: {
		happened: "The disk is full, so nothing was saved.",
		next: "Free some space and try again. The vault is as it was."
	},
	DiskReadOnly: {
		happened: "The vault folder cannot be written to.",
		next: "Make the folder writable and try again. The vault is as it was."
	},
	FolderUnreadable: {
		happened: "The vault folder cannot be read.",
		next: "Check that it exists and belongs to you, then start Keepward again."
	},
	KeysReplaced: {
		happened: "The keys of this vault were replaced elsewhere.",
		next: "Lock, then unlock again with the new passphrase."
	},
	KeyringUnavailable: {
		happened: "The system keyring does not answer.",
		next: "Use the passphrase. Quick unlock comes back when the keyring does."
	},
	QuickUnlockOff: {
		happened: "Quick unlock is off on this computer.",
		next: "Use the passphrase. You can switch it on in Settings."
	},
	AccountGone: {
		happened: "This account is no longer in the vault.",
		next: "It may be in the bin."
	},
	CandidateGone: {
		happened: "What was read is no longer waiting.",
		next: "Read the code again."
	},
	NotAnEnrolment: {
		happened: "This is not an enrolment code.",
		next: "Look for a code the service shows when you set up an authenticator app."
	},
	BadUri: {
		happened: "This set-up link is not complete.",
		next: "Copy the whole link that starts with otpauth:// and try again."
	},
	BadSecret: {
		happened: "The secret has characters that do not belong in one.",
		next: "A secret has letters A to Z and digits 2 to 7. Check it for O and 0, I and 1."
	},
	BadForm: {
		happened: "Something in the form does not fit.",
		next: "Check the fields. Digits are 4 to 10, the period at least 1 second."
	},
	PictureUnreadable: {
		happened: "This file cannot be read as a picture.",
		next: "Try a PNG or JPEG, or take a new screenshot."
	},
	PictureTooLarge: {
		happened: "This picture is too large to read safely.",
		next: "Crop it to the QR code and try again."
	},
	NoCodeFound: {
		happened: "There is no QR code in this picture.",
		next: "Show the whole code with its white border, as large as you can."
	},
	NoCamera: {
		happened: "No camera was found.",
		next: "Plug one in, or use the screen or a picture instead."
	},
	CameraBusy: {
		happened: "Another program is using the camera.",
		next: "Close it there, then try again."
	},
	CameraDenied: {
		happened: "Keepward may not use the camera.",
		next: "Allow it in the system settings, then try again."
	},
	CameraSilent: {
		happened: "The camera sends no picture.",
		next: "Unplug it and plug it in again, or choose another one."
	},
	CameraUnplugged: {
		happened: "The camera was unplugged.",
		next: "Plug it in again, then try again."
	},
	CameraFormat: {
		happened: "This camera speaks a format Keepward does not know.",
		next: "Choose another camera, or use the screen or a picture instead."
	},
	ScreenDenied: {
		happened: "The desktop did not share the screen.",
		next: "Allow the screenshot when the desktop asks, or use a picture."
	},
	ScreenUnavailable: {
		happened: "This desktop offers no screenshots to programs.",
		next: "Take a screenshot yourself and drop it on this window."
	},
	ClipboardEmpty: {
		happened: "The clipboard holds no picture and no set-up link.",
		next: "Copy the QR code or the otpauth:// link first."
	},
	ClipboardUnavailable: {
		happened: "The clipboard cannot be reached.",
		next: "Try again, or drop the picture on this window."
	},
	ClockUnreachable: {
		happened: "The time server did not answer.",
		next: "Check the network and try again."
	},
	SettingsUnwritable: {
		happened: "The settings could not be saved.",
		next: "Check that the settings folder is writable and the disk not full."
	},
	ShortcutTaken: {
		happened: "Another program already has this shortcut.",
		next: "Choose another combination."
	},
	Internal: {
		happened: "Something inside Keepward went wrong.",
		next: "Nothing was changed. Try again; restart Keepward if it happens twice."
	}
};
/** The two sentences for a refusal. A kind this build does not know gets the words for `Internal`. */
var wordsFor = (reason) => words[reason.kind] ?? words.Internal;
export { reasonOf as a, previewUrl as i, backend as n, on as r, wordsFor as t };
