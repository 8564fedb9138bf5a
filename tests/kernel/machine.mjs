// A virtual machine with Debian's own kernel, because the kernels that tests run on have no uhid. Its root is this
// computer's, read-only, with a layer on top that is gone afterwards. QEMU interprets: no /dev/kvm is needed.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { tools } from "../../src-tauri/scripts/places.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const home = join(tools, "kernel");
const has = (program) => ["/usr/bin", "/usr/sbin", "/bin", "/sbin"].some((place) => existsSync(join(place, program)));

/** What is missing for a machine, as one sentence; nothing when there is everything. */
export function missing() {
  const programs = ["qemu-system-x86_64", "busybox", "depmod", "cpio", "fido2-token", "udevadm", "ssh-keygen"].filter((name) => !has(name));
  if (programs.length === 0) return null;
  return `no ${programs.join(", ")}: apt-get install qemu-system-x86 busybox-static kmod cpio udev fido2-tools openssh-client chromium`;
}

/** The kernel and what it starts with, fetched from Debian once. */
function kernel() {
  const tree = join(home, "root");
  if (!existsSync(tree)) {
    mkdirSync(home, { recursive: true });
    const depends = execFileSync("apt-cache", ["depends", "linux-image-amd64"], { encoding: "utf8" });
    const name = depends.match(/Depends: (linux-image-\S+)/)[1];
    execFileSync("apt-get", ["download", name], { cwd: home });
    const file = readdirSync(home).find((entry) => entry.endsWith(".deb"));
    execFileSync("dpkg", ["-x", join(home, file), tree]);
  }
  const image = readdirSync(join(tree, "boot")).find((name) => name.startsWith("vmlinuz"));
  const initrd = join(home, "initrd.gz");
  execFileSync("sh", [join(here, "initrd.sh"), tree, initrd]);
  return { image: join(tree, "boot", image), initrd };
}

/** Boots, runs guest.sh with `key` as its security key, and gives every line it printed. Ends by itself or after `patience`. */
export async function boot(key, patience) {
  const { image, initrd } = kernel();
  const words = `console=ttyS0 quiet panic=-1 mitigations=off no_timer_check guest=${join(here, "guest.sh")} here=${here} key=${key} node=${process.execPath}`;
  const machine = spawn("qemu-system-x86_64", [
    "-accel", "tcg,thread=multi", "-cpu", "Nehalem", "-smp", "2", "-m", "3G", "-nodefaults", "-no-reboot",
    "-display", "none", "-serial", "stdio", "-device", "virtio-rng-pci", "-kernel", image, "-initrd", initrd, "-append", words,
    "-fsdev", "local,id=root,path=/,security_model=none,readonly=on,multidevs=remap",
    "-device", "virtio-9p-pci,fsdev=root,mount_tag=root",
  ], { stdio: ["ignore", "pipe", "inherit"] });
  const timer = setTimeout(() => machine.kill("SIGKILL"), patience);
  let heard = "";
  machine.stdout.on("data", (bytes) => (heard += bytes));
  await new Promise((done) => machine.once("close", done));
  clearTimeout(timer);
  return heard.split(/\r?\n/);
}
