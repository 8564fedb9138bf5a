// Two at once: a second start, a clicked link, the command line while the window is open, and a sudden end.
import assert from "node:assert/strict";
import { hook } from "../counterparts/hooks.mjs";
import { processes } from "../counterparts/app.mjs";
import { onMachine } from "../counterparts/on-machine.mjs";
import { until } from "../counterparts/wait.mjs";
import { acme, givesCodeOf, globex, initech, uri } from "./accounts.mjs";
import { codeInRow, issuersOf, openWith, readLink, saveFound, unlock } from "./steps.mjs";

onMachine("a second start ends at once and leaves one app", {}, async (machine) => {
  await openWith(machine, acme);
  assert.equal(await machine.openAgain(), 0);
  assert.equal((await processes(machine.env)).length, 1);
});

onMachine("a clicked otpauth link is offered by the open window", {}, async (machine) => {
  const app = await openWith(machine, acme);
  assert.equal(await machine.openAgain(uri(globex)), 0);
  await app.find(hook.addFound);
  await saveFound(app, globex);
});

onMachine("a link clicked while the vault is locked waits for the passphrase", {}, async (machine) => {
  const app = await openWith(machine, acme);
  await app.click(hook.lock);
  await app.find(hook.unlockPassphrase);
  assert.equal(await machine.openAgain(uri(globex)), 0);
  await unlock(app);
  await app.find(hook.addFound);
});

onMachine("what the command line adds appears in the open window, and neither loses the other's change", {}, async (machine) => {
  const app = await openWith(machine, acme);
  await machine.cli("add", uri(globex));
  await givesCodeOf(globex, () => codeInRow(app, globex));
  await readLink(app, initech);
  await saveFound(app, initech);
  const all = [acme, globex, initech];
  await until("all three rows are there", async () => (await app.all(hook.row)).length === all.length);
  const listed = await machine.cli("list");
  for (const { issuer } of all) assert.ok(listed.includes(issuer), listed);
});

onMachine("killed right after saving: nothing that was acknowledged is lost", {}, async (machine) => {
  let app = await openWith(machine, acme);
  await readLink(app, globex);
  await app.click(hook.addSave);
  await app.find(hook.addedCode);
  for (const pid of await processes(machine.env)) process.kill(pid, "SIGKILL");
  await app.stop();
  app = await machine.open();
  await unlock(app);
  await app.find(hook.codes);
  assert.deepEqual((await issuersOf(app, [acme, globex])).sort(), [acme.issuer, globex.issuer]);
});
