// Remembers what a step last ran on, so that it runs again only when its input changed.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { root, target } from "./places.mjs";

const skipped = new Set(["node_modules", "dist", "generated", ".git"]);

function* filesUnder(path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) return yield path;
  for (const name of readdirSync(path).sort()) if (!skipped.has(name)) yield* filesUnder(join(path, name));
}

/** One hash over names and contents of files and folders, given relative to the project. */
export function fingerprint(...paths) {
  const hash = createHash("sha256");
  for (const path of paths) {
    for (const file of filesUnder(join(root, path))) hash.update(relative(root, file)).update(readFileSync(file));
  }
  return hash.digest("hex");
}

/** Runs `work` unless it already ran for this `print` and `product` is still there. */
export async function whenChanged(name, print, product, work) {
  const stamp = join(target, "stamps", name);
  const before = existsSync(stamp) ? readFileSync(stamp, "utf8") : "";
  if (before === print && existsSync(join(root, product))) return;
  await work();
  mkdirSync(join(target, "stamps"), { recursive: true });
  writeFileSync(stamp, print);
}
