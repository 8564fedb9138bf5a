// The fuzz targets: every binary of tests/fuzz runs for a few seconds on its own noise. Longer, and guided by coverage:
// tests/fuzz/run.
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { root, target } from "../../src-tauri/scripts/places.mjs";
import { output, Stopped } from "../../src-tauri/scripts/steps.mjs";

const seconds = 4;

/** The command of one target. What it learns goes to target/fuzz, what fails to tests/out/fuzz. */
function command(name) {
  const [learnt, failed] = [join(target, "fuzz", name), join(root, "tests/out/fuzz", name)];
  for (const folder of [learnt, failed]) mkdirSync(folder, { recursive: true });
  const dictionary = join(root, "tests/fuzz", `${name.replace("fuzz-", "")}.dict`);
  const limits = [`-max_total_time=${seconds}`, "-rss_limit_mb=4096", "-max_len=20000", `-artifact_prefix=${failed}/`];
  return [join(target, "debug", name), ...limits, ...(existsSync(dictionary) ? [`-dict=${dictionary}`] : []), learnt];
}

/** One command a target; the `build` suite has made them. */
export function fuzzTargets() {
  const metadata = output("cargo", ["metadata", "--no-deps", "--format-version", "1"]);
  if (metadata === null) throw new Stopped("cargo metadata failed, so the fuzz targets are not known.");
  const { targets } = JSON.parse(metadata).packages.find(({ name }) => name === "keepward-fuzz");
  return targets.filter(({ kind }) => kind.includes("bin")).map(({ name }) => command(name));
}
