// A computer for figures: its screen can be read, its keyring is unlocked, its vault opens by quick unlock.
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { built, program } from "../../tests/counterparts/app.mjs";
import { startChild } from "../../tests/counterparts/child.mjs";
import * as computer from "../../tests/counterparts/machine.mjs";
import { onboardWithQuickUnlock } from "../../tests/window/steps.mjs";

const fill = promisify(execFile);
export const screen = { width: 1000, height: 700 };

/** Runs `work` with a computer whose vault was made in the window, with quick unlock. */
export async function atDesk(options, work) {
  const framebuffer = await mkdtemp(join(tmpdir(), "keepward-screen-"));
  const machine = await computer.start({ keyring: true, screen: { ...screen, framebuffer }, ...options });
  try {
    await makeVault(machine);
    await work({
      framebuffer,
      machine,
      /** Gives the vault so many accounts. */
      fill: (count) => fill(built("fill-vault"), [machine.vault, machine.passphraseFile, String(count)], { env: machine.env }),
      /** Starts the app as a person does, without a driver beside it. */
      open: (...args) => machine.with(startChild(program, args, { env: machine.env })),
    });
  } finally {
    await machine.stop();
    await rm(framebuffer, { recursive: true });
  }
}

async function makeVault(machine) {
  const app = await machine.open();
  await onboardWithQuickUnlock(app);
  await app.stop();
}
