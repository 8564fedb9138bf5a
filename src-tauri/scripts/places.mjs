// Where things are, seen from the scripts. Nothing here does anything.
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's own folder. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** Where cargo builds to; follows CARGO_TARGET_DIR as cargo does. */
export const target = resolve(root, process.env.CARGO_TARGET_DIR ?? "target");

/** Programs that a step installs for the project alone. */
export const tools = join(target, "tools");
