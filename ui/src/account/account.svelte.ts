// One account as its page shows it: read again when the vault changes and when its code ends.
import { seconds } from "../app/seconds.svelte";
import { session } from "../app/session.svelte";
import { toasts } from "../app/toasts.svelte";
import { backend, reasonOf, type AccountEdit, type AccountView, type CodeRow, type UiError } from "../backend";

const SHOWN_COUNTER_MS = 60_000;

export class Account {
  view = $state.raw<AccountView | null>(null);
  problem = $state.raw<UiError | null>(null);
  copiedUntil = $state<number | null>(null);
  #takenAt = $state(0);
  /** A code that was asked for: a hidden one, or a counter's. */
  #asked = $state.raw<{ row: CodeRow; at: number } | null>(null);
  #reading = false;

  constructor(readonly id: string) {}

  /** The row to draw and what is left of it. */
  shown = $derived.by(() => {
    if (this.view === null) return null;
    const asked = this.view.row.code === null ? this.#asked : null;
    const row = asked?.row ?? this.view.row;
    return { row, leftMs: row.validForMs - (seconds.now - (asked?.at ?? this.#takenAt)) };
  });
  replacementLeftMs = $derived((this.view?.replacement?.validForMs ?? 0) - (seconds.now - this.#takenAt));

  async read() {
    if (this.#reading) return;
    this.#reading = true;
    try {
      this.view = await backend.account(this.id);
      this.#takenAt = performance.now();
      this.problem = null;
      const ends = [this.view.row, this.view.replacement].filter((one) => one?.kind === "timed").map((one) => one?.validForMs ?? 0);
      if (ends.length > 0) seconds.due(Math.min(...ends));
    } catch (thrown) {
      this.problem = reasonOf(thrown);
    }
    this.#reading = false;
  }

  /** Called every second. */
  tick() {
    const now = seconds.now;
    if (this.copiedUntil !== null && this.copiedUntil <= now) this.copiedUntil = null;
    const asked = this.#asked;
    if (asked !== null && now - asked.at >= (asked.row.kind === "counter" ? SHOWN_COUNTER_MS : asked.row.validForMs)) this.#asked = null;
    const view = this.view;
    if (view === null) return;
    const ended = (kind: string, validForMs: number) => kind === "timed" && validForMs <= now - this.#takenAt;
    const replacement = view.replacement;
    if (ended(view.row.kind, view.row.validForMs) || (replacement && ended(replacement.kind, replacement.validForMs))) void this.read();
  }

  async copy() {
    if (this.view?.row.kind === "counter" && this.shown?.row.code === null) await this.reveal();
    const copied = await session.attempt(backend.copyCode(this.id));
    if (copied === null) return;
    const shownMs = copied.clearsInMs || 4_000;
    this.copiedUntil = seconds.now + shownMs;
    seconds.due(shownMs);
  }

  /** Shows a hidden code, or makes a counter's next one. */
  async reveal() {
    const counter = this.view?.row.kind === "counter";
    const row = await session.attempt(counter ? backend.nextCode(this.id) : backend.revealCode(this.id));
    if (row === null) return;
    this.#asked = { row, at: performance.now() };
    seconds.due(row.kind === "counter" ? SHOWN_COUNTER_MS : row.validForMs);
  }

  async pin() {
    if (this.view) await session.attempt(backend.pin(this.id, !this.view.pinned));
    await this.read();
  }

  async save(edit: AccountEdit): Promise<boolean> {
    const saved = await session.attempt(backend.editAccount(this.id, edit).then(() => true));
    await this.read();
    return saved ?? false;
  }

  /** Puts the account in the bin, and offers the way back. */
  async bin(): Promise<boolean> {
    const name = this.view?.issuer || this.view?.name || "The account";
    const binned = await session.attempt(backend.binAccount(this.id).then(() => true));
    if (binned === null) return false;
    toasts.say(`${name} is in the bin for 30 days`, {
      label: "Undo",
      act: () => void session.attempt(backend.restoreAccount(this.id)),
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
}

const DAY_S = 86_400;

/** When something was, as a person says it: "09:14", "Yesterday", "3 March", "3 March 2024". */
export function when(at: number, now = Date.now() / 1000): string {
  const date = new Date(at * 1000);
  const today = new Date(now * 1000);
  const midnight = new Date(today.getFullYear(), today.getMonth(), today.getDate()).getTime() / 1000;
  if (at >= midnight) return date.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  if (at >= midnight - DAY_S) return "Yesterday";
  const year = date.getFullYear() === today.getFullYear() ? undefined : "numeric";
  return date.toLocaleDateString(undefined, { day: "numeric", month: "long", year });
}

const NAMES = { totp: "Time-based", hotp: "Counter-based", steam: "Steam", motp: "mOTP", yandex: "Yandex" } as const;

/** What kind of code an account or a candidate makes, in one line. */
export function describe(of: Pick<AccountView, "kind" | "algorithm" | "digits" | "periodSecs">): string {
  const parts: string[] = [NAMES[of.kind]];
  if (of.kind === "totp" || of.kind === "hotp") parts.push(`${of.digits} digits`);
  if (of.periodSecs !== null && of.kind === "totp") parts.push(`every ${of.periodSecs} s`);
  if (of.kind === "totp" || of.kind === "hotp") parts.push(of.algorithm);
  return parts.join(" · ");
}
