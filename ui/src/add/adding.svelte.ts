// One visit to the add sheet: reading, what was found, and what was saved. Secrets stay behind the backend: here are
// only names and small numbers that stand for what was read.
import { session } from "../app/session.svelte";
import { backend, reasonOf, type Candidate, type NewAccount, type Offer, type UiError } from "../backend";

export type Step = "read" | "manual" | "found" | "done";
export type Way = "screen" | "image" | "clipboard" | "link" | "manual" | "save";

export class Adding {
  step = $state<Step>("read");
  offer = $state.raw<Offer | null>(null);
  reason = $state.raw<UiError | null>(null);
  busy = $state<Way | null>(null);
  /** Ids of the accounts that were saved in this visit. */
  saved = $state.raw<string[]>([]);

  candidates = $derived(this.offer?.candidates ?? []);
  /** How far a batch of several pictures is; null when there is nothing more to read. */
  batch = $derived(this.offer?.batch ?? null);

  /** Shows what was read, from any source. A batch that is not complete keeps reading. */
  take(offer: Offer) {
    this.reason = null;
    this.offer = offer;
    const complete = offer.batch === null || offer.batch.have >= offer.batch.of;
    if (offer.candidates.length > 0 && complete) this.step = "found";
    else if (this.step !== "manual") this.step = "read";
  }

  /** Shows why a reading failed. */
  refuse(reason: UiError) {
    this.reason = reason;
    if (this.step === "found" && reason.kind === "CandidateGone") this.again();
  }

  /** Reads one way; a picture choice that was called off (null) changes nothing. */
  async read(way: Way, reading: Promise<Offer | null>) {
    this.busy = way;
    this.reason = null;
    try {
      const offer = await reading;
      if (offer !== null) this.take(offer);
    } catch (thrown) {
      this.refuse(reasonOf(thrown));
    }
    this.busy = null;
  }

  /** Goes on with what a batch has so far. */
  enough() {
    this.step = "found";
  }

  /** Back to reading; what was read is forgotten. */
  again() {
    this.step = "read";
    this.offer = null;
    this.reason = null;
    void backend.discardOffer().catch(() => undefined);
  }

  /** Saves candidates, all or none. */
  async save(chosen: NewAccount[]) {
    this.busy = "save";
    this.reason = null;
    try {
      this.saved = await backend.addCandidates(chosen);
      this.step = "done";
    } catch (thrown) {
      this.reason = reasonOf(thrown);
    }
    this.busy = null;
  }

  /** Makes a candidate the new code of an account; the old one stays until it is confirmed on the account's page. */
  async replace(account: string, candidate: Candidate) {
    this.busy = "save";
    try {
      await backend.startReplacement(account, candidate.id);
      session.go("codes");
      session.closeSheet();
      session.page = account;
    } catch (thrown) {
      this.reason = reasonOf(thrown);
    }
    this.busy = null;
  }
}
