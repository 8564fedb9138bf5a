// The recovery compartment of the fake backend: sets with invented codes, reserving, answering, undo, import previews.
// Believable rather than exact; what may be done with a code is decided by the real backend.
import type * as Real from "../bindings";
import type { AccountRef, CodeAnswer, CodeState, HandedOut, ImportPreview, RecoveryEventLine, RecoveryNotice, RecoveryOverview, Result, SetRow, SetView, UiError } from "../backend";
import type { fake as Fake } from "./fake-backend";
import { sampleQuestions, sampleSets, type FakeSet } from "./sample-recovery";
import { discordFile, previewOf } from "./sample-imports";

const OPEN_MS = 120_000;
const DAY = 86_400;
const ok = async <T>(data: T): Promise<Result<T>> => ({ status: "ok", data });
const no = async (kind: UiError["kind"]): Promise<Result<never>> => ({ status: "error", error: { kind } as UiError });
const snapshot = (id: string, at: number): Real.Snapshot => ({ id, at, bytes: 9_120, kind: "earlier" });

/** What tests and design pages turn. */
export const freshRecovery = () => ({
  exists: true,
  /** On the clock of `performance.now()`. */
  openUntil: 0,
  openForMs: OPEN_MS,
  sets: sampleSets(),
  questions: sampleQuestions(),
  log: [] as RecoveryEventLine[],
  kit: { madeAt: 1_780_000_000 as number | null, provenAt: 1_780_100_000 as number | null },
  /** The key of the kit, and the one the camera has read. */
  kitKey: "AGE-SECRET-KEY-1FAKE",
  scanned: null as string | null,
  dismissed: null as RecoveryNotice["kind"] | null,
  /** What was read; the compartment forgets it when it closes. The file of what was stored stays known. */
  preview: null as ImportPreview | null,
  stored: null as number | null,
  /** The preview window of the kit is still there. */
  printing: false,
  snapshots: [snapshot("r2", 1_795_200_000), snapshot("r1", 1_794_000_000)],
  /** What the next restoring of an earlier version, or from a kit, or from a backup says. */
  says: null as string | null,
  kitRestored: { recovery: "restored", unfinished: false, keptIn: "/home/ann/keepward/kept-aside-1", takenOver: null } as Real.KitRestored,
  backupRestored: { keptIn: null, takenOver: null } as Real.BackupRestored,
  /** What the next file that is chosen or dropped gives; null is given up. */
  file: previewOf("discord_backup_codes.txt", discordFile) as ImportPreview | null,
  backup: { name: "keepward-2026-11-20.tar", parts: ["Accounts", "Recovery codes", "Keys"] } as Real.BackupFound | null,
});
export type FakeRecovery = ReturnType<typeof freshRecovery>;

type Doors = {
  fake: typeof Fake;
  now: () => number;
  afterCheck: <T>(passphrase: string, act: () => T) => Promise<Result<T>>;
  reopened: () => void;
};

const count = (set: FakeSet, state: CodeState) => set.codes.filter((code) => code.state === state).length;

