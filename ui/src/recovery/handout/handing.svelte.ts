// One code on its way to the person: what is asked first, the code while it is shown, the question afterwards. The code
// is held here only while it is on the screen; the reservation itself is on disk, so closing at any moment is safe.
import { seconds } from "../../app/seconds.svelte";
import { session } from "../../app/session.svelte";
import { toasts } from "../../app/toasts.svelte";
import { backend, reasonOf, type CodeAnswer, type CodeLine, type HandedOut, type SetRow, type SetView, type UiError } from "../../backend";
import { recovery } from "../recovery.svelte";
import { nameOf } from "../words";

export type Step =
  | "reading"
  | "waiting" // a code from before is not answered yet
  | "before" // something has to be said or asked before a code is taken
  | "shown"
  | "newKey" // it was used, and the new key is demanded
  | "hidden" // the time was up
  | "after"; // used, and there is something to do now

export class Handing {
  step = $state<Step>("reading");
  view = $state.raw<SetView | null>(null);
  handed = $state.raw<HandedOut | null>(null);
  /** The code that waits, is shown or was answered. */
  line = $state.raw<{ position: number; number: number | null; at: number | null } | null>(null);
  reason = $state.raw<UiError | null>(null);
  busy = $state(false);
  copiedUntil = $state<number | null>(null);
  /** Which variant was copied last. */
  variant = $state(0);
  /** A code was used just now. */
  spent = $state(false);
  #wanted: number | null = null;
  /** The sheet is gone; an answer that comes late is not kept. */
  #over = false;

  constructor(
    readonly row: SetRow,
    readonly done: () => void,
  ) {}

  name = $derived.by(() => (this.line === null ? "The code" : nameOf(this.view?.row ?? this.row, this.line)));

  /** Does one thing at a time. Null when refused (the reason is shown) or when the person gave up the passphrase. */
  async #run<T>(work: () => Promise<T>): Promise<T | null> {
    if (this.busy) return null;
    this.busy = true;
    this.reason = null;
    try {
      const result = await recovery.within(work);
      if (result === null && this.step === "reading") this.done();
      return result;
    } catch (thrown) {
      this.reason = reasonOf(thrown);
      if (this.reason.kind === "VaultLocked") await session.refresh();
      return null;
    } finally {
      this.busy = false;
    }
  }

  /** Looks at the set: first what waits, then what has to be said, and otherwise a code at once. */
  async begin() {
    const view = await this.#run(() => backend.recoverySet(this.row.id));
    if (view === null) return;
    this.view = view;
    const waiting = view.codes.find((code) => code.state === "reserved");
    if (waiting !== undefined) return this.#wait(waiting);
    const { effect, alsoDisables, expired, ordered } = view.row;
    if (effect === "disablesTwoFactor" || alsoDisables || expired || view.numbered || ordered) this.step = "before";
    else await this.take(null);
  }

  #wait(line: CodeLine) {
    this.line = line;
    this.step = "waiting";
  }

  /** Takes the next code, or the one with the number the site asks for. */
  async take(number: number | null) {
    this.#wanted = number;
    const handed = await this.#run(() => backend.takeCode(this.row.id, number));
    if (handed !== null) return this.#show(handed);
    if (this.step === "reading") this.step = this.reason?.kind === "NoCodeLeft" ? "after" : "before";
    if (this.reason?.kind !== "CodeWaits") return;
    const view = await recovery.attempt(() => backend.recoverySet(this.row.id));
    const waiting = view?.codes.find((code) => code.state === "reserved" && (this.#wanted === null || code.number === this.#wanted));
    this.reason = null;
    if (waiting !== undefined) this.#wait(waiting);
  }

  #show(handed: HandedOut) {
    void recovery.read();
    if (this.#over) return;
    this.handed = handed;
    this.line = { position: handed.position, number: handed.number, at: null };
    this.variant = 0;
    this.#copied(handed.copied ? handed.clearsInMs : null);
    this.step = "shown";
    if (!recovery.open) this.hide(); // it closed while the answer was on its way
  }

  #copied(clearsInMs: number | null) {
    this.copiedUntil = clearsInMs === null ? null : performance.now() + (clearsInMs || 4_000);
    if (clearsInMs !== null) seconds.due(clearsInMs || 4_000);
  }

  /** The time was up, or it was closed: the code leaves the screen at once. It stays handed out. A new key that is just
      being typed stays in its field, because the service will not show it again. */
  hide() {
    this.handed = null;
    this.copiedUntil = null;
    if (this.step === "shown") this.step = this.row.effect === "reusable" ? "before" : "hidden";
  }

  /** The sheet goes away. */
  end() {
    this.#over = true;
    this.hide();
  }

  async showAgain() {
    const line = this.line;
    if (line === null) return;
    const handed = await this.#run(() => backend.showTaken(this.row.id, line.position));
    if (handed !== null) this.#show(handed);
  }

  async copy(variant: number) {
    const handed = this.handed;
    if (handed === null) return;
    const clearsInMs = await this.#run(() => backend.copyTaken(handed.setId, handed.position, variant));
    if (clearsInMs === null) return;
    this.variant = variant;
    this.#copied(clearsInMs);
  }

  /** What became of it. `worked` of a key that is replaced asks for the new one first. */
  async answer(answer: CodeAnswer, note: string) {
    const { line, step } = this;
    if (line === null) return;
    if (answer === "worked" && this.row.effect === "replace") return void (this.step = "newKey");
    const view = await this.#run(() => backend.answerCode(this.row.id, line.position, answer, note));
    if (view !== null) this.#answered(view, answer, step === "waiting");
    else if (this.reason?.kind === "NewKeyNeeded") this.step = "newKey";
  }

  /** Whether the new key is kept. */
  async replace(newKey: string): Promise<boolean> {
    const line = this.line;
    if (line === null) return false;
    const view = await this.#run(() => backend.replaceKey(this.row.id, line.position, newKey));
    if (view === null) return false;
    this.view = view;
    this.spent = true;
    void recovery.read();
    toasts.say("The new key is kept. The old one is marked used.");
    if (view.row.alsoDisables) this.step = "after";
    else this.done();
    return true;
  }

  #answered(view: SetView, answer: CodeAnswer, goesOn: boolean) {
    this.view = view;
    this.spent = answer === "worked";
    this.handed = null;
    void recovery.read();
    const { position } = this.line ?? { position: 0 };
    const says = { worked: "is marked used", refused: "is marked as not working", unsure: "is marked as not sure", returned: "is back among the unused" }[answer];
    toasts.say(`${this.name} ${says}`, { label: "Undo", act: () => void this.undo(position) });
    if (answer === "refused" || goesOn) {
      this.step = "reading";
      if (view.row.unused > 0 || view.row.reserved > 0) return void this.begin();
      this.step = "after";
    } else if (answer === "worked" && (view.row.unused === 0 || view.row.effect === "disablesTwoFactor" || view.row.alsoDisables)) this.step = "after";
    else this.done();
  }

  async undo(position: number) {
    await recovery.attempt(() => backend.undoCode(this.row.id, position));
    await recovery.read();
  }
}
