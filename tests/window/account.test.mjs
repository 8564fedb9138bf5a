// The account page: renaming, moving to a phone, replacing the code, the bin.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { hook } from "../counterparts/hooks.mjs";
import { passphrase } from "../counterparts/machine.mjs";
import { onMachine } from "../counterparts/on-machine.mjs";
import { until } from "../counterparts/wait.mjs";
import { acme, givesCodeOf, globex, uri } from "./accounts.mjs";
import { codeInRow, openAccount, openWith } from "./steps.mjs";

onMachine("a new name is kept and shown in the list", {}, async (machine) => {
  const app = await openWith(machine, acme);
  await openAccount(app, acme);
  await app.click(hook.accountEdit);
  await app.type(hook.accountIssuer, "Acme Corporation");
  await app.type(hook.accountNotes, "the printer account");
  await app.click(hook.accountSave);
  await until("the page has it", async () => /Acme Corporation/.test(await app.text(hook.account)));
  assert.match(await machine.cli("list"), /Acme Corporation/);
});

onMachine("the QR code to move it to a phone needs the passphrase and reads back as the same account", {}, async (machine) => {
  const app = await openWith(machine, acme);
  await openAccount(app, acme);
  await app.click(hook.accountQr);
  await app.type(hook.accountQrPassphrase, passphrase);
  await app.click(hook.accountQrShow);
  const picture = join(machine.home, "qr.png");
  await writeFile(picture, await (await app.find(hook.accountQrPicture)).takeScreenshot(), "base64");
  const [payload] = JSON.parse(await machine.cli("scan", picture, "--json")).payloads;
  const [read, meant] = [new URL(payload), new URL(uri(acme))];
  assert.equal(decodeURIComponent(read.pathname), decodeURIComponent(meant.pathname));
  assert.equal(read.searchParams.get("secret"), acme.secret);
});

onMachine("no QR code without the right passphrase", {}, async (machine) => {
  const app = await openWith(machine, acme);
  await openAccount(app, acme);
  await app.click(hook.accountQr);
  await app.type(hook.accountQrPassphrase, "wrong");
  await app.click(hook.accountQrShow);
  await until("it is told", async () => /passphrase/i.test(await app.text(hook.account)));
  assert.equal((await app.all(hook.accountQrPicture)).length, 0);
});

onMachine("a replaced code: the old one stays until the new one is confirmed", {}, async (machine) => {
  const renewed = { ...acme, secret: globex.secret };
  const app = await openWith(machine, acme);
  await openAccount(app, acme);
  await app.click(hook.accountReplace);
  await app.enter(hook.addLink, uri(renewed));
  await app.click(hook.addSave);
  await givesCodeOf(renewed, () => app.text(hook.accountReplacementCode));
  await givesCodeOf(acme, () => app.text(hook.accountCode));
  await app.click(hook.accountReplacementConfirm);
  await app.gone(hook.accountReplacement);
  await givesCodeOf(renewed, () => app.text(hook.accountCode));
});

onMachine("the bin gives back, at once and later", {}, async (machine) => {
  const app = await openWith(machine, acme, globex);
  for (const giveBack of [
    () => app.click(hook.toastAction),
    async () => {
      await app.click(hook.nav("bin"));
      await app.click(hook.binRestore);
      await app.click(hook.nav("codes"));
    },
  ]) {
    await openAccount(app, acme);
    await app.click(hook.accountBin);
    await until("it is gone from the vault", async () => !(await machine.cli("list")).includes(acme.issuer));
    await giveBack();
    await givesCodeOf(acme, () => codeInRow(app, acme));
  }
});

onMachine("deleting for good asks first", {}, async (machine) => {
  const app = await openWith(machine, acme, globex);
  await openAccount(app, acme);
  await app.click(hook.accountBin);
  await app.click(hook.nav("bin"));
  await app.click(hook.binDelete);
  await app.click(hook.binConfirm);
  await app.gone(hook.binRow);
  assert.doesNotMatch(await machine.cli("list"), /Acme/);
});
