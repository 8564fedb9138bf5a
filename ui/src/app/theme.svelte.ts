// Light or dark: what the settings say, or what the system says. Sets `data-theme` on the page for the tokens.
import type { Theme } from "../backend";

class Appearance {
  /** Whether the page is dark now; the colours of brand tiles depend on it. */
  dark = $state(false);
  #wanted: Theme = "system";
  #system: MediaQueryList | null = null;

  /** Follows the system from now on. */
  begin() {
    this.#system = window.matchMedia("(prefers-color-scheme: dark)");
    this.#system.addEventListener("change", () => this.#apply());
    this.#apply();
  }

  /** Follows the settings. */
  want(wanted: Theme) {
    this.#wanted = wanted;
    this.#apply();
  }

  #apply() {
    this.dark = this.#wanted === "system" ? (this.#system?.matches ?? false) : this.#wanted === "dark";
    if (this.#wanted === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = this.#wanted;
  }
}

export const theme = new Appearance();
