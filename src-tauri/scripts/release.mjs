// The release build, window and command line in one: `npm start` opens what `npm run package` packs, and neither compiles
// again what the other has made. Asked for apart, cargo would give shared crates other features and build them twice.
import { run } from "./steps.mjs";

/** Builds both programs; quick when nothing changed. */
export function buildRelease() {
  return run("cargo", ["build", "--release", "--package", "keepward-app", "--package", "keepward-cli", "--features", "custom-protocol"]);
}
