// A real Secret Service on a test's own bus (Debian's gnome-keyring), unlocked as after a login.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { startChild } from "./child.mjs";
import { until } from "./wait.mjs";

const execute = promisify(execFile);

async function ownsTheName(env) {
  const ask = ["--session", "--print-reply=literal", "--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"];
  const question = [...ask, "org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"];
  return (await execute("dbus-send", question, { env })).stdout.includes("true");
}

/** Starts the keyring in `env` (HOME, XDG_*, the bus) and waits until programs can reach it. */
export async function start(env) {
  const child = startChild("gnome-keyring-daemon", ["--foreground", "--unlock", "--components=secrets"], { env, input: "login" });
  await until("the keyring is on the bus", () => ownsTheName(env));
  return { stop: child.stop };
}
