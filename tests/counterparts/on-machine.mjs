// A test on a computer of its own. When it fails, what was on the screen is kept in tests/out/failed.
import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { root } from "../../src-tauri/scripts/places.mjs";
import * as computer from "./machine.mjs";

const execute = promisify(execFile);
const failures = join(root, "tests/out/failed");

/** Declares the test `name`; `options` are those of `machine.mjs`, and why it is skipped. */
export function onMachine(name, { skip, ...options }, work) {
  test(name, { timeout: 180_000, skip }, async () => {
    const machine = await computer.start(options);
    try {
      await work(machine);
    } catch (error) {
      if (machine.app) await keepEvidence(machine, join(failures, name.replace(/\W+/g, "-")));
      throw error;
    } finally {
      await machine.stop();
    }
  });
}

async function keepEvidence(machine, file) {
  await mkdir(failures, { recursive: true });
  await writeFile(`${file}.log`, machine.app.heard());
  // The whole screen, by another program: the window's own driver may be what hangs.
  await execute("import", ["-window", "root", `${file}.png`], { env: machine.env, timeout: 10_000 });
}
