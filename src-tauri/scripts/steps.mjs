// How a script talks to the person and runs one command. Knows no step of its own.
import { spawn, spawnSync } from "node:child_process";
import { root } from "./places.mjs";

/** Says in one plain sentence what is being done. */
export function say(sentence) {
  process.stdout.write(`keepward: ${sentence}\n`);
}

/** A step that cannot go on: the sentence is for the person, no stack trace follows. */
export class Stopped extends Error {}

/** Runs a script's main function; a `Stopped` becomes its sentence and exit code 1. */
export async function main(work) {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    process.stderr.write(`keepward: ${error.message}\n`);
    process.exitCode = 1;
  }
}

/** Runs a command with its output on the terminal and resolves to its exit code. */
export function runs(command, args, { env = {}, cwd = root } = {}) {
  return new Promise((done, broken) => {
    const child = spawn(command, args, { cwd, stdio: "inherit", env: { ...process.env, ...env } });
    child.once("error", broken);
    child.once("close", (code, signal) => done(code ?? (signal ? 1 : 0)));
  });
}

/** Runs a command that has to succeed. */
export async function run(command, args, options) {
  const code = await runs(command, args, options).catch((error) => {
    throw new Stopped(`${command} could not be started (${error.code ?? error.message}).`);
  });
  if (code !== 0) throw new Stopped(`"${[command, ...args].join(" ")}" failed; its own words are above.`);
}

/** What a command prints, or null when it is missing or fails. */
export function output(command, args) {
  const { status, stdout } = spawnSync(command, args, { cwd: root, encoding: "utf8" });
  return status === 0 ? stdout.trim() : null;
}
