// The camera behind the viewfinder: starts, stops, and draws its newest picture as soon as the last one is on the
// screen. Pictures are decoded behind the backend; what is shown here is only for the eye.
import { backend, on, previewUrl, reasonOf, type Camera, type UiError } from "../backend";

const AT_MOST_EVERY_MS = 50;
const AFTER_A_MISS_MS = 200;
const SILENT_AFTER_MS = 12_000;

export class Viewfinder {
  state = $state<"starting" | "live" | "failed">("starting");
  reason = $state.raw<UiError | null>(null);
  cameras = $state.raw<Camera[]>([]);
  camera = $state<string | null>(null);
  #on = false;
  #run = 0;
  #asked: Promise<unknown> = Promise.resolve();

  /** Starts the camera and draws into the two pictures in turn, so that the shown one never goes blank. */
  async start(pictures: readonly [HTMLImageElement, HTMLImageElement]) {
    this.#on = true;
    const run = ++this.#run;
    this.state = "starting";
    this.reason = null;
    try {
      const started = this.#asked.then(() => backend.startCamera(this.camera));
      this.#asked = started.catch(() => undefined);
      await started;
      this.cameras = await backend.cameras().catch(() => []);
      if (run === this.#run) void this.#draw(run, pictures);
    } catch (thrown) {
      if (run === this.#run) this.#fail(reasonOf(thrown));
    }
  }

  /** Hears of a camera that fails later. */
  listen = () => on("cameraEvent", (event) => event.kind === "failed" && this.#fail(event.error));

  #fail(reason: UiError) {
    this.#run += 1;
    this.reason = reason;
    this.state = "failed";
  }

  async #draw(run: number, pictures: readonly [HTMLImageElement, HTMLImageElement]) {
    let lastShown = performance.now();
    for (let n = 1; run === this.#run; n += 1) {
      const began = performance.now();
      const [picture, other] = n % 2 === 0 ? pictures : [pictures[1], pictures[0]];
      try {
        picture.src = previewUrl(n);
        await picture.decode();
        if (run !== this.#run) return;
        picture.hidden = false;
        other.hidden = true;
        this.state = "live";
        lastShown = performance.now();
      } catch {
        if (performance.now() - lastShown > SILENT_AFTER_MS && run === this.#run) return this.#fail({ kind: "CameraSilent" });
        await pause(AFTER_A_MISS_MS);
      }
      await pause(AT_MOST_EVERY_MS - (performance.now() - began));
    }
  }

  /** Stops it, in whatever state it is: requests are answered side by side, so the one to start comes to its end first. */
  stop() {
    this.#run += 1;
    if (this.#on) this.#asked = this.#asked.then(() => backend.stopCamera()).catch(() => undefined);
    this.#on = false;
  }
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, Math.max(0, ms)));
