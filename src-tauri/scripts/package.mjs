// `npm run package`: builds the Debian package with Tauri's bundler and says where it is.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ensurePackages } from "./apt.mjs";
import { ensureInterface } from "./interface.mjs";
import { target } from "./places.mjs";
import { main, run, say } from "./steps.mjs";
import { APP, packagesFor } from "./system-packages.mjs";
import { ensureToolchains } from "./toolchain.mjs";

await main(async () => {
  ensureToolchains();
  await ensurePackages(packagesFor(APP));
  await ensureInterface();
  say("Building the .deb.");
  await run("npx", ["--no-install", "tauri", "build", "--bundles", "deb", "--ci"]);
  const folder = join(target, "release/bundle/deb");
  for (const name of readdirSync(folder)) if (name.endsWith(".deb")) say(`Made ${join(folder, name)}`);
});