export function recoveryCommands({ fake, now, afterCheck, reopened }: Doors) {
  const state = () => fake.recovery;
  const changed = () => queueMicrotask(() => fake.emit("recoveryChanged", null));
  const isOpen = () => state().openUntil > performance.now();
  const shut = () => Object.assign(state(), { openUntil: 0, preview: null });
  const open = <T>(act: () => Promise<Result<T>>): Promise<Result<T>> => (isOpen() ? act() : no("RecoveryClosed"));
  const told = (set: FakeSet | null, what: string) => {
    state().log = [{ at: Math.round(now()), device: "ann-laptop", set: set?.title ?? null, what }, ...state().log];
    changed();
  };
  const withSet = <T>(id: string, act: (set: FakeSet) => Promise<Result<T>>) =>
    open(() => {
      const set = state().sets.find((one) => one.id === id);
      return set === undefined ? no("SetGone") : act(set);
    });

  function rowOf(set: FakeSet): SetRow {
    const { codes: _codes, regeneration: _r, label, fileName: _f, hasOwnLayout: _h, supersededBy: _s, ...row } = set;
    const unused = count(set, "unused");
    const low = set.kind === "singleKey" ? (unused + count(set, "reserved") === 0 && set.effect !== "reusable" ? "empty" : "enough") : unused === 0 ? "empty" : unused <= Math.max(2, set.codes.length / 5) ? "low" : "enough";
    const days = set.expiresAt === null ? Infinity : (set.expiresAt - now()) / DAY;
    return { ...row, title: label === "" ? row.title : `${row.title}: ${label.toLowerCase()}`, unused, reserved: count(set, "reserved"), unsure: count(set, "unsure"), invalid: count(set, "invalid"), used: count(set, "used"), total: set.codes.length, low, expiring: days > 0 && days < 14, expired: days <= 0 };
  }
  const urgency = (row: SetRow) => (row.standing !== "active" ? 9 : row.low === "empty" ? 0 : row.low === "low" ? 1 : row.expiring || row.expired ? 2 : 3);
  const rows = () => state().sets.map(rowOf).sort((a, b) => urgency(a) - urgency(b) || a.title.localeCompare(b.title));

  function notice(): RecoveryNotice | null {
    const active = rows().filter((row) => row.standing === "active");
    const of = (kind: RecoveryNotice["kind"], list: SetRow[]) => ({ kind, setIds: list.map((row) => row.id) });
    const found = [of("empty", active.filter((row) => row.low === "empty")), of("low", active.filter((row) => row.low === "low")), of("expiring", active.filter((row) => row.expiring))].find((one) => one.setIds.length > 0) ??
      (active.length === 0 ? null : state().kit.madeAt === null ? of("noKit", []) : state().kit.provenAt === null ? of("kitUnproven", []) : null);
    return found?.kind === state().dismissed ? null : found;
  }

  function overview(): RecoveryOverview {
    const since = (secs: number) => state().sets.flatMap((set) => set.codes).filter((code) => code.state === "used" && (code.at ?? 0) > now() - secs).length;
    const known = new Set(state().sets.filter((set) => set.standing === "active").map((set) => set.accountId));
    const missing = fake.accounts.filter((a) => a.binnedAt === null && !known.has(a.id)).map(({ id, issuer, name, icon }): AccountRef => ({ id, issuer, name, icon }));
    const { exists, questions, kit } = state();
    return { exists, openForMs: Math.max(0, Math.round(state().openUntil - performance.now())), sets: rows(), questions: questions.map(({ answer: _, ...row }) => row), usedToday: since(DAY), usedThisMonth: since(30 * DAY), usedEver: since(1e9), missing, notice: notice(), kit: { ...kit } };
  }

  const viewOf = (set: FakeSet): SetView => ({
    row: rowOf(set),
    codes: set.codes.map(({ number, state: how, at, note, before }, position) => ({ position, number, state: how, at, note, canUndo: before !== null })),
    numbered: set.codes.some((code) => code.number !== null), regeneration: set.regeneration, label: set.label, fileName: set.fileName, supersededBy: set.supersededBy, hasOwnLayout: set.hasOwnLayout,
    history: [...state().log.filter((line) => line.set === set.title), { at: set.importedAt, device: "ann-laptop", set: set.title, what: `${set.codes.length === 1 ? "The key was" : `${set.codes.length} codes were`} imported` }],
  });
  const turn = (set: FakeSet, position: number, to: CodeState, note = "") => {
    const code = set.codes[position];
    if (code) Object.assign(code, { before: code.state === "reserved" ? "unused" : code.state, state: to, at: Math.round(now()), note });
  };
  const handed = (set: FakeSet, position: number, copied: boolean): HandedOut => {
    const code = set.codes[position]!;
    const variants = [{ name: "As printed" }, ...(/[-]/.test(code.text) ? [{ name: "Without dashes" }] : []), ...(/ /.test(code.text) ? [{ name: "Without spaces" }] : [])];
    return { setId: set.id, position, number: code.number, code: code.text, variants, copied, clearsInMs: copied ? fake.settings.clearClipboardSecs * 1000 : 0, effect: set.effect, expired: set.expiresAt !== null && set.expiresAt < now() };
  };
  const AFTER: Record<CodeAnswer, CodeState> = { worked: "used", refused: "invalid", unsure: "unsure", returned: "unused" };
  const SAYS: Record<CodeAnswer, string> = { worked: "was used", refused: "did not work", unsure: "may have been used", returned: "was not used" };
  const nth = (set: FakeSet, position: number) => (set.kind === "singleKey" ? "The key" : `Code ${set.codes[position]?.number ?? position + 1}`);
  const read = (preview: ImportPreview | null): Promise<Result<ImportPreview | null>> => open(() => ok((state().preview = preview)));
  const preview = () => state().preview;
  const proven = (text: string): Promise<Result<Real.KitProven>> => {
    if (text.trim() !== state().kitKey) return no(text.startsWith("AGE-SECRET-KEY-1") ? "KitOfAnother" : "KitUnreadable");
    state().kit.provenAt = Math.round(now());
    changed();
    return ok({ provenAt: state().kit.provenAt ?? 0 });
  };

  return {
    recoveryOverview: () => ok(overview()),
    openRecovery: (passphrase) => afterCheck(passphrase, () => (isOpen() || shut(), Object.assign(state(), { openUntil: performance.now() + state().openForMs, exists: true }), changed(), state().openForMs)),
    stayOpen: () => open(() => ((state().openUntil = performance.now() + state().openForMs), ok(state().openForMs))),
    closeRecovery: () => (shut(), changed(), ok(null)),
    recoverySnapshots: () => ok(state().snapshots),
    restoreRecovery: (_id, passphrase) => afterCheck(passphrase, () => (changed(), state().says)),
    giveUpRecovery: (passphrase) => afterCheck(passphrase, () => ((state().exists = false), (state().sets = []), (state().questions = []), changed(), "The files are kept in kept-aside-2.")),
    rejoinRecoveryPassphrase: (_old, passphrase) => afterCheck(passphrase, () => (changed(), null)),
    dismissRecoveryNotice: (kind) => ((state().dismissed = kind), changed(), ok(null)),
    recoverySet: (id) => withSet(id, (set) => ok(viewOf(set))),
    takeCode: (id, number) =>
      withSet(id, (set) => {
        if (set.effect === "reusable") return ok(handed(set, 0, true));
        const at = set.codes.findIndex((code) => (number === null ? code.state === "unused" : code.number === number));
        const code = set.codes[at];
        if (set.standing !== "active") return no("SetNotInForce");
        if (code === undefined) return no(number === null ? "NoCodeLeft" : "NoSuchNumber");
        if (code.state !== "unused") return no(code.state === "reserved" ? "CodeWaits" : "CodeSpent");
        Object.assign(code, { state: "reserved", before: "unused", at: Math.round(now()) });
        told(set, `${nth(set, at)} was handed out`);
        return ok(handed(set, at, true));
      }),
    copyTaken: (id, position) => withSet(id, (set) => (told(set, `${nth(set, position)} was copied`), ok(fake.settings.clearClipboardSecs * 1000))),
    showTaken: (id, position) => withSet(id, (set) => (told(set, `${nth(set, position)} was shown again`), ok(handed(set, position, false)))),
    answerCode: (id, position, answer, note) =>
      withSet(id, (set) => {
        if (answer === "worked" && set.effect === "replace") return no("NewKeyNeeded");
        turn(set, position, AFTER[answer], note);
        told(set, `${nth(set, position)} ${SAYS[answer]}`);
        return ok(viewOf(set));
      }),
    replaceKey: (id, position, newKey) =>
      withSet(id, (set) => {
        if (newKey.trim() === "") return no("CodeEmpty");
        const code = set.codes[position];
        if (code) Object.assign(code, { text: newKey.trim(), state: "unused", before: null, at: null });
        told(set, "The key was used and replaced by its new one");
        return ok(viewOf(set));
      }),
    undoCode: (id, position) =>
      withSet(id, (set) => {
        const code = set.codes[position];
        if (code === undefined || code.before === null) return no("NothingToUndo");
        Object.assign(code, { state: code.before, before: null, at: Math.round(now()), note: "" });
        told(set, `The answer about ${nth(set, position).toLowerCase()} was taken back`);
        return ok(viewOf(set));
      }),
    chooseRecoveryFile: () => read(state().file),
    readRecoveryText: (text) => (isOpen() && !/\d|-/.test(text) ? no("NoCodesFound") : (read({ ...previewOf(null, text), canDeleteFile: false }) as Promise<Result<ImportPreview>>)),
    scanRecoveryImage: () => read(null),
    readDroppedRecoveryFile: () => read(state().file) as Promise<Result<ImportPreview>>,
    acceptImport: (id, decisions) =>
      open(() => {
        if (preview()?.id !== id) return no("ImportGone");
        const taken = decisions.filter((one) => one.take);
        if (taken.some((one) => one.codes.length === 0 || one.codes.some((code) => code.text.trim() === ""))) return no("CodeEmpty");
        const sets = taken.map((one): FakeSet => {
          const { expiresOn, service, account, site, ...facts } = one.facts;
          const codes = one.codes.map(({ number, text, used }) => ({ number, text, state: used ? ("used" as const) : ("unused" as const), at: used ? Math.round(now()) : null, note: "", before: null }));
          return { ...facts, alsoDisables: false, id: `imported-${state().sets.length}-${one.index}`, title: service || "Recovery codes", service, account, site: site || null, standing: "active", fileName: preview()?.fileName ?? null, hasOwnLayout: true, importedAt: Math.round(now()), generatedAt: null, expiresAt: expiresOn === "" ? null : Date.parse(expiresOn) / 1000, supersededBy: null, codes };
        });
        for (const one of preview()?.sets ?? []) {
          if (one.reconciled.kind !== "regenerated" || !decisions[one.index]?.replaces) continue;
          const { setId } = one.reconciled;
          for (const old of state().sets) if (old.id === setId) old.standing = "superseded";
        }
        Object.assign(state(), { sets: [...state().sets, ...sets], preview: null, stored: id });
        for (const set of sets) told(set, `${set.codes.length} codes were imported`);
        return ok(sets.map((set) => set.id));
      }),
    discardImport: () => ((state().preview = null), ok(null)),
    deleteImportedFile: (id) => (state().stored === id ? ((state().stored = null), ok(null)) : no("ImportGone")),
    editSet: (id, facts) => withSet(id, (set) => (Object.assign(set, facts, { expiresAt: facts.expiresOn === "" ? null : Date.parse(facts.expiresOn) / 1000 }), told(set, "Facts changed"), ok(viewOf(set)))),
    archiveSet: (id, on) => withSet(id, (set) => ((set.standing = on ? "archived" : "active"), told(set, on ? "Archived" : "Put back in force"), ok(null))),
    deleteSet: (id, passphrase) => open(() => afterCheck(passphrase, () => ((state().sets = state().sets.filter((set) => set.id !== id)), changed(), null))),
    outputSet: (id, format, passphrase) => open(() => afterCheck(passphrase, () => (format === "print" ? null : `/home/ann/${id}.${format}`))),
    addQuestion: (service, account, question, answer) => open(() => (question.trim() === "" || answer.trim() === "" ? no("NoQuestion") : ((state().questions = [...state().questions, { id: `q${state().questions.length + 1}`, service, account, question, answer }]), told(null, "A security question was added"), ok(null)))),
    revealAnswer: (id) => open(() => ok(state().questions.find((one) => one.id === id)?.answer ?? "")),
    copyAnswer: () => open(() => ok(fake.settings.clearClipboardSecs * 1000)),
    deleteQuestion: (id, passphrase) => afterCheck(passphrase, () => ((state().questions = state().questions.filter((one) => one.id !== id)), changed(), null)),
    recoveryLog: (from, many) => open(() => ok({ total: state().log.length, lines: state().log.slice(from, from + many) })),
    exportRecoveryLog: (format) => open(() => ok(`/home/ann/keepward-activity.${format}`)),
    makeKit: (format, passphrase) => afterCheck(passphrase, () => (Object.assign(state(), { kit: { madeAt: Math.round(now()), provenAt: null }, printing: format === "print" }), changed(), format === "print" ? null : `/home/ann/keepward-kit.${format}`)),
    printAgain: () => (state().printing ? ok(null) : no("CannotPrint")),
    forgetScannedKit: () => ((state().scanned = null), ok(null)),
    testKit: (text) => proven(text),
    testScannedKit: () => (state().scanned === null ? no("ScanGone") : proven(state().scanned ?? "")),
    restoreFromKit: (kit, passphrase) => ((kit ?? state().scanned) === state().kitKey ? ((fake.passphrase = passphrase), reopened(), ok(state().kitRestored)) : no(kit === null ? "ScanGone" : "KitUnreadable")),
    backupAll: () => ok("/home/ann/keepward-backup.tar"),
    chooseBackup: () => ok(state().backup),
    restoreBackup: (passphrase) => afterCheck(passphrase, () => (reopened(), state().backupRestored)),
    restoreBackupWithKit: (kit, passphrase) => ((kit ?? state().scanned) === state().kitKey ? ((fake.passphrase = passphrase), reopened(), ok(state().backupRestored)) : no("KitUnreadable")),
  } satisfies Partial<typeof Real.commands>;
}
