// The recovery place as the page knows it: the overview (no code in it), which of its pages is shown, and for how long
// the compartment is open. Holds no code: parts that show one drop it when `closings` counts up.
import { session } from "../app/session.svelte";
import { seconds } from "../app/seconds.svelte";
import { backend, on, reasonOf, type Offer, type RecoveryOverview, type SetRow, type UiError } from "../backend";

/** Which page of the place is shown. Codes may be brought in for an account. */
export type View = { kind: "overview" } | { kind: "set"; id: string } | { kind: "bring"; dropped: boolean; account?: string | null } | { kind: "log" };

const STAY_EVERY_MS = 20_000;

class Recovery {
  overview = $state.raw<RecoveryOverview | null>(null);
  problem = $state.raw<UiError | null>(null);
  view = $state.raw<View>({ kind: "overview" });
  /** Until when codes may be shown, on the clock of `performance.now()`; 0 while closed. */
  until = $state(0);
  /** Counts how often the compartment was closed: whatever shows a secret drops it then. */
  closings = $state(0);
  /** Somebody waits for the passphrase: the sheet that asks is open. */
  asking = $state.raw<((opened: boolean) => void) | null>(null);
  /** The ways to get codes back that do not open are shown. */
  rescuing = $state(false);
  /** The set a code is being handed out of. */
  giving = $state.raw<SetRow | null>(null);
  /** An import is on the screen: what arrives for the adding sheet waits here until the person asks for it. */
  previewing = $state(false);
  held = $state.raw<Offer | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #reading: Promise<void> | null = null;
  #again = false;
  /** Counts openings, so that an answer from before one cannot close it. */
  #openings = 0;
  #stayedAt = -STAY_EVERY_MS;

  open = $derived(this.until > 0);
  leftMs = $derived(Math.max(0, this.until - seconds.now));

  /** Asks for the overview; calls that come meanwhile become one more question. */
  read(): Promise<void> {
    if (this.#reading !== null) {
      this.#again = true;
      return this.#reading;
    }
    this.#reading = this.#ask().finally(() => (this.#reading = null));
    return this.#reading;
  }

  async #ask() {
    do {
      this.#again = false;
      try {
        const openings = this.#openings;
        const overview = await backend.recoveryOverview();
        this.overview = overview;
        this.problem = null;
        if (openings === this.#openings) this.#keepUntil(overview.openForMs);
      } catch (thrown) {
        this.problem = reasonOf(thrown);
        if (this.problem.kind === "VaultLocked") await session.refresh();
      }
    } while (this.#again);
  }

  /** Listens for as long as the window is open. */
  listen = () => on("recoveryChanged", () => void this.read());

  #keepUntil(ms: number) {
    clearTimeout(this.#timer);
    if (ms <= 0) return this.#closed();
    this.until = performance.now() + ms;
    seconds.due(ms);
    this.#timer = setTimeout(() => this.#closed(), ms); // not left to `seconds`, which rests while the window is hidden
  }

  #closed() {
    clearTimeout(this.#timer);
    if (this.until === 0) return;
    this.until = 0;
    this.closings += 1;
  }

  /** The passphrase sheet has opened the compartment, or was given up. */
  answer(openForMs: number | null) {
    const asking = this.asking;
    this.asking = null;
    if (openForMs !== null) {
      this.#openings += 1;
      this.#keepUntil(openForMs);
    }
    asking?.(openForMs !== null);
  }

  /** The person is at work in what closing would drop: the time starts anew, asked for at most every 20 seconds. */
  async stay() {
    const now = performance.now();
    if (!this.open || now - this.#stayedAt < STAY_EVERY_MS) return;
    this.#stayedAt = now;
    const closings = this.closings;
    try {
      const openForMs = await backend.stayOpen();
      if (closings !== this.closings) return;
      this.#openings += 1; // an overview that was asked for before knows only the old time
      this.#keepUntil(openForMs);
    } catch (thrown) {
      if (reasonOf(thrown).kind === "RecoveryClosed") this.#closed();
      if (reasonOf(thrown).kind === "VaultLocked") await session.refresh();
    }
  }

  /** Leaves the passphrase sheet for the ways to get codes back. */
  rescue() {
    this.answer(null);
    this.rescuing = true;
  }

  /** Opens the compartment without anything else to do. */
  unlock = () => this.#asked();

  async close() {
    await backend.closeRecovery().catch(() => undefined);
    this.#closed();
    await this.read();
  }

  /** Does something that needs the compartment open; asks for the passphrase if it is not, and then does it. Null when
      the person gives up. Refusals other than that are thrown. */
  async within<T>(work: () => Promise<T>): Promise<T | null> {
    for (;;) {
      try {
        return await work();
      } catch (thrown) {
        if (reasonOf(thrown).kind !== "RecoveryClosed") throw thrown;
        this.#closed();
        if (!(await this.#asked())) return null;
      }
    }
  }

  #asked(): Promise<boolean> {
    this.asking?.(false);
    return new Promise((answered) => (this.asking = answered));
  }

  /** The same, with a refusal said in a toast. */
  attempt<T>(work: () => Promise<T>): Promise<T | null> {
    return session.attempt(this.within(work));
  }

  /** Does something that is proven by the passphrase and needs the compartment open: the one that was typed opens it. */
  async proven<T>(passphrase: string, work: () => Promise<T>): Promise<T> {
    if (!this.open) this.answer(await backend.openRecovery(passphrase, false));
    return work();
  }

  /** The first page of the place, unless an import is being looked at: what was corrected in it is not lost by a click. */
  toOverview() {
    if (!this.previewing && this.view.kind !== "overview") this.view = { kind: "overview" };
  }

  /** Shows one of the pages of the place, from wherever the window is. */
  go(view: View) {
    session.go("recovery");
    this.view = view;
  }

  row(id: string): SetRow | null {
    return this.overview?.sets.find((set) => set.id === id) ?? null;
  }

  /** The sets of an account that are in force. */
  ofAccount(id: string): SetRow[] {
    return this.overview?.sets.filter((set) => set.accountId === id && set.standing === "active") ?? [];
  }

  /** The vault was locked: nothing of it stays. */
  forget() {
    this.#closed();
    this.asking?.(false);
    this.overview = this.problem = this.asking = this.giving = this.held = null;
    this.previewing = this.rescuing = false;
    this.view = { kind: "overview" };
  }
}

export const recovery = new Recovery();
