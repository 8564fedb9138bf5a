// Sets up what the chosen suites need, each need once, cheaply when it is there already.
import { ensurePackages } from "../../src-tauri/scripts/apt.mjs";
import { ensureInterface } from "../../src-tauri/scripts/interface.mjs";
import { run } from "../../src-tauri/scripts/steps.mjs";
import { APP, packagesFor, TESTS } from "../../src-tauri/scripts/system-packages.mjs";
import { ensureToolchains } from "../../src-tauri/scripts/toolchain.mjs";
import { install as installCamera } from "../counterparts/camera.mjs";
import { install as installLogind } from "../counterparts/logind.mjs";
import { install as installDriver } from "../counterparts/tauri-driver.mjs";
import * as cargo from "./cargo.mjs";
import { DESKTOP, INTERFACE, LIBRARIES, PROGRAMS } from "./suites.mjs";

/** Prepares for `suites`; stops with a sentence when something cannot be had. */
export async function setUp(suites) {
  const needed = new Set(suites.flatMap(({ needs }) => needs));
  ensureToolchains();
  const purposes = [...(needed.has(LIBRARIES) ? [APP] : []), ...(needed.has(DESKTOP) ? [TESTS] : [])];
  if (purposes.length > 0) await ensurePackages(packagesFor(...purposes));
  if (needed.has(INTERFACE)) await ensureInterface();
  if (needed.has(DESKTOP)) {
    await installDriver();
    await installCamera();
    await installLogind();
  }
  // The `build` suite comes before those that need its programs; a suite run alone has them built here.
  if (needed.has(PROGRAMS) && !suites.some(({ name }) => name === "build")) {
    for (const [command, ...args] of cargo.build) await run(command, args);
  }
}
