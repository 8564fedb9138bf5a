// What the tests of the recovery place are made of: codes brought in, the compartment opened, a code on the screen.
import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../src-tauri/scripts/places.mjs";
import { hook } from "../counterparts/hooks.mjs";
import { words as text } from "../counterparts/page.mjs";
import { until } from "../counterparts/wait.mjs";
import { bare } from "./recovery-sets.mjs";
import { unlock } from "./steps.mjs";

const sample = join(root, "tests/vectors/vault/v1-recovery");
/** What opens the sample vault, and its recovery codes. */
export const words = readFileSync(join(sample, "passphrase.txt"), "utf8").trim();
/** The emergency kit of the sample vault. */
export const kit = readFileSync(join(sample, "kit.txt"), "utf8").trim();

/** Puts the sample vault on the computer: accounts, recovery codes, a kit. Its passphrase costs next to nothing to try. */
export function sealed(machine) {
  mkdirSync(machine.vault, { recursive: true });
  for (const file of ["vault", "vault-key", "recovery", "recovery-key"]) copyFileSync(join(sample, `${file}.age`), join(machine.vault, `${file}.age`));
  machine.passphraseFile = join(sample, "passphrase.txt");
}

/** Opens the app on the sample vault and unlocks it. */
export async function openSealed(machine) {
  sealed(machine);
  const app = await machine.open();
  await unlock(app, words);
  await app.find(hook.row);
  return app;
}

/** Types the passphrase that the recovery codes ask for. */
export async function openCodes(app, typed = words) {
  await app.type(hook.openPassphrase, typed);
  await app.click(hook.openButton);
}

/** From anywhere in the open vault to the overview. */
export async function toRecovery(app) {
  await app.click(hook.nav("recovery"));
  await app.find(hook.recovery, '[data-view="overview"]');
}

/** Puts a text into the field for it and has it read. */
export async function paste(app, text) {
  const area = await app.find(hook.bringText);
  // As a paste does: all of it at once. Keys would press Enter at every line.
  await app.driver.executeScript("arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', { bubbles: true }))", area, text);
  await app.click(hook.bringRead);
}

/** Pastes the text of a set and waits for the preview; the compartment is opened when it asks. */
export async function preview(app, { text }, passphrase = words) {
  await toRecovery(app);
  await app.press("Control", "i");
  await paste(app, text);
  const asked = await until("it is read, or the passphrase is asked for", async () => (await app.all(hook.openPassphrase))[0] ?? (await app.all(hook.bringSet))[0]);
  if ((await asked.getAttribute("data-testid")) === hook.openPassphrase) await openCodes(app, passphrase);
  await app.find(hook.bringSet);
}

/** What the fields of the preview hold, from top to bottom. */
export async function previewed(app) {
  return Promise.all((await app.all(hook.bringCode)).map((field) => field.getProperty("value")));
}

/** Keeps what the preview shows and goes on to the page of the set. */
export async function keep(app) {
  await app.click(hook.bringAccept);
  await app.find(hook.bringDone);
  await app.click(hook.bringDone, " button");
  await app.find(hook.set);
}

/** From text to the page of the stored set. */
export async function bringIn(app, set) {
  await preview(app, set);
  await keep(app);
}

/** The code on the screen, which has to be one of `set`. */
export async function handed(app, set) {
  const code = bare(await app.text(hook.handCode));
  assert.ok(set.codes.some((one) => bare(one) === code), `what was handed out is no code of ${set.service}`);
  return code;
}

/** Asks for a code on the page of a set. */
export async function give(app, set) {
  await app.click(hook.recoveryGive);
  return handed(app, set);
}

export const answer = (app, what) => app.click(hook.handAnswer(what));

/** Waits until `count` codes of the set on the screen stand like that. */
export function stand(app, state, count) {
  return until(`${count} ${state}`, async () => (await app.all(hook.setCode, `[data-state="${state}"]`)).length === count);
}

/** The line of a set in the overview. */
export function lineOf(app, service) {
  return until(`${service} is in the overview`, async () => {
    for (const line of await app.all(hook.recoverySet)) if ((await text(line)).includes(service)) return line;
  });
}

/** Opens the page of a set from the overview. */
export async function openSet(app, service) {
  await toRecovery(app);
  await app.within(await lineOf(app, service), hook.recoverySetOpen).click();
  await app.find(hook.set);
}

/** Nothing of these is in the page, in whatever state it is. */
export async function hides(app, secrets) {
  // What a field holds is not in the source.
  const fields = await app.driver.executeScript("return [...document.querySelectorAll('input, textarea')].map((field) => field.value).join('\\n')");
  const page = `${await app.driver.getPageSource()}\n${fields}`;
  for (const secret of secrets) assert.ok(!page.includes(secret) && !page.includes(bare(secret)), "a recovery code is still in the page");
}
