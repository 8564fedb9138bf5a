// What a kit or a backup has put back, until the person has read it: the sheets that did it are gone by then, with the
// locked window.
import type { backend } from "../backend";

type ByKit = Awaited<ReturnType<typeof backend.restoreFromKit>>;
type ByBackup = Awaited<ReturnType<typeof backend.restoreBackup>>;
type Told = Omit<ByKit, "keptIn" | "recovery"> & { by: "kit" | "backup"; recovery: ByKit["recovery"] | null; keptIn: string | null };

class CameBack {
  told = $state.raw<Told | null>(null);

  byKit(done: ByKit) {
    this.told = { ...done, by: "kit" };
  }
  byBackup(done: ByBackup) {
    this.told = { ...done, by: "backup", recovery: null, unfinished: false };
  }
}

export const cameBack = new CameBack();
