// The first start: from nothing to a vault, a first account and its code.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { hook } from "../counterparts/hooks.mjs";
import { passphrase } from "../counterparts/machine.mjs";
import { onMachine } from "../counterparts/on-machine.mjs";
import { acme } from "./accounts.mjs";
import { readLink, saveFound } from "./steps.mjs";

onMachine("a newcomer makes a vault and sees the first code", {}, async (machine) => {
  const app = await machine.open();
  await app.click(hook.welcomeBegin);
  await app.type(hook.onboardingPassphrase, passphrase);
  await app.says(hook.onboardingStrength, /\w/);
  await app.type(hook.onboardingRepeat, passphrase);
  await app.click(hook.onboardingCreate);
  await app.find(hook.codesEmpty);

  const files = await readdir(machine.vault);
  assert.ok(files.includes("vault.age") && files.includes("vault-key.age"), `${files}`);
  assert.match(await readFile(join(machine.vault, "vault-key.age"), "latin1"), /^age-encryption\.org\/v1\n-> scrypt .+ 18\n/);

  await readLink(app, acme);
  await saveFound(app, acme);
});

onMachine("two different passphrases make no vault", {}, async (machine) => {
  const app = await machine.open();
  await app.click(hook.welcomeBegin);
  await app.type(hook.onboardingPassphrase, passphrase);
  await app.type(hook.onboardingRepeat, `${passphrase}!`);
  await app.click(hook.onboardingCreate);
  assert.match(await app.complaint(hook.onboardingRepeat), /not the same/);
  assert.deepEqual(await readdir(machine.vault).catch(() => []), []);
});

onMachine("a weak passphrase is rated, never refused", {}, async (machine) => {
  const app = await machine.open();
  await app.click(hook.welcomeBegin);
  await app.type(hook.onboardingPassphrase, "abc");
  await app.says(hook.onboardingStrength, /\w/);
  await app.type(hook.onboardingRepeat, "abc");
  await app.click(hook.onboardingCreate);
  await app.find(hook.codesEmpty);
});
