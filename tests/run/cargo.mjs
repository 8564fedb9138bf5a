// The cargo commands of the suites. One feature set everywhere, so that no crate is built twice. Runs nothing.
import { output } from "../../src-tauri/scripts/steps.mjs";

const whole = ["--workspace", "--features", "custom-protocol"];
const cargo = (...args) => ["cargo", ...args];

export const format = [cargo("fmt", "--all", "--check")];
export const lint = [cargo("clippy", ...whole, "--all-targets", "--", "-D", "warnings")];
export const build = [cargo("build", ...whole, "--all-targets")];
export const documentation = [cargo("doc", ...whole, "--no-deps")];

/** The rooms' own tests: by nextest where it is installed, which runs no examples in documentation; cargo does. */
export function tests() {
  if (output("cargo", ["nextest", "--version"]) === null) return [cargo("test", ...whole, "--no-fail-fast")];
  return [cargo("nextest", "run", ...whole, "--no-fail-fast"), cargo("test", ...whole, "--doc", "--no-fail-fast")];
}
