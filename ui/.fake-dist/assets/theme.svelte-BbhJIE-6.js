import { U as get, nt as state, tt as set } from "./IconButton-B2_Zt6VV.js";
// src/app/theme.svelte.ts
var Appearance = class {
	#dark = state(false);
	get dark() {
		return get(this.#dark);
	}
	set dark(value) {
		set(this.#dark, value, true);
	}
	#wanted = "system";
	#system = null;
	begin() {
		this.#system = window.matchMedia("(prefers-color-scheme: dark)");
		this.#system.addEventListener("change", () => this.#apply());
		this.#apply();
	}
	/** Follows the settings. */
	want(wanted) {
		this.#wanted = wanted;
		this.#apply();
	}
	#apply() {
		this.dark = this.#wanted === "system" ? this.#system?.matches ?? false : this.#wanted === "dark";
		if (this.#wanted === "system") delete document.documentElement.dataset.theme;
		else document.documentElement.dataset.theme = this.#wanted;
	}
};
var theme = new Appearance();
export { theme as t };
