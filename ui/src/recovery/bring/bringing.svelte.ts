// One visit to the page that brings codes in: the way, what was read and is being looked at, what was stored. Codes that
// were read are held here for as long as they are being looked at; when the compartment closes they are dropped, as the
// shell drops them.
import { session } from "../../app/session.svelte";
import { backend, reasonOf, Refused, type AccountRef, type ElsewhereLine, type ImportDecision, type ImportPreview, type PreviewSet, type Reconciled, type SetFacts, type UiError } from "../../backend";
import { recovery } from "../recovery.svelte";

export type Way = "file" | "text" | "photo" | "accept" | "delete";
export type DraftCode = { key: number; number: number | null; text: string; used: boolean; doubt: string | null };
export type Draft = {
  index: number; known: string | null; take: boolean; facts: SetFacts; codes: DraftCode[]; reconciled: Reconciled;
  mayHaveSpentOne: boolean; spentOne: boolean; missingWereUsed: boolean; suggested: AccountRef | null;
  /** Whose stored codes would be replaced, and whether they are; null while the person has not said so. */
  rival: string | null; replaces: boolean | null;
};
type Source = { id: number; fileName: string | null; canDeleteFile: boolean; elsewhere: ElsewhereLine[] };

/** While the compartment is closed there is nothing left to store: the passphrase would not bring it back. */
const closedIsGone = (thrown: unknown): never => {
  throw reasonOf(thrown).kind === "RecoveryClosed" ? new Refused({ kind: "ImportGone" }) : thrown;
};

let keys = 0;
export const freshCode = (): DraftCode => ({ key: keys++, number: null, text: "", used: false, doubt: null });
/** The file names the account whose codes are stored: there is nothing to ask. */
const agrees = ({ facts, rivalAccount }: PreviewSet) => rivalAccount !== null && rivalAccount !== "" && facts.account.trim().toLowerCase() === rivalAccount.trim().toLowerCase();
const draftOf = (set: PreviewSet): Draft => ({
  index: set.index, known: set.known, take: set.reconciled.kind !== "same", facts: { ...set.facts, accountId: set.facts.accountId ?? set.suggestedAccount?.id ?? null }, reconciled: set.reconciled, suggested: set.suggestedAccount,
  codes: set.codes.map((code) => ({ ...code, key: keys++ })), mayHaveSpentOne: set.mayHaveSpentOne, spentOne: false, missingWereUsed: false,
  rival: set.rivalAccount, replaces: set.reconciled.kind !== "regenerated" ? false : agrees(set) ? true : null,
});

export class Bringing {
  step = $state<"ways" | "preview" | "done">("ways");
  source = $state.raw<Source | null>(null);
  original = $state.raw("");
  drafts = $state<Draft[]>([]);
  reason = $state.raw<UiError | null>(null);
  busy = $state<Way | null>(null);
  /** Ids and names of what was stored. */
  stored = $state.raw<{ id: string; title: string; codes: number }[]>([]);
  fileGone = $state(false);
  /** It was to be kept before the person said what it replaces. */
  unanswered = $state(false);
  /** The compartment closed over the preview, and took it along. */
  expired = $state(false);
  /** The page is gone; what comes late is given up. */
  #over = false;

  /** `account` is the login the person came from. */
  constructor(readonly account: string | null = null) {}

  taken = $derived(this.drafts.filter((draft) => draft.take));
  codes = $derived(this.taken.reduce((sum, draft) => sum + draft.codes.length, 0));

  /** Does one thing at a time; asks for the passphrase if need be. Null when given up or refused. */
  async #run<T>(way: Way, work: () => Promise<T>): Promise<T | null> {
    if (this.busy !== null) return null;
    this.busy = way;
    this.reason = null;
    this.expired = false;
    try {
      return await recovery.within(work);
    } catch (thrown) {
      this.reason = reasonOf(thrown);
      if (this.reason.kind === "VaultLocked") await session.refresh();
      return null;
    } finally {
      this.busy = null;
    }
  }

  /** Reads one way; a choice that was called off changes nothing. */
  async read(way: Way, work: () => Promise<ImportPreview | null>) {
    recovery.held = null;
    recovery.previewing = true; // what belongs to the adding sheet may arrive while it is being read
    let closings = recovery.closings;
    const preview = await this.#run(way, () => ((closings = recovery.closings), work()));
    const late = closings !== recovery.closings;
    recovery.previewing = preview !== null && !this.#over && !late;
    if (preview === null) return;
    this.expired = late;
    if (this.#over || late) void backend.discardImport(preview.id).catch(() => undefined);
    else this.#take(preview);
  }

  #take({ sets, truncatedOriginal, ...source }: ImportPreview) {
    this.source = source;
    this.original = truncatedOriginal;
    this.drafts = sets.map(draftOf);
    const [only] = this.drafts;
    if (only !== undefined && this.drafts.length === 1) only.facts.accountId ??= this.account;
    this.step = "preview";
  }

  /** Stores what is ticked, as it stands on the screen. */
  async accept() {
    const source = this.source;
    if (source === null || this.taken.length === 0) return;
    if (this.taken.some((draft) => draft.codes.length === 0 || draft.codes.some((code) => code.text.trim() === ""))) return void (this.reason = { kind: "CodeEmpty" });
    this.unanswered = this.taken.some((draft) => draft.replaces === null);
    if (this.unanswered) return;
    const decisions = this.drafts.map(({ index, take, facts, codes, spentOne, missingWereUsed, replaces }): ImportDecision => ({
      index, take, facts: { ...facts }, spentOne, missingWereUsed, replaces: replaces === true, codes: codes.map(({ number, text, used }) => ({ number, text: text.trim(), used })),
    }));
    const taken = $state.snapshot(this.taken);
    const ids = await this.#run("accept", () => backend.acceptImport(source.id, decisions).catch(closedIsGone));
    if (ids === null) return this.reason?.kind === "ImportGone" || !recovery.open ? this.expire() : undefined;
    this.source = source;
    this.stored = taken.map((draft, n) => ({ id: ids[n] ?? "", title: draft.known ?? (draft.facts.service || "Recovery codes"), codes: draft.codes.length }));
    this.drop();
    this.expired = false;
    this.step = "done";
    await recovery.read();
  }

  async deleteFile() {
    const source = this.source;
    if (source === null) return;
    if ((await this.#run("delete", () => backend.deleteImportedFile(source.id).then(() => true))) !== null) this.fileGone = true;
  }

  /** The compartment has closed: what was read is gone in the shell, and so it is here. What is on its way to be stored
      is answered for first. */
  expire() {
    if (this.step !== "preview" || this.busy === "accept") return;
    this.again();
    this.expired = true;
    void recovery.read();
  }

  /** Forgets the codes that were read. */
  drop() {
    this.drafts = [];
    this.original = "";
    this.unanswered = false;
    recovery.previewing = false;
  }

  /** Gives up what was read. */
  again() {
    this.drop();
    this.step = "ways";
    this.reason = null;
    this.leave();
  }

  /** The page goes away. */
  end() {
    this.#over = true;
    this.drop();
    this.leave();
  }

  /** The shell forgets it as well, unless it was stored. */
  leave() {
    if (this.source !== null) void backend.discardImport(this.source.id).catch(() => undefined);
    this.source = null;
    recovery.held = null;
  }
}
