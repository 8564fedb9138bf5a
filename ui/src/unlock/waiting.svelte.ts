// The wait after wrong passphrases, wherever one is asked for. The backend decides how long; this counts it down.
import { seconds, secondsLeft } from "../app/seconds.svelte";
import type { UiError } from "../backend";
import { wordsFor } from "../errors";

/** A wait as a person reads it: "8 s", "2 min 5 s", "1 h". */
export function spelled(ms: number): string {
  const s = secondsLeft(ms);
  if (s < 60) return `${s} s`;
  if (s >= 3600) return `${Math.ceil(s / 3600)} h`;
  const rest = s % 60;
  return `${Math.floor(s / 60)} min${rest === 0 ? "" : ` ${rest} s`}`;
}

export class Waiting {
  #until = $state(0);
  leftMs = $derived(Math.max(0, this.#until - seconds.now));
  /** Whether there is still something to wait for. Effects depend on this, which changes once, not on every second. */
  waits = $derived(this.leftMs > 0);

  /** Begins to wait. Counts only while the page watches the seconds. */
  start(ms: number) {
    if (ms <= 0) return;
    this.#until = performance.now() + ms;
    seconds.due(ms);
  }

  /** Begins the wait that a refusal names, if it names one. */
  take(reason: UiError) {
    if ("retryInMs" in reason) this.start(reason.retryInMs);
  }

  /** What to say below the field: what happened, and when or how to try again. */
  says(reason: UiError | null): string | null {
    if (this.waits) return `${wordsFor(reason ?? { kind: "TooSoon", retryInMs: 0 }).happened} Try again in ${spelled(this.leftMs)}.`;
    if (reason === null || reason.kind === "TooSoon") return null;
    const { happened, next } = wordsFor(reason);
    return `${happened} ${next}`;
  }
}
