// `npm run package`: builds the Debian package with Tauri's bundler and says where it is.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { ensurePackages } from "./apt.mjs";
import { ensureInterface } from "./interface.mjs";
import { target } from "./places.mjs";
import { buildRelease } from "./release.mjs";
import { main, run, say } from "./steps.mjs";
import { APP, packagesFor } from "./system-packages.mjs";
import { ensureToolchains } from "./toolchain.mjs";

await main(async () => {
  ensureToolchains();
  await ensurePackages(packagesFor(APP));
  await ensureInterface();
  say("Building the programs.");
  await buildRelease();
  say("Making the .deb.");
  // Only packs: `tauri build` would select the packages otherwise than cargo was asked to above, and compile for it anew.
  await run("npx", ["--no-install", "tauri", "bundle", "--bundles", "deb", "--ci"]);
  const folder = join(target, "release/bundle/deb");
  for (const name of readdirSync(folder)) if (name.endsWith(".deb")) say(`Made ${join(folder, name)}`);
});
