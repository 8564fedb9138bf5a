// `npm start`: sets up what is missing, builds the app and opens it. Arguments after `--` go to the app.
import { join } from "node:path";
import { ensurePackages } from "./apt.mjs";
import { ensureInterface } from "./interface.mjs";
import { target } from "./places.mjs";
import { buildRelease } from "./release.mjs";
import { main, runs, say, Stopped } from "./steps.mjs";
import { APP, packagesFor } from "./system-packages.mjs";
import { ensureToolchains } from "./toolchain.mjs";

await main(async () => {
  ensureToolchains();
  await ensurePackages(packagesFor(APP));
  await ensureInterface();
  say("Building the app; the first time takes some minutes, afterwards only what changed is built.");
  await buildRelease();
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    throw new Stopped("Everything is built, but there is no screen to open a window on; start again from a desktop session.");
  }
  say("Opening Keepward.");
  process.exitCode = await runs(join(target, "release/keepward-app"), process.argv.slice(2));
});
