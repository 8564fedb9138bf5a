// A stand-in for the generated bindings, for tests and for looking at every screen (`VITE_FAKE=1`). It keeps a made-up
// vault in memory and makes up digits; it holds no secret and is never part of the real bundle.
import type * as Real from "../bindings";
import type { AccountView, CameraEvent, Candidate, CodePage, CodeRow, KeysReplaced, KitScanned, Offer, Result, Settings, Status, UiError } from "../backend";
import { freshRecovery, recoveryCommands, type FakeRecovery } from "./fake-recovery";
import { sampleAccounts, type FakeAccount } from "./sample-accounts";
import { scene } from "./scenes";

const ok = async <T>(data: T): Promise<Result<T>> => ({ status: "ok", data });
const no = async (error: UiError): Promise<Result<never>> => ({ status: "error", error });

const freshStatus = (): Status => ({ phase: "open", quickUnlock: "off", keyringProblem: null, retryInMs: 0, demo: false, folder: "/home/ann/.local/share/keepward", problem: null, settingsProblem: null, setAside: 0, warnings: [] });
const nothingLeft = (): KeysReplaced => ({ snapshotsDropped: 2, quickUnlockLost: null, unfinished: null });
const freshSettings = (): Settings => ({ theme: "system", hideCodes: false, showNext: true, sort: "manual", lockAfterSecs: 600, lockOnSleep: true, lockOnScreenLock: true, clearClipboardSecs: 30, closeToTray: true, checkClock: false, globalShortcut: null });

/** What tests and design pages turn to bring a screen about. `reset` puts everything back. */
export const fake = {
  status: freshStatus(),
  settings: freshSettings(),
  accounts: [] as FakeAccount[],
  recovery: freshRecovery() as FakeRecovery,
  passphrase: "correct horse",
  offer: null as Offer | null,
  cameraFailure: null as UiError | null,
  /** Why the keyring does not take a new vault's key. */
  keyringRefuses: null as string | null,
  keysReplaced: nothingLeft(),
  /** The next command of that name is refused with this. */
  refusals: new Map<string, UiError>(),
  /** The next command of that name is answered when this is. */
  waits: new Map<string, Promise<void>>(),
  /** Every command that was called, with its arguments. */
  calls: [] as { command: string; args: unknown[] }[],
  /** Seconds since the epoch the fake lives at, so that pictures do not change; null for the real time. */
  time: null as number | null,
  wrongTries: 0,
  /** Accounts have more history than a page shows at once. */
  longHistory: false,
  /** How often what waits was called off. */
  callOffs: 0,
  reset() {
    Object.assign(fake, { status: freshStatus(), settings: freshSettings(), accounts: sampleAccounts(), recovery: freshRecovery(), passphrase: "correct horse", offer: null, cameraFailure: null, keyringRefuses: null, keysReplaced: nothingLeft(), calls: [], time: null, wrongTries: 0, callOffs: 0, longHistory: false });
    fake.refusals.clear();
    fake.waits.clear();
    heard.clear();
  },
  emit<K extends keyof Payloads>(name: K, payload: Payloads[K]) {
    for (const listener of heard.get(name) ?? []) listener({ payload });
  },
  set(status: Partial<Status>) {
    fake.status = { ...fake.status, ...status };
    fake.emit("statusChanged", fake.status);
  },
};

type Payloads = { statusChanged: Status; codesChanged: null; offered: Offer; cameraEvent: CameraEvent; scanFailed: UiError; dropHover: boolean; focusSearch: null; recoveryChanged: null; recoveryFileDropped: null; kitScanned: KitScanned };
type Listener = (event: { payload: never }) => void;
const heard = new Map<string, Set<(event: { payload: unknown }) => void>>();

const now = () => fake.time ?? Date.now() / 1000;
const digitsOf = (id: string, counter: number, digits: number) => {
  let hash = 2166136261;
  for (const char of `${id}:${counter}`) hash = Math.imul(hash ^ char.charCodeAt(0), 16777619) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 2246822519) >>> 0;
  const text = String((hash ^ (hash >>> 13)) >>> 0).padStart(10, "7").slice(-digits).padStart(digits, "0");
  const half = digits === 6 ? 3 : Math.ceil(digits / 2);
  return digits < 6 ? text : `${text.slice(0, half)} ${text.slice(half)}`;
};
const changed = () => queueMicrotask(() => fake.emit("codesChanged", null));

