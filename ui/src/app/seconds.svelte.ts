// The one timer of the page. While something that counts down is on the screen it fires once a second, in step with the
// codes, and exactly when something ends. When nobody has touched the window for a while it rests: every five seconds
// is enough then, and costs a fifth. With nothing to count, or a hidden window, it does not run at all.
const STEP_MS = 1_000;
const RESTING_STEP_MS = 5_000; // a multiple of the step, so that one phase serves both
const RESTS_AFTER_MS = 20_000;
const LATE_MS = 4; // timers may fire a little early; a code that has 1 ms left would be asked for twice

class Seconds {
  /** The time countdowns are drawn for, on the clock of `performance.now()`. */
  now = $state(performance.now());
  /** Nobody has touched the window for a while. */
  resting = $state(false);
  #watchers = 0;
  #phase = 0;
  #dues = new Set<number>();
  #stirredAt = performance.now();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    document.addEventListener("visibilitychange", () => this.#again());
  }

  /** Runs until the returned function is called. Meant for `$effect(() => seconds.watch())`. */
  watch(): () => void {
    this.#watchers += 1;
    if (this.#watchers === 1) this.#again();
    return () => {
      this.#watchers -= 1;
      if (this.#watchers === 0) clearTimeout(this.#timer);
    };
  }

  /** Fires when something with this long to go ends, resting or not, and puts the seconds in step with it. */
  due(leftMs: number) {
    const at = performance.now() + leftMs;
    this.#dues.add(at);
    this.#phase = at % RESTING_STEP_MS;
    this.#again();
  }

  /** Somebody is at the window: no rest. */
  stir() {
    const now = performance.now();
    const rested = now - this.#stirredAt > RESTS_AFTER_MS;
    this.#stirredAt = now;
    if (rested) this.#again();
  }

  #again() {
    clearTimeout(this.#timer);
    if (this.#watchers === 0 || document.hidden) return;
    const now = performance.now(); // not read back from `this.now`: effects that watch must not depend on it
    this.now = now;
    const resting = now - this.#stirredAt > RESTS_AFTER_MS;
    this.resting = resting;
    const step = resting ? RESTING_STEP_MS : STEP_MS;
    let wait = step - ((((now - this.#phase) % step) + step) % step);
    for (const at of this.#dues) {
      if (at <= now) this.#dues.delete(at);
      else wait = Math.min(wait, at - now);
    }
    this.#timer = setTimeout(() => this.#again(), wait + LATE_MS);
  }
}

export const seconds = new Seconds();

/** Whole seconds that are left, as a person counts them: never 0 while something is left. */
export const secondsLeft = (ms: number) => Math.max(0, Math.ceil(ms / 1000));
