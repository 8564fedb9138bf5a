// logind on a system bus of a test's own: tells when the machine sleeps, wakes or its session is locked, and gives out the
// handles that delay sleep. The program is logind.c, because a descriptor cannot be passed from Node.
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { root, tools } from "../../src-tauri/scripts/places.mjs";
import { output, run, say } from "../../src-tauri/scripts/steps.mjs";
import { startChild } from "./child.mjs";
import * as bus from "./session-bus.mjs";

const execute = promisify(execFile);
const source = join(root, "tests/counterparts/logind.c");
const program = join(tools, "logind");

/** Compiles it against the GLib that the app is built with. */
export async function install() {
  if (existsSync(program) && statSync(program).mtimeMs > statSync(source).mtimeMs) return;
  say("Compiling the test logind.");
  mkdirSync(tools, { recursive: true });
  const glib = (output("pkg-config", ["--cflags", "--libs", "gio-unix-2.0"]) ?? "").split(/\s+/).filter(Boolean);
  await run("cc", ["-O2", "-Wall", "-Wextra", "-o", program, source, ...glib]);
}

/** Starts a system bus in `folder` with logind on it; programs in its `env` find both. */
export async function start(folder) {
  const system = await bus.start(folder, "system-bus");
  const env = { DBUS_SYSTEM_BUS_ADDRESS: system.address };
  const child = startChild(program, [], { env: { PATH: process.env.PATH, ...env } });
  await child.firstLine();
  const to = ["--system", "--print-reply=literal", "--dest=org.freedesktop.login1", "/org/freedesktop/login1"];
  const ask = async (method, ...args) => {
    const { stdout } = await execute("dbus-send", [...to, `keepward.Test.${method}`, ...args], { env: { ...process.env, ...env } });
    return stdout.trim();
  };
  return {
    env,
    /** The machine is about to sleep. */
    sleep: () => ask("PrepareForSleep", "boolean:true"),
    /** It woke up. */
    wake: () => ask("PrepareForSleep", "boolean:false"),
    /** The session was asked to lock itself, as `loginctl lock-session` does. */
    lock: () => ask("Lock"),
    /** How many programs delay sleep now. */
    held: async () => Number((await ask("Held")).split(" ").at(-1)),
    async stop() {
      await child.stop();
      await system.stop();
    },
  };
}