function rowOf(account: FakeAccount, asked = false): CodeRow {
  const { id, issuer, name, icon, kind, pinned, tags, period, digits } = account;
  const timed = kind !== "hotp";
  const counter = Math.floor(now() / period);
  const hidden = timed ? fake.settings.hideCodes && !asked : !asked;
  return {
    id, issuer, name, icon, pinned, tags, kind: timed ? "timed" : "counter",
    code: hidden ? null : digitsOf(id, timed ? counter : account.counter, digits),
    next: timed && !hidden ? digitsOf(id, counter + 1, digits) : null,
    validForMs: timed ? Math.round((period - (now() % period)) * 1000) : 0,
    periodMs: timed ? period * 1000 : 0,
    waitsForConfirmation: account.replacing,
  };
}

function found(text: string): FakeAccount[] {
  const wanted = text.toLowerCase();
  const live = fake.accounts.filter((a) => a.binnedAt === null && `${a.issuer} ${a.name} ${a.tags.join(" ")}`.toLowerCase().includes(wanted));
  const sorted = fake.settings.sort === "name" ? [...live].sort((a, b) => a.issuer.localeCompare(b.issuer)) : live;
  return [...sorted.filter((a) => a.pinned), ...sorted.filter((a) => !a.pinned)];
}

const account = (id: string) => fake.accounts.find((one) => one.id === id);
const withAccount = <T>(id: string, act: (found: FakeAccount) => T) => {
  const one = account(id);
  return one === undefined ? no({ kind: "AccountGone" }) : ok(act(one));
};

const replacementOf = (a: FakeAccount) => {
  const { code, kind, validForMs, periodMs } = rowOf({ ...a, id: `${a.id}-new`, replacing: false }, true);
  return { code: code ?? "", kind, validForMs, periodMs };
};

function viewOf(a: FakeAccount): AccountView {
  const row = rowOf(a);
  return {
    id: a.id, issuer: a.issuer, name: a.name, icon: a.icon, tags: a.tags, notes: a.notes, pinned: a.pinned, kind: a.kind,
    algorithm: "SHA-1", digits: a.digits, periodSecs: a.kind === "hotp" ? null : a.period, counter: a.kind === "hotp" ? a.counter : null,
    offsetSecs: a.offsetSecs, createdAt: 1_709_450_000, lastUsedAt: Math.round(now()) - 7_000, uses: 42, row,
    replacement: a.replacing ? replacementOf(a) : null,
    history: [
      { at: Math.round(now()) - 7_000, what: "Code copied" },
      { at: Math.round(now()) - 90_000, what: "Code copied" },
      { at: Math.round(now()) - 700_000, what: "Name changed" },
      ...(fake.longHistory ? [1, 2, 3].map((n) => ({ at: 1_709_450_000 + n, what: "Code copied" })) : []),
      { at: 1_709_450_000, what: "Added from the camera" },
    ],
  };
}

export const candidate = (id: number, issuer: string, name: string, more: Partial<Candidate> = {}): Candidate => ({ id, issuer, name, kind: "totp", algorithm: "SHA-1", digits: 6, periodSecs: 30, code: null, validForMs: 0, already: null, sameName: null, ...more });
export const offerOf = (...candidates: Candidate[]): Offer => ({ candidates, batch: null, notice: null });

function readText(text: string): Promise<Result<Offer>> {
  if (!text.trim().startsWith("otpauth://")) return ok({ candidates: [], batch: null, notice: "This is a web address, not a set-up code. Look for the QR code the service shows when you turn on two-step sign-in." });
  const label = decodeURIComponent(/otpauth:\/\/\w+\/([^?]*)/.exec(text)?.[1] ?? "");
  const [issuer = "", name = ""] = label.split(":");
  return ok((fake.offer = offerOf(candidate(1, issuer, name))));
}

/** How often things were called off when the command began that is being answered. */
let callOffsBefore = 0;

