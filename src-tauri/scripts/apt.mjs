// Installs missing system packages with apt where that is allowed; otherwise says the one line to run.
import { output, run, say, Stopped } from "./steps.mjs";

/** The packages of `names` that dpkg does not hold. */
function missing(names) {
  const held = new Set();
  for (const line of (output("dpkg-query", ["-W", "-f", "${db:Status-Status} ${Package}\n"]) ?? "").split("\n")) {
    const [status, name] = line.split(" ");
    if (status === "installed") held.add(name);
  }
  return names.filter((name) => !held.has(name));
}

/** How apt may be called without asking anybody: as root, through passwordless sudo, or not at all. */
function privilege() {
  if (process.getuid() === 0) return [];
  return output("sudo", ["-n", "true"]) === null ? null : ["sudo", "-n"];
}

/** Makes sure that `names` are installed; the package lists are read anew only when something is missing. */
export async function ensurePackages(names) {
  if (output("dpkg-query", ["--version"]) === null) {
    say(`This is not Debian or Ubuntu; have the equivalents of these packages ready: ${names.join(" ")}.`);
    return;
  }
  const wanted = missing(names);
  if (wanted.length === 0) return;
  const install = ["apt-get", "install", "-y", "--no-install-recommends", ...wanted];
  const before = privilege();
  if (before === null) {
    throw new Stopped(`System packages are missing. Please run this line, then start again:\n\n  sudo ${install.join(" ")}\n`);
  }
  say(`Installing ${wanted.length} system packages: ${wanted.join(" ")}.`);
  const apt = async (line) => {
    const [command, ...rest] = [...before, "env", "DEBIAN_FRONTEND=noninteractive", ...line];
    await run(command, rest);
  };
  const waitForLock = ["-o", "DPkg::Lock::Timeout=300"];
  await apt(["apt-get", ...waitForLock, "-q", "update"]);
  await apt(["apt-get", ...waitForLock, "-q", ...install.slice(1)]);
}
