// A vault that cannot be read or written: a sentence with what to do next, and the files stay as they were.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cp, readdir, readFile, rename, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as disk from "../counterparts/disk.mjs";
import { hook } from "../counterparts/hooks.mjs";
import { passphrase } from "../counterparts/machine.mjs";
import { onMachine } from "../counterparts/on-machine.mjs";
import { until } from "../counterparts/wait.mjs";
import { acme, givesCodeOf, globex, uri } from "./accounts.mjs";
import { codeInRow, readLink, unlock, vaultWith } from "./steps.mjs";

const sentence = /\w+ .*\./;

/** Makes the snapshots two hours older: one is taken when the last is an hour old. */
async function ageSnapshots(machine) {
  const folder = join(machine.vault, "snapshots");
  const before = new Date(Date.now() - 7_200_000).toISOString().replace(/[-:]|\.\d+/g, "");
  const [taken] = (await readdir(folder)).filter((name) => /^\d{8}T/.test(name));
  await rename(join(folder, taken), join(folder, `${before}.age`));
}

onMachine("a truncated vault stays untouched, and a snapshot is restored only when asked for", {}, async (machine) => {
  await vaultWith(machine, acme);
  await ageSnapshots(machine);
  await machine.cli("add", uri(globex)); // before which a snapshot is taken, with Acme in it
  const file = join(machine.vault, "vault.age");
  await truncate(file, (await stat(file)).size - 20);
  const damaged = await readFile(file);
  const app = await machine.open();
  await unlock(app);
  await app.find(hook.snapshots);
  assert.deepEqual(await readFile(file), damaged);
  await app.click(hook.snapshots, " button");
  await app.click(hook.snapshots, " input[type=radio]");
  await app.type(hook.snapshots, passphrase, " input[type=password]");
  await app.click(hook.snapshotRestore);
  await unlock(app);
  await givesCodeOf(acme, () => codeInRow(app, acme));
});

onMachine("a vault that is no age file at all is told before anybody types a passphrase", {}, async (machine) => {
  await vaultWith(machine, acme);
  await truncate(join(machine.vault, "vault.age"), 40);
  const app = await machine.open();
  await app.find(hook.snapshots);
  await app.says(hook.unlockProblem, sentence);
  assert.equal((await app.all(hook.unlockPassphrase)).length, 0);
});

onMachine("a vault folder without its key file is no first start", {}, async (machine) => {
  await vaultWith(machine, acme);
  const key = join(machine.vault, "vault-key.age");
  await cp(key, join(machine.home, "kept.age"));
  await truncate(key, 0);
  const app = await machine.open();
  await until("a sentence says so", async () => sentence.test(await app.text(hook.app)));
  assert.equal((await app.all(hook.welcomeBegin)).length, 0);
  assert.equal((await readFile(key)).length, 0);
});

onMachine("settings that are no JSON do not keep the window from opening", {}, async (machine) => {
  await vaultWith(machine, acme);
  await writeFile(join(machine.home, "config/keepward/settings.json"), "{ not json");
  const app = await machine.open();
  await unlock(app);
  await givesCodeOf(acme, () => codeInRow(app, acme));
});

async function addAndBeRefused(app, refusal) {
  await readLink(app, globex);
  await app.click(hook.addSave);
  await until(`it says ${refusal}`, async () => refusal.test(await app.text(hook.app)));
}

const skip = disk.whyNot();

onMachine("a full disk: nothing is lost and it is told", { skip }, async (machine) => {
  await vaultWith(machine, acme);
  await disk.own(machine, "64k");
  const app = await machine.open();
  await unlock(app);
  await app.find(hook.codes);
  execFileSync("sh", ["-c", `cat /dev/zero > "${machine.vault}/filler" || true`], { stdio: "ignore" });
  const before = await readFile(join(machine.vault, "vault.age"));
  await addAndBeRefused(app, /disk is full/i);
  assert.deepEqual(await readFile(join(machine.vault, "vault.age")), before);
});

onMachine("a read-only disk: codes are there, changes are refused with a sentence", { skip }, async (machine) => {
  await vaultWith(machine, acme);
  await disk.own(machine, "1m");
  execFileSync("mount", ["-o", "remount,ro", machine.vault]);
  const app = await machine.open();
  await unlock(app);
  await givesCodeOf(acme, () => codeInRow(app, acme));
  await addAndBeRefused(app, /cannot be written/i);
});
