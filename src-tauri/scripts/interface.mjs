// The interface: node modules and ui/dist, each made anew only when what it is made from changed.
import { say, run } from "./steps.mjs";
import { fingerprint, whenChanged } from "./stamps.mjs";

const manifests = ["package.json", "package-lock.json", ".npmrc", "ui/package.json"];

/** Installs the npm packages of the lock file. */
export async function ensureModules() {
  await whenChanged("node-modules", fingerprint(...manifests), "node_modules", async () => {
    say("Installing npm packages.");
    await run("npm", ["ci"]);
  });
}

/** Builds ui/dist, which the app embeds. */
export async function ensureInterface() {
  await ensureModules();
  await whenChanged("interface", fingerprint(...manifests, "ui"), "ui/dist/index.html", async () => {
    say("Building the interface.");
    await run("npm", ["run", "build"]);
  });
}
