// A small disk of the vault's own (tmpfs), because root ignores file modes.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmdirSync } from "node:fs";
import { cp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const mount = (size, folder) => ["-t", "tmpfs", "-o", `size=${size}`, "tmpfs", folder];

/** Why no disk can be mounted here; `undefined` when it can. */
export function whyNot() {
  const folder = mkdtempSync(join(tmpdir(), "keepward-disk-"));
  const mounted = spawnSync("mount", mount("64k", folder)).status === 0;
  if (mounted) execFileSync("umount", [folder]);
  rmdirSync(folder);
  return mounted ? undefined : "this computer lets us mount no disk";
}

/** Moves the vault of `machine` to a disk of `size`. */
export async function own(machine, size) {
  const kept = join(machine.home, "kept");
  await cp(machine.vault, kept, { recursive: true });
  execFileSync("mount", mount(size, machine.vault));
  machine.with({ stop: () => execFileSync("umount", ["--lazy", machine.vault]) });
  await cp(kept, machine.vault, { recursive: true });
}
