// Checks that Rust and Node are there and new enough. Installs neither.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./places.mjs";
import { output, Stopped } from "./steps.mjs";

/** `1.95.0` against `1.95`: is the first at least the second? */
function atLeast(found, wanted) {
  const [a, b] = [found, wanted].map((version) => version.split(".").map(Number));
  for (let part = 0; part < b.length; part++) if (a[part] !== b[part]) return a[part] > b[part];
  return true;
}

function stated(file, pattern) {
  return readFileSync(join(root, file), "utf8").match(pattern)[1];
}

/** Stops with what to install when a toolchain is missing or too old. */
export function ensureToolchains() {
  const node = stated("package.json", /"node": ">=([\d.]+)"/);
  if (!atLeast(process.versions.node, node)) {
    throw new Stopped(`Node ${process.versions.node} is too old; please install Node ${node} or newer.`);
  }
  const rust = stated("Cargo.toml", /rust-version = "([\d.]+)"/);
  const found = output("rustc", ["--version"])?.split(" ")[1];
  if (!found) throw new Stopped(`Rust is missing; please install Rust ${rust} or newer (rustup is the usual way).`);
  if (!atLeast(found, rust)) throw new Stopped(`Rust ${found} is too old; please install ${rust} or newer (rustup update).`);
}