async function checked(passphrase: string): Promise<UiError | null> {
  if (fake.status.retryInMs > 0) return { kind: "TooSoon", retryInMs: fake.status.retryInMs };
  if (passphrase === fake.passphrase) return callOffsBefore === fake.callOffs ? null : { kind: "CalledOff" };
  fake.wrongTries += 1;
  return { kind: "WrongPassphrase", retryInMs: fake.wrongTries < 2 ? 0 : 1000 * 2 ** (fake.wrongTries - 2) };
}
const afterCheck = async <T>(passphrase: string, act: () => T): Promise<Result<T>> => {
  const reason = await checked(passphrase);
  return reason ? no(reason) : ok(act());
};
const open = (): Status => (fake.set({ phase: "open" }), fake.status);

const plain: typeof Real.commands = {
  ...recoveryCommands({ fake, now, afterCheck, reopened: () => void open() }),
  status: async () => fake.status,
  createVault: (passphrase, quickUnlock) => ((fake.passphrase = passphrase), (fake.status.quickUnlock = quickUnlock ? "on" : "off"), open(), ok(fake.keyringRefuses)),
  unlock: (passphrase) => afterCheck(passphrase, open),
  quickUnlock: () => ok(open()),
  callOff: async () => void (fake.callOffs += 1),
  lock: () => (Object.assign(fake.recovery, { openUntil: 0, preview: null, stored: null }), fake.set({ phase: "locked" }), ok(fake.status)),
  ratePassphrase: async (passphrase) => {
    const score = Math.min(4, Math.floor(passphrase.length / 5));
    return { score, crackTime: ["less than a second", "3 hours", "8 months", "centuries", "centuries"][score] ?? "", suggestion: score < 3 ? "Add another word or two. Uncommon words are better." : null };
  },
  changePassphrase: (current, next) => afterCheck(current, () => ((fake.passphrase = next), null)),
  replaceKeys: (current, next) => afterCheck(current, () => ((fake.passphrase = next), fake.keysReplaced)),
  enableQuickUnlock: (passphrase) => afterCheck(passphrase, () => (fake.set({ quickUnlock: "on" }), null)),
  disableQuickUnlock: () => ((fake.recovery.openUntil = 0), fake.set({ quickUnlock: "off" }), ok(null)),
  snapshots: () => ok([{ id: "s3", at: Math.round(now()) - 3_600, bytes: 18_412, kind: "earlier" }, { id: "s2", at: Math.round(now()) - 90_000, bytes: 18_377, kind: "earlier" }, { id: "s1", at: Math.round(now()) - 1_200_000, bytes: 17_020, kind: "keptAside" }]),
  restoreSnapshot: (_id, passphrase) => afterCheck(passphrase, () => (fake.set({ phase: "locked", problem: null }), null)),
  setAside: () => ok([{ label: "Record 14", reason: "has no secret" }]),
  codes: (text, from, count) => {
    const all = found(text);
    const page: CodePage = { rows: all.slice(from, from + count).map((a) => rowOf(a)), from, total: all.length, pinned: all.filter((a) => a.pinned).length, accounts: fake.accounts.filter((a) => a.binnedAt === null).length };
    return ok(page);
  },
  revealCode: (id) => withAccount(id, (a) => rowOf(a, true)),
  copyCode: (id) => withAccount(id, () => ({ clearsInMs: fake.settings.clearClipboardSecs * 1000 })),
  nextCode: (id) => withAccount(id, (a) => ((a.counter += 1), rowOf(a, true))),
  pin: (id, on) => (changed(), withAccount(id, (a) => ((a.pinned = on), null))),
  moveAccount: (id, toIndex) => {
    const all = found("");
    const moved = all.find((a) => a.id === id);
    if (moved === undefined) return no({ kind: "AccountGone" });
    const rest = all.filter((a) => a !== moved);
    rest.splice(toIndex, 0, moved);
    fake.accounts = [...rest, ...fake.accounts.filter((a) => a.binnedAt !== null)];
    return ok(null);
  },
  account: (id) => withAccount(id, viewOf),
  editAccount: (id, edit) => (changed(), withAccount(id, (a) => (Object.assign(a, edit), null))),
  binAccount: (id) => (changed(), withAccount(id, (a) => ((a.binnedAt = Math.round(now())), null))),
  restoreAccount: (id) => (changed(), withAccount(id, (a) => ((a.binnedAt = null), null))),
  bin: () => ok(fake.accounts.filter((a) => a.binnedAt !== null).map(({ id, issuer, name, icon, binnedAt }) => ({ id, issuer, name, icon, binnedAt: binnedAt ?? 0, deletesAt: (binnedAt ?? 0) + 30 * 86_400 }))),
  deleteForever: (id) => ((fake.accounts = fake.accounts.filter((a) => a.id !== id)), ok(null)),
  accountQr: (_id, passphrase) => afterCheck(passphrase, () => ({ png: samplePng })),
  cameras: () => ok([{ id: "0", name: "Integrated Camera" }, { id: "2", name: "USB Camera" }]),
  startCamera: () => (fake.cameraFailure ? no(fake.cameraFailure) : ok(null)),
  stopCamera: () => ok(null),
  scanScreen: () => ok((fake.offer = offerOf(candidate(1, "Jira", "ann@acme.example")))),
  scanClipboard: () => no({ kind: "ClipboardEmpty" }),
  scanImageFile: () => ok(null),
  scanImage: () => no({ kind: "PictureUnreadable" }),
  readText,
  offerManual: (form) => (/[^a-z2-7\s-]/i.test(form.secret) ? no({ kind: "BadSecret" }) : ok((fake.offer = offerOf(candidate(1, form.issuer, form.name, { kind: form.kind }))))),
  pendingOffer: () => ok(null),
  discardOffer: () => ((fake.offer = null), ok(null)),
  addCandidates: (chosen) => {
    const added = chosen.map(({ candidate: number, issuer, name, tags }): FakeAccount => {
      const kind = fake.offer?.candidates.find((one) => one.id === number)?.kind ?? "totp";
      return { id: `added-${fake.accounts.length}-${number}`, issuer, name, icon: null, tags, kind, digits: 6, period: 30, counter: 0, pinned: false, replacing: false, binnedAt: null, notes: "", offsetSecs: 0 };
    });
    fake.accounts = [...fake.accounts, ...added];
    changed();
    return ok(added.map(({ id }) => id));
  },
  startReplacement: (id) => (changed(), withAccount(id, (a) => ((a.replacing = true), null))),
  confirmReplacement: (id) => (changed(), withAccount(id, (a) => ((a.replacing = false), null))),
  cancelReplacement: (id) => (changed(), withAccount(id, (a) => ((a.replacing = false), null))),
  settings: () => ok(fake.settings),
  saveSettings: (settings) => ((fake.settings = settings), ok(null)),
  checkClock: () => ok(fake.time === null ? { offsetMs: 240, harmful: false } : { offsetMs: 42_000, harmful: true }),
  about: () => ok({ version: "0.1.0", folder: fake.status.folder, settingsFile: "/home/ann/.config/keepward/settings.json", licence: "MIT OR Apache-2.0" }),
  userActive: async () => undefined,
  quit: async () => undefined,
};

