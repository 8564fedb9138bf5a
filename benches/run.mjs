// `npm run bench`: builds release once and prints every figure, with peers beside. Names after `--` choose some.
// Nothing here passes or fails; what the figures were, and on what machine, is kept in docs/BENCH.md.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensurePackages } from "../src-tauri/scripts/apt.mjs";
import { ensureInterface } from "../src-tauri/scripts/interface.mjs";
import { root, target } from "../src-tauri/scripts/places.mjs";
import { main, run, say, Stopped } from "../src-tauri/scripts/steps.mjs";
import { APP, packagesFor, PEERS, TESTS } from "../src-tauri/scripts/system-packages.mjs";
import { ensureToolchains } from "../src-tauri/scripts/toolchain.mjs";
import { install as installDriver } from "../tests/counterparts/tauri-driver.mjs";

const release = (name) => join(target, "release", name);
const measured = (name) => [process.execPath, join(root, "benches/window", name)];

/** Rows: name, what is measured, the command. */
const figures = [
  ["codes", "10,000 codes, beside totp-rs", [release("codes")]],
  ["vault", "opening and saving vaults, beside age", [release("vault")]],
  ["decode", "reading QR codes, beside zxing-cpp, rqrr and rxing", [release("decode")]],
  ["passkeys", "registering and signing in, beside passkey-authenticator", [release("passkeys")]],
  ["start", "from start to painted codes, beside other apps", measured("start.mjs")],
  ["memory", "memory with the window open, and in the tray", measured("memory.mjs")],
  ["idle", "processor time while nobody does anything", measured("idle.mjs")],
];

await main(async () => {
  const wanted = process.argv.slice(2);
  const chosen = figures.filter(([name]) => wanted.length === 0 || wanted.includes(name));
  if (chosen.length < wanted.length) throw new Stopped(`There are: ${figures.map(([name]) => name).join(", ")}.`);
  ensureToolchains();
  await ensurePackages(packagesFor(APP, TESTS, PEERS));
  await ensureInterface();
  await installDriver();
  say("Building everything for release.");
  await run("cargo", ["build", "--release", "--workspace", "--bins", "--features", "custom-protocol"]);
  for (const [name, what, [command, ...args]] of chosen) {
    say(`${name}: ${what}.`);
    if (existsSync(command)) await run(command, args, { env: { KEEPWARD_PROFILE: "release" } });
    else say(`${name} has not been built.`);
  }
});
