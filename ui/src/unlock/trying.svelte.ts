// A passphrase on its way to the shell. Deriving its key takes about a second and cannot be interrupted: whoever cancels has
// the page back at once, and the shell throws the answer away when it comes. A wrong passphrase counts all the same.
import { backend, reasonOf, type UiError } from "../backend";
import { Waiting } from "./waiting.svelte";

const SAID_AFTER_MS = 300;

export class Trying {
  readonly waiting = new Waiting();
  /** Why the last one was refused. */
  reason = $state.raw<UiError | null>(null);
  busy = $state(false);
  /** It takes so long that it is said, and can be cancelled. */
  slow = $state(false);
  #turn = 0;
  #last: Promise<unknown> = Promise.resolve();
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** What to say below the field. */
  complaint = $derived.by(() => this.waiting.says(this.reason));

  /**
   * Calls `work`, once what was cancelled before it has ended. The answer is null when it was refused (see `reason`) or
   * cancelled; `tooLate` gets what was done before the cancelling came.
   */
  async send<T>(work: () => Promise<T>, tooLate: (done: T) => void = () => undefined): Promise<{ done: T } | null> {
    const turn = (this.#turn += 1);
    this.busy = true;
    this.reason = null;
    this.#timer = setTimeout(() => (this.slow = true), SAID_AFTER_MS);
    await this.#last;
    if (turn !== this.#turn) return null;
    const answer = work();
    this.#last = answer.catch(() => undefined);
    try {
      const done = await answer;
      if (turn === this.#turn) return { done };
      tooLate(done);
    } catch (thrown) {
      const reason = reasonOf(thrown);
      this.waiting.take(reason);
      if (turn === this.#turn) this.reason = reason;
    } finally {
      if (turn === this.#turn) this.#rest();
    }
    return null;
  }

  /** Gives the page back. */
  cancel() {
    if (!this.busy) return;
    this.#turn += 1;
    this.#rest();
    void backend.callOff();
  }

  #rest() {
    clearTimeout(this.#timer);
    this.busy = this.slow = false;
  }
}