/** The commands, each noted in `fake.calls` and refused when a test asked for that. */
export const commands = Object.fromEntries(
  Object.entries(plain).map(([name, command]) => [
    name,
    (...args: never[]) => {
      fake.calls.push({ command: name, args });
      const refusal = fake.refusals.get(name);
      const callOffs = fake.callOffs;
      const answer = () => ((callOffsBefore = callOffs), (command as (...args: never[]) => unknown)(...args));
      const wait = fake.waits.get(name);
      fake.waits.delete(name);
      if (wait !== undefined) return wait.then(answer);
      if (refusal === undefined) return answer();
      fake.refusals.delete(name);
      return no(refusal);
    },
  ]),
) as unknown as typeof Real.commands;

const event = (name: string) => ({
  listen: async (listener: Listener) => {
    const all = heard.get(name) ?? new Set();
    heard.set(name, all.add(listener as never));
    return () => void all.delete(listener as never);
  },
});
export const events = Object.fromEntries(
  ["statusChanged", "codesChanged", "offered", "cameraEvent", "scanFailed", "dropHover", "focusSearch", "recoveryChanged", "recoveryFileDropped", "kitScanned"].map((name) => [name, event(name)]),
) as unknown as typeof Real.events;

const samplePng = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==";

fake.reset();
if (typeof location !== "undefined" && location.search.includes("fake")) {
  scene(fake, new URLSearchParams(location.search));
}
Object.assign(globalThis, { fake });
