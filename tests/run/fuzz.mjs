// The fuzz targets: every binary of tests/fuzz runs for a few seconds on its own noise. Runs nothing.
import { join } from "node:path";
import { target } from "../../src-tauri/scripts/places.mjs";
import { output, Stopped } from "../../src-tauri/scripts/steps.mjs";

const seconds = 4;

/** One command a target; the `build` suite has made them. */
export function fuzzTargets() {
  const metadata = output("cargo", ["metadata", "--no-deps", "--format-version", "1"]);
  if (metadata === null) throw new Stopped("cargo metadata failed, so the fuzz targets are not known.");
  const { targets } = JSON.parse(metadata).packages.find(({ name }) => name === "keepward-fuzz");
  const binaries = targets.filter(({ kind }) => kind.includes("bin"));
  return binaries.map(({ name }) => [join(target, "debug", name), `-max_total_time=${seconds}`, "-rss_limit_mb=4096"]);
}
