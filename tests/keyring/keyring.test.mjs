// Quick unlock with a real, unlocked gnome-keyring; and everything else without any keyring.
import assert from "node:assert/strict";
import { hook } from "../counterparts/hooks.mjs";
import { passphrase } from "../counterparts/machine.mjs";
import { onMachine } from "../counterparts/on-machine.mjs";
import { acme, givesCodeOf, uri } from "../window/accounts.mjs";
import { codeInRow, onboardWithQuickUnlock, unlock, vaultWith } from "../window/steps.mjs";

/** First start with quick unlock switched on, and one account. */
async function onboard(machine) {
  const app = await machine.open();
  await onboardWithQuickUnlock(app);
  await machine.cli("add", uri(acme));
  await givesCodeOf(acme, () => codeInRow(app, acme));
  return app;
}

onMachine("quick unlock opens the vault at the start, without a passphrase", { keyring: true }, async (machine) => {
  let app = await onboard(machine);
  await app.stop();
  app = await machine.open();
  await givesCodeOf(acme, () => codeInRow(app, acme));
});

onMachine("after locking by hand the passphrase still works beside quick unlock", { keyring: true }, async (machine) => {
  const app = await onboard(machine);
  await app.click(hook.lock);
  await app.find(hook.unlockQuick);
  await unlock(app);
  await givesCodeOf(acme, () => codeInRow(app, acme));
});

onMachine("without any keyring the passphrase opens the vault, and quick unlock is one sentence", {}, async (machine) => {
  await vaultWith(machine, acme);
  const app = await machine.open();
  await app.find(hook.unlockPassphrase);
  assert.equal((await app.all(hook.unlockQuick)).length, 0);
  await unlock(app);
  await givesCodeOf(acme, () => codeInRow(app, acme));
  await app.click(hook.nav("settings"));
  await app.click(hook.settingsSwitch("quick-unlock"));
  await app.enter(hook.settingsCurrent, passphrase);
  assert.match(await app.complaint(hook.settingsCurrent), /keyring/i);
});

onMachine("a keyring that went away since: the passphrase opens the vault", { keyring: true }, async (machine) => {
  let app = await onboard(machine);
  await app.stop();
  await machine.keyring.stop();
  app = await machine.open();
  await unlock(app);
  await givesCodeOf(acme, () => codeInRow(app, acme));
});
