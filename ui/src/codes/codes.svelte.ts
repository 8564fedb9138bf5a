// The list as it is on the screen: what was searched, the page of rows at hand, the chosen row, the copied row.
// Rows are asked for by range; searching, order and paging are done behind the backend. Gone when the vault locks.
import { backend, reasonOf, type CodePage, type CodeRow, type UiError } from "../backend";
import { session } from "../app/session.svelte";
import { seconds } from "../app/seconds.svelte";

const AROUND = 24; // rows asked for on either side of the screen
const SHOWN_COUNTER_MS = 60_000;

export type Shown = { row: CodeRow; at: number };

export class Codes {
  text = $state("");
  page = $state.raw<CodePage | null>(null);
  problem = $state.raw<UiError | null>(null);
  chosen = $state(0);
  /** Id of the chosen row, so that a list that changes order keeps it. */
  chosenId = $state<string | null>(null);
  copied = $state.raw<{ id: string; until: number | null } | null>(null);
  /** Rows whose code was asked for one by one: hidden codes and counters. */
  #asked = $state.raw(new Map<string, Shown>());
  #takenAt = 0;
  #range = { from: 0, count: 2 * AROUND };
  #running = false;
  #again = false;
  #generation = 0;

  total = $derived(this.page?.total ?? 0);

  /** The row at an index, if it is at hand. */
  rowAt(index: number): CodeRow | null {
    const page = this.page;
    return page === null ? null : (page.rows[index - page.from] ?? null);
  }

  /** A row as it is to be drawn: with the code that was asked for, and when its times were taken. */
  shown(row: CodeRow): Shown {
    const asked = this.#asked.get(row.id);
    return asked !== undefined && row.code === null ? { ...asked, row: { ...row, ...asked.row } } : { row, at: this.#takenAt };
  }

  /** What is left of a row's code, now. */
  left = ({ row, at }: Shown) => row.validForMs - (seconds.now - at);

  search(text: string) {
    this.text = text;
    this.#generation += 1;
    this.#range = { from: 0, count: this.#range.count };
    this.chosen = 0;
    this.chosenId = null;
    void this.ask();
  }

  /** Makes sure the rows on the screen are at hand. */
  need(first: number, count: number) {
    const page = this.page;
    const last = Math.min(first + count, this.total);
    if (page !== null && first >= page.from && last <= page.from + page.rows.length) return;
    this.#range = { from: Math.max(0, first - AROUND), count: count + 2 * AROUND };
    void this.ask();
  }

  /** Asks for the present range; while one answer is awaited, any number of calls become one more question. */
  async ask(): Promise<void> {
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
      const ends = page.rows.filter((row) => row.kind === "timed").map((row) => row.validForMs);
      if (ends.length > 0) seconds.due(Math.min(...ends));
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

  choose(index: number) {
    this.chosen = Math.min(Math.max(0, index), Math.max(0, this.total - 1));
    this.chosenId = this.rowAt(this.chosen)?.id ?? this.chosenId;
  }

  /** Called every second: drops what ended, and asks again when a code on the screen has. */
  tick() {
    const now = seconds.now;
    if (this.copied?.until != null && this.copied.until <= now) this.copied = null;
    const kept = [...this.#asked].filter(([, shown]) => (shown.row.kind === "counter" ? now - shown.at < SHOWN_COUNTER_MS : this.left(shown) > 0));
    if (kept.length !== this.#asked.size) this.#asked = new Map(kept);
    const ended = this.page?.rows.some((row) => row.kind === "timed" && row.validForMs <= now - this.#takenAt);
    if (ended) void this.ask();
  }

  /** Copies the code of a row; a counter that shows no code makes its next one first. */
  async copy(row: CodeRow) {
    this.chosenId = row.id;
    if (row.kind === "counter" && this.shown(row).row.code === null) await this.reveal(row);
    const copied = await session.attempt(backend.copyCode(row.id));
    if (copied === null) return;
    const until = copied.clearsInMs > 0 ? seconds.now + copied.clearsInMs : null;
    this.copied = { id: row.id, until };
    if (until !== null) seconds.due(copied.clearsInMs);
    if (until === null) setTimeout(() => this.copied?.id === row.id && (this.copied = null), 4_000);
  }

  /** Shows a hidden code, or makes a counter's next code. */
  async reveal(row: CodeRow) {
    const answer = await session.attempt(row.kind === "counter" ? backend.nextCode(row.id) : backend.revealCode(row.id));
    if (answer === null) return;
    this.#asked = new Map(this.#asked).set(row.id, { row: answer, at: performance.now() });
    seconds.due(answer.kind === "counter" ? SHOWN_COUNTER_MS : answer.validForMs);
  }

  async pin(row: CodeRow) {
    this.chosenId = row.id;
    await session.attempt(backend.pin(row.id, !row.pinned));
    await this.ask();
  }

  /** Moves a row of the unsearched list to another index, within its own part (pinned or not). */
  async move(row: CodeRow, to: number) {
    const page = this.page;
    if (page === null || this.text !== "" || session.settings?.sort !== "manual") return;
    const [low, high] = row.pinned ? [0, page.pinned - 1] : [page.pinned, page.total - 1];
    this.chosenId = row.id;
    await session.attempt(backend.moveAccount(row.id, Math.min(Math.max(low, to), high)));
    await this.ask();
  }
}
