// The one timer of the page. While something that counts down is on the screen it fires once a second, at the moment
// a code ends; with nothing to count, or a hidden window, it does not run at all.
class Seconds {
  /** The time countdowns are drawn for, on the clock of `performance.now()`. */
  now = $state(performance.now());
  #watchers = 0;
  #phase = 0;
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

  /** Makes the timer fire when something with this long to go ends, to the second. */
  align(leftMs: number) {
    this.#phase = (performance.now() + leftMs) % 1000;
    this.#again();
  }

  #again() {
    clearTimeout(this.#timer);
    if (this.#watchers === 0 || document.hidden) return;
    const now = performance.now(); // not read back from `this.now`: effects that watch must not depend on it
    this.now = now;
    const into = (((now - this.#phase) % 1000) + 1000) % 1000;
    this.#timer = setTimeout(() => this.#again(), 1000 - into + 4);
  }
}

export const seconds = new Seconds();

/** Whole seconds that are left, as a person counts them: never 0 while something is left. */
export const secondsLeft = (ms: number) => Math.max(0, Math.ceil(ms / 1000));
