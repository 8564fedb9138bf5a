// The tests that are Python: in an environment of their own below target, with the versions that requirements.txt names.
import { join } from "node:path";
import { tools } from "../../src-tauri/scripts/places.mjs";

const home = join(tools, "python");
const python = join(home, "bin/python3");
const folder = "tests/authenticator";

/** Clients and relying parties of other people before our authenticator. */
export const authenticator = [
  ["cargo", "build", "-p", "fido", "--example", "virtual-key"],
  ["python3", "-m", "venv", home],
  [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", join(folder, "requirements.txt")],
  [python, "-B", "-m", "pytest", "-q", "-p", "no:cacheprovider", folder],
];
