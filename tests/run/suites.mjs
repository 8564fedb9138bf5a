// The table of suites: what each one shows, what has to be set up for it, what it runs. Runs nothing.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../src-tauri/scripts/places.mjs";
import * as cargo from "./cargo.mjs";
import { fuzzTargets } from "./fuzz.mjs";
import { authenticator } from "./python.mjs";

/** What a suite may need beforehand; `setup.mjs` has one step for each. */
export const LIBRARIES = "libraries", INTERFACE = "interface", DESKTOP = "desktop", PROGRAMS = "programs";

const compiling = [LIBRARIES, INTERFACE];
const living = [LIBRARIES, INTERFACE, DESKTOP, PROGRAMS];
const node = (folder) => ["node", "--test", "--test-reporter=spec", "--test-concurrency=1", ...testsIn(folder)];
const testsIn = (folder) => readdirSync(join(root, folder)).filter((name) => name.endsWith(".test.mjs")).map((name) => join(folder, name));
const inUi = (script) => ["npm", "run", script, "--workspace", "ui"];

/** They run in this order, and a failing suite does not stop the next. `commands`: a list, or a function giving one. */
export const suites = [
  { name: "fmt", shows: "Rust is formatted", needs: [], commands: cargo.format },
  { name: "clippy", shows: "no warning anywhere", needs: compiling, commands: cargo.lint },
  { name: "ui-check", shows: "the interface type-checks", needs: [INTERFACE], commands: [inUi("check")] },
  { name: "ui", shows: "components behave", needs: [INTERFACE], commands: [inUi("test")] },
  { name: "build", shows: "everything builds", needs: compiling, commands: cargo.build },
  { name: "rust", shows: "the rooms behave", needs: [...compiling, DESKTOP], commands: cargo.tests },
  { name: "doc", shows: "no broken link in the documentation", needs: compiling, commands: cargo.documentation,
    env: { RUSTDOCFLAGS: "-D warnings" } },
  { name: "fuzz", shows: "parsers of foreign bytes survive some seconds of noise", needs: [...compiling, PROGRAMS], commands: fuzzTargets },
  { name: "authenticator", shows: "clients that nobody here wrote drive the authenticator", needs: compiling, commands: authenticator },
  { name: "kernel", shows: "a virtual security key on a real kernel, with a real browser", needs: compiling, commands: [node("tests/kernel")] },
  { name: "cli", shows: "keepward beside stock tools", needs: living, commands: [node("tests/cli")] },
  { name: "window", shows: "the real window", needs: living, commands: [node("tests/window")] },
  { name: "camera", shows: "scanning with a camera", needs: living, commands: [node("tests/camera")] },
  { name: "keyring", shows: "quick unlock with a real keyring, and without", needs: living, commands: [node("tests/keyring")] },
  { name: "secrets", shows: "no secret leaves", needs: living, commands: [node("tests/secrets")] },
  { name: "tree", shows: "the tests changed no tracked file", needs: [], onlyIn: "CI",
    commands: [["git", "diff", "--exit-code"]] },
];
