// Short words at the bottom of the window: what was just done, and the way back while there is one.
export type Toast = { id: number; text: string; action?: { label: string; act: () => void }; bad: boolean };

const SHOWN_MS = 5_000;
const WITH_ACTION_MS = 9_000;

class Toasts {
  list = $state<Toast[]>([]);
  #next = 1;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** Shows words; with an action (undo) they stay longer. */
  say(text: string, action?: Toast["action"], look: "plain" | "bad" = "plain") {
    const toast: Toast = { id: this.#next++, text, bad: look === "bad", ...(action ? { action } : {}) };
    this.list = [...this.list.slice(-2), toast];
    this.release(toast.id);
  }

  /** Keeps a toast while the pointer or the focus is on it. */
  hold(id: number) {
    clearTimeout(this.#timers.get(id));
  }

  /** Lets a held toast go after its time. */
  release(id: number) {
    this.hold(id);
    const toast = this.list.find((one) => one.id === id);
    this.#timers.set(id, setTimeout(() => this.drop(id), toast?.action ? WITH_ACTION_MS : SHOWN_MS));
  }

  /** Does what a toast offers. */
  act(toast: Toast) {
    this.drop(toast.id);
    toast.action?.act();
  }

  drop(id: number) {
    this.hold(id);
    this.#timers.delete(id);
    this.list = this.list.filter((toast) => toast.id !== id);
  }
}

export const toasts = new Toasts();
