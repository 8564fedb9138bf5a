// The worst day: the emergency kit printed, read back from its own page and proven; the vault opened with it; and the whole
// vault in one file, taken away and put back.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { chooseFile, dialog, leave, photograph } from "../counterparts/dialogs.mjs";
import { hook } from "../counterparts/hooks.mjs";
import { onMachine } from "../counterparts/on-machine.mjs";
import { until } from "../counterparts/wait.mjs";
import * as windowManager from "../counterparts/window-manager.mjs";
import { kit, openCodes, openSealed, openSet, sealed, toRecovery, words } from "./recovery-steps.mjs";
import { unlock } from "./steps.mjs";

const preview = "Print from Keepward";

/** The kit on the page that is shown for printing, read by a camera's eyes: from its square. */
async function kitOnPage(machine) {
  const picture = join(machine.home, "page.png");
  return until("the page can be read", async () => {
    await photograph(machine, picture, (await machine.windows(preview))[0]);
    const { payloads } = JSON.parse(await machine.cli("scan", picture, "--json"));
    return payloads.find((text) => text.toUpperCase().startsWith("AGE-SECRET-KEY-1"));
  });
}

onMachine("a kit is printed from a preview, read off its page, and proven", {}, async (machine) => {
  machine.with(await windowManager.start(machine.env));
  const app = await openSealed(machine);
  await toRecovery(app);
  await app.click(hook.kitMake);
  await app.type(hook.kitPassphrase, words);
  await app.click(hook.kitGo("print"));
  await dialog(machine, "^Print$");
  await leave(machine, "^Print$");
  const fresh = await kitOnPage(machine);
  assert.notEqual(fresh.toUpperCase(), kit.toUpperCase());
  await app.click(hook.kitSheet, " button.primary");
  await app.type(hook.kitText, kit);
  await app.click(hook.kitProve);
  await app.complaint(hook.kitText); // the old one opens nothing any more
  await app.type(hook.kitText, fresh.toLowerCase());
  await app.click(hook.kitProve);
  await app.says(hook.kitSays, /opens the vault/);
  await app.click(hook.kitSays, " button");
  await until("the overview says so", async () => /Last proven/.test(await app.text(hook.recovery)));
});

onMachine("the page for printing goes when the vault is locked", {}, async (machine) => {
  machine.with(await windowManager.start(machine.env));
  const app = await openSealed(machine);
  await toRecovery(app);
  await app.click(hook.kitMake);
  await app.type(hook.kitPassphrase, words);
  await app.click(hook.kitGo("print"));
  await leave(machine, "^Print$");
  await until("the page is there", async () => (await machine.windows(preview)).length > 0);
  await app.click(hook.kitSheet, " button:last-child");
  await app.click(hook.lock);
  await until("the page is gone", async () => (await machine.windows(preview)).length === 0);
});

onMachine("a kit in a file that the person chooses is for them alone", {}, async (machine) => {
  machine.with(await windowManager.start(machine.env));
  const app = await openSealed(machine);
  await toRecovery(app);
  await app.click(hook.kitMake);
  await app.type(hook.kitPassphrase, words);
  await app.click(hook.kitGo("pdf"));
  const file = join(machine.home, "kit.pdf");
  await chooseFile(machine, "Save", file);
  await app.says(hook.kitSheet, /kit\.pdf/);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.match(execFileSync("pdftotext", [file, "-"], { encoding: "utf8" }), /emergency kit/i);
});

onMachine("the passphrase is lost: the kit opens everything and a new one is set", {}, async (machine) => {
  sealed(machine);
  const app = await machine.open();
  await app.click(hook.lostOpen);
  await app.type(hook.kitText, kit.replace("Q", "P"));
  for (const field of [hook.lostNext, hook.lostRepeat]) await app.type(field, "an entirely new passphrase");
  await app.click(hook.lostGo);
  await app.says(hook.lostProblem, /\w+.*\./);
  await app.type(hook.kitText, kit.toLowerCase().replace(/(.{4})/g, "$1 "));
  for (const field of [hook.lostNext, hook.lostRepeat]) await app.type(field, "an entirely new passphrase");
  await app.click(hook.lostGo);
  await app.gone(hook.lostPassphrase);
  await unlock(app, words);
  await app.says(hook.unlockProblem, /not the passphrase/);
  await until("another try is allowed", async () => (await app.find(hook.unlockButton)).isEnabled());
  await unlock(app, "an entirely new passphrase");
  await openSet(app, "GitHub");
  await openCodes(app, "an entirely new passphrase");
  await app.find(hook.setCodes);
});

onMachine("the whole vault goes into one file, and comes back on a computer without one", {}, async (machine) => {
  machine.with(await windowManager.start(machine.env));
  let app = await openSealed(machine);
  await toRecovery(app);
  await app.click(hook.backup);
  const file = join(machine.home, "backup.tar");
  await chooseFile(machine, "Save", file);
  await app.says(hook.toast, /Backed up/);
  const names = execFileSync("tar", ["--list", "--file", file], { encoding: "utf8" });
  for (const name of ["vault.age", "vault-key.age", "recovery.age", "recovery-key.age"]) assert.ok(names.includes(name), names);
  await app.stop();
  await rm(machine.vault, { recursive: true });
  app = await machine.open();
  await app.find(hook.welcomeBegin);
  await app.click(hook.restore);
  await chooseFile(machine, "Choose the backup", file);
  await app.says(hook.restoreChosen, /backup\.tar/);
  await app.type(hook.restorePassphrase, words);
  await app.click(hook.restoreGo);
  await app.gone(hook.restoreChosen);
  if ((await app.all(hook.unlockPassphrase)).length > 0) await unlock(app, words);
  await openSet(app, "GitHub");
  await openCodes(app);
  await app.find(hook.setCodes);
});
