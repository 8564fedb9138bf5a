// The compartment opens for the passphrase alone, closes by itself, and then nothing secret is left on the screen.
import assert from "node:assert/strict";
import { hook } from "../counterparts/hooks.mjs";
import { words as text } from "../counterparts/page.mjs";
import { onMachine } from "../counterparts/on-machine.mjs";
import { until } from "../counterparts/wait.mjs";
import { meridian } from "./recovery-sets.mjs";
import { answer, bringIn, give, hides, lineOf, openCodes, openSealed, openSet, preview, toRecovery, words } from "./recovery-steps.mjs";
import { unlock } from "./steps.mjs";

const short = { recovery_open_secs: 5 };

onMachine("the time is over: the code leaves the screen and stays handed out", { settings: short }, async (machine) => {
  const app = await openSealed(machine);
  await bringIn(app, meridian);
  await give(app, meridian);
  await app.gone(hook.handCode);
  await app.gone(hook.recoveryStrip);
  await hides(app, meridian.codes);
  await answer(app, "worked");
  await openCodes(app);
  await app.gone(hook.handOut);
  await app.says(hook.set, /7 of 8/);
});

onMachine("the time is over: what was read and not kept leaves the screen", { settings: short }, async (machine) => {
  const app = await openSealed(machine);
  await preview(app, meridian);
  await app.gone(hook.recoveryStrip);
  await app.gone(hook.bringCode);
  await hides(app, meridian.codes);
});

onMachine("locking closes it as well", {}, async (machine) => {
  const app = await openSealed(machine);
  await bringIn(app, meridian);
  await give(app, meridian);
  await app.press("Control", "l");
  await app.find(hook.unlockPassphrase);
  await hides(app, [...meridian.codes, meridian.service]);
  await unlock(app, words);
  await openSet(app, meridian.service);
  await app.find(hook.openSheet);
});

onMachine("the overview needs no passphrase, a set does", {}, async (machine) => {
  let app = await openSealed(machine);
  await bringIn(app, meridian);
  await app.stop();
  app = await machine.open();
  await unlock(app, words);
  await toRecovery(app);
  await until("it is counted", async () => /8 of 8/.test(await lineOf(app, meridian.service).then(text)));
  assert.equal((await app.all(hook.recoveryStrip)).length, 0);
  await openSet(app, meridian.service);
  await app.find(hook.openSheet);
  await app.press("Escape");
  assert.equal((await app.all(hook.setCodes)).length, 0);
});

onMachine("wrong passphrases wait, here as for unlocking", {}, async (machine) => {
  const app = await openSealed(machine);
  await bringIn(app, meridian);
  await app.click(hook.recoveryClose);
  await app.gone(hook.recoveryStrip);
  await app.click(hook.recoveryGive);
  for (const attempt of ["wrong", "wrong again", "and again", "once more", "still wrong"]) {
    await until("another try is allowed", async () => (await app.find(hook.openButton)).isEnabled());
    await openCodes(app, attempt);
    await app.complaint(hook.openPassphrase);
  }
  await until("it waits", async () => !(await (await app.find(hook.openButton)).isEnabled()));
  await app.press("Escape");
  await app.click(hook.lock);
  await app.says(hook.unlockCountdown, /\d/);
  await until("the wait is over", async () => (await app.find(hook.unlockButton)).isEnabled(), { seconds: 40 });
  await unlock(app, words);
  await openSet(app, meridian.service);
  await openCodes(app);
  await app.find(hook.setCodes);
});
