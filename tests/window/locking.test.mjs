// Locked and open: passphrases right and wrong, restarts, and everything that locks by itself.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { hook } from "../counterparts/hooks.mjs";
import { onMachine } from "../counterparts/on-machine.mjs";
import { until } from "../counterparts/wait.mjs";
import { acme, givesCodeOf, globex } from "./accounts.mjs";
import { codeInRow, issuersOf, openWith, unlock, vaultWith } from "./steps.mjs";

onMachine("locking takes the codes off the screen, the passphrase brings them back", {}, async (machine) => {
  const app = await openWith(machine, acme);
  await app.click(hook.lock);
  await app.find(hook.unlockPassphrase);
  assert.ok(!(await app.driver.getPageSource()).includes(acme.issuer));
  await unlock(app);
  await givesCodeOf(acme, () => codeInRow(app, acme));
});

onMachine("a restart keeps everything", {}, async (machine) => {
  let app = await openWith(machine, acme, globex);
  const before = await issuersOf(app, [acme, globex]);
  await app.stop();
  app = await machine.open();
  await unlock(app);
  await givesCodeOf(globex, () => codeInRow(app, globex));
  assert.deepEqual(await issuersOf(app, [acme, globex]), before);
});

onMachine("the wait after wrong passphrases holds over a restart", {}, async (machine) => {
  await vaultWith(machine, acme);
  let app = await machine.open();
  await unlock(app, "wrong");
  await app.says(hook.unlockProblem, /\w/);
  for (const attempt of ["wrong again", "and again", "once more", "still wrong"]) {
    await until("another try is allowed", async () => (await app.find(hook.unlockButton)).isEnabled());
    await unlock(app, attempt);
    await app.says(hook.unlockCountdown, /\d/);
  }
  await app.stop();
  app = await machine.open();
  await app.says(hook.unlockCountdown, /\d/);
  assert.equal(await (await app.find(hook.unlockButton)).isEnabled(), false);
  await until("the wait is over", async () => (await app.find(hook.unlockButton)).isEnabled(), { seconds: 20 });
  await unlock(app);
  await app.find(hook.codes);
});

onMachine("nobody there: locked after the time in the settings", { settings: { lock_after_secs: 2 } }, async (machine) => {
  const app = await openWith(machine, acme);
  await app.find(hook.unlockPassphrase);
});

onMachine("a locked screen locks the vault", { settings: { lock_on_screen_lock: true } }, async (machine) => {
  const app = await openWith(machine, acme);
  const signal = ["--session", "--type=signal", "/org/gnome/ScreenSaver", "org.gnome.ScreenSaver.ActiveChanged", "boolean:true"];
  execFileSync("dbus-send", signal, { env: machine.env });
  await app.find(hook.unlockPassphrase);
});

onMachine("a machine that goes to sleep waits until the vault is locked", { logind: true }, async (machine) => {
  const { logind } = machine;
  const app = await openWith(machine, acme);
  await until("sleep is delayed", async () => (await logind.held()) === 1);
  await logind.sleep();
  await until("the machine may sleep", async () => (await logind.held()) === 0);
  await app.find(hook.unlockPassphrase);
  await logind.wake();
  await until("the next sleep is delayed", async () => (await logind.held()) === 1);
  await app.find(hook.unlockPassphrase);
});

onMachine("who does not want that keeps the vault open, and the machine may sleep", { logind: true, settings: { lock_on_sleep: false } }, async (machine) => {
  const { logind } = machine;
  const app = await openWith(machine, acme);
  await until("sleep is delayed", async () => (await logind.held()) === 1);
  await logind.sleep();
  await until("the machine may sleep", async () => (await logind.held()) === 0);
  await givesCodeOf(acme, () => codeInRow(app, acme));
});

onMachine("a session that is told to lock locks the vault", { logind: true }, async (machine) => {
  const app = await openWith(machine, acme);
  await until("logind is listened to", async () => (await machine.logind.held()) === 1);
  await machine.logind.lock();
  await app.find(hook.unlockPassphrase);
});

onMachine("unlocking is cancelled: the window is there at once and the vault stays closed", {}, async (machine) => {
  await vaultWith(machine, acme);
  const app = await machine.open();
  await unlock(app);
  await app.click(hook.cancelTrying);
  // The next passphrase is looked at after the one that was cancelled, and it is looked at because the vault is closed.
  await unlock(app, "wrong");
  await app.says(hook.unlockProblem, /not the passphrase/);
  await unlock(app);
  await givesCodeOf(acme, () => codeInRow(app, acme));
});
