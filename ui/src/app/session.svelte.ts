// What the window shows: the vault's phase as the shell tells it, the settings, the place, and the open sheet.
// Holds no secret and decides nothing; leaving the open phase forgets everything that was on the screen.
import { backend, on, reasonOf, type Offer, type Settings, type Status, type UiError } from "../backend";
import { wordsFor } from "../errors";
import { recovery } from "../recovery/recovery.svelte";
import { cameBack } from "../restore/came-back.svelte";
import type { PlaceId } from "./places";
import { theme } from "./theme.svelte";
import { toasts } from "./toasts.svelte";

export type Sheet = "add" | "search" | "keys";
const ACTIVE_EVERY_MS = 10_000;

class Session {
  status = $state.raw<Status | null>(null);
  settings = $state.raw<Settings | null>(null);
  place = $state<PlaceId>("codes");
  /** The account whose page is open over the list in a narrow window. */
  page = $state<string | null>(null);
  sheet = $state<Sheet | null>(null);
  /** The account a new code is being read for. */
  replacing = $state<string | null>(null);
  /** What was read outside the add sheet (drop, link, paste) and waits to be looked at. */
  offer = $state.raw<Offer | null>(null);
  /** Why the last reading outside the add sheet failed; the sheet shows it. */
  refusal = $state.raw<UiError | null>(null);
  dropping = $state(false);
  /** Counts requests to put the cursor into the search field. */
  searchAsked = $state(0);
  /** How far the system clock is off, when the person lets Keepward ask and it is too far; null otherwise. */
  clockOffMs = $state<number | null>(null);
  /** True when this window made the vault: the list then invites to the first account. */
  fresh = $state(false);
  /** True from the first status until the person locks: quick unlock may then run by itself. */
  arrived = false;
  #activeAt = -ACTIVE_EVERY_MS;

  /** Asks for the state and listens from now on. */
  async begin() {
    on("statusChanged", (status) => this.#take(status));
    on("offered", (offer) => this.read(offer));
    on("scanFailed", (reason) => this.failed(reason));
    on("dropHover", (over) => (this.dropping = over));
    on("focusSearch", () => this.search());
    on("recoveryFileDropped", () => this.status?.phase === "open" && recovery.go({ kind: "bring", dropped: true }));
    recovery.listen();
    await Promise.all([this.refresh(), this.readSettings()]);
  }

  async refresh() {
    this.#take(await backend.status());
  }

  async readSettings() {
    this.settings = await backend.settings().catch(() => null);
    if (this.settings) theme.want(this.settings.theme);
    if (this.status?.phase === "open") void this.checkClock();
  }

  #take(status: Status) {
    const opened = status.phase === "open" && this.status?.phase !== "open";
    const closed = status.phase !== "open" && this.status?.phase === "open";
    this.status = status;
    if (closed) this.#forget();
    if (opened) void this.checkClock();
    if (opened) void backend.pendingOffer().then((offer) => offer && this.read(offer)).catch(() => undefined);
  }

  #forget() {
    this.place = "codes";
    this.page = this.sheet = this.replacing = null;
    this.offer = this.refusal = null;
    recovery.forget();
    cameBack.told = null;
    this.arrived = true;
    toasts.list = [];
  }

  /** Asks a time server, if the person has switched that on; quiet when it does not answer. */
  async checkClock() {
    if (!this.settings?.checkClock) return;
    const { offsetMs, harmful } = await backend.checkClock().catch(() => ({ offsetMs: 0, harmful: false }));
    this.clockOffMs = harmful ? offsetMs : null;
  }

  /** Goes to a place and closes what lies over it. */
  go(place: PlaceId) {
    if (place === "recovery") recovery.toOverview();
    this.place = place;
    this.page = null;
    this.sheet = null;
  }

  /** The search field of the list, or quick search from any other place. */
  search() {
    if (this.status?.phase !== "open") return;
    if (this.place === "codes" && this.sheet === null && this.page === null) this.searchAsked += 1;
    else this.sheet = "search";
  }

  /** Opens the add sheet, or the same sheet to read a new code for an account. */
  add(replacing: string | null = null) {
    this.replacing = replacing;
    this.offer = this.refusal = null;
    this.sheet = "add";
  }

  closeSheet() {
    this.sheet = null;
    this.replacing = null;
    this.offer = this.refusal = null;
  }

  /** Shows what was read outside the sheet. While locked it waits in the shell. */
  read(offer: Offer) {
    if (this.status?.phase !== "open") return;
    if (recovery.previewing && this.sheet !== "add") return void (recovery.held = offer);
    this.refusal = null;
    this.offer = offer;
    this.sheet = "add";
  }

  /** Shows in the add sheet why a reading failed. */
  failed(reason: UiError) {
    if (this.status?.phase !== "open") return;
    this.refusal = reason;
    this.sheet = "add";
  }

  async lock() {
    this.arrived = true;
    await backend.lock().catch(() => undefined);
    await this.refresh();
  }

  /** Tells the shell that a person is here, for the idle lock; at most every ten seconds. */
  active() {
    const now = performance.now();
    if (this.status?.phase !== "open" || now - this.#activeAt < ACTIVE_EVERY_MS) return;
    this.#activeAt = now;
    void backend.userActive();
  }

  /** Runs something the person asked for; a refusal is said in a toast, or sends the window back to its lock. */
  async attempt<T>(work: Promise<T>): Promise<T | null> {
    try {
      return await work;
    } catch (thrown) {
      const reason = reasonOf(thrown);
      if (reason.kind === "VaultLocked") await this.refresh();
      else {
        const { happened, next } = wordsFor(reason);
        toasts.say(`${happened} ${next}`, undefined, "bad");
      }
      return null;
    }
  }

  /** Saves one changed setting; on failure the old value comes back. */
  async change(changed: Partial<Settings>) {
    const before = this.settings;
    if (before === null) return;
    this.settings = { ...before, ...changed };
    theme.want(this.settings.theme);
    const saved = await this.attempt(backend.saveSettings(this.settings).then(() => true));
    if (saved === null) {
      this.settings = before;
      theme.want(before.theme);
    }
  }
}

export const session = new Session();
