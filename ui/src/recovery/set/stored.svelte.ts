// One set as its page shows it: read when the compartment is open, and again whenever something about it changed. No
// code text comes here.
import { session } from "../../app/session.svelte";
import { toasts } from "../../app/toasts.svelte";
import { backend, type CodeLine, type SetFacts, type SetView } from "../../backend";
import { recovery } from "../recovery.svelte";
import { nameOf } from "../words";

export class Stored {
  view = $state.raw<SetView | null>(null);
  /** The passphrase was asked for and not given. */
  closed = $state(false);

  constructor(readonly id: string) {}

  row = $derived.by(() => recovery.row(this.id) ?? this.view?.row ?? null);
  /** The answer that would be taken back: the newest that can be. A code that waits for its answer has none yet: freeing it
      would hand it out twice. */
  last = $derived.by((): CodeLine | null => {
    const undoable = this.view?.codes.filter((code) => code.canUndo && code.state !== "reserved") ?? [];
    return undoable.reduce<CodeLine | null>((newest, code) => (newest === null || (code.at ?? 0) > (newest.at ?? 0) ? code : newest), null);
  });

  /** Opens the set: asks for the passphrase if need be. */
  async open() {
    const view = await recovery.attempt(() => backend.recoverySet(this.id));
    this.closed = view === null;
    if (view !== null) this.view = view;
  }

  /** Reads it again while the compartment is open; asks for nothing. */
  async again() {
    if (recovery.open && this.view !== null) this.view = (await backend.recoverySet(this.id).catch(() => null)) ?? this.view;
  }

  async undo(code: CodeLine) {
    const view = await recovery.attempt(() => backend.undoCode(this.id, code.position));
    if (view === null) return;
    this.view = view;
    toasts.say(`The answer about ${nameOf(view.row, code).toLowerCase()} is taken back`);
    await recovery.read();
  }

  /** Corrects what became of a code that nobody was sure about. */
  async settle(code: CodeLine, answer: "worked" | "refused" | "returned") {
    const view = await recovery.attempt(() => backend.answerCode(this.id, code.position, answer, code.note));
    if (view !== null) this.view = view;
    await recovery.read();
  }

  async save(facts: SetFacts): Promise<boolean> {
    const view = await recovery.attempt(() => backend.editSet(this.id, facts));
    if (view !== null) this.view = view;
    await recovery.read();
    return view !== null;
  }

  async archive(on: boolean) {
    const title = this.row?.title ?? "The set";
    const done = await recovery.attempt(() => backend.archiveSet(this.id, on).then(() => true));
    if (done === null) return;
    toasts.say(on ? `${title} is archived` : `${title} is in force again`, { label: "Undo", act: () => void this.archive(!on) });
    await recovery.read();
    await this.again();
  }

  showAccount(id: string) {
    session.go("codes");
    session.page = id;
  }
}
