// One code at a time: the one on the screen is one of the set and on the clipboard, and none is handed out twice.
import assert from "node:assert/strict";
import * as clipboard from "../counterparts/clipboard.mjs";
import { hook } from "../counterparts/hooks.mjs";
import { onMachine } from "../counterparts/on-machine.mjs";
import { until } from "../counterparts/wait.mjs";
import { gitea, bare, few, meridian, numbered } from "./recovery-sets.mjs";
import { answer, bringIn, give, handed, hides, keep, openCodes, openSealed, openSet, preview, stand, words } from "./recovery-steps.mjs";
import { unlock } from "./steps.mjs";

onMachine("a code is shown and copied, marked used when it worked, and that can be taken back", {}, async (machine) => {
  const app = await openSealed(machine);
  await bringIn(app, meridian);
  const code = await give(app, meridian);
  await until("it is on the clipboard", async () => bare(await clipboard.read(machine.env)) === code);
  await answer(app, "worked");
  await app.gone(hook.handOut);
  await stand(app, "used", 1);
  await app.says(hook.set, /7 of 8/);
  await hides(app, meridian.codes);
  await app.click(hook.setUndo);
  await stand(app, "reserved", 1);
});

onMachine("a code that did not work: another one comes, and never the same", {}, async (machine) => {
  const app = await openSealed(machine);
  await bringIn(app, meridian);
  const seen = new Set([await give(app, meridian)]);
  for (const count of [2, 3]) {
    const before = await app.text(hook.handCode);
    await answer(app, "refused");
    await until("another code is shown", async () => (await app.text(hook.handCode)) !== before);
    seen.add(await handed(app, meridian));
    assert.equal(seen.size, count);
  }
  await answer(app, "unsure");
  await app.gone(hook.handOut);
  await stand(app, "invalid", 2);
  await stand(app, "unsure", 1);
});

onMachine("without its dashes, if the site wants it so", {}, async (machine) => {
  const app = await openSealed(machine);
  await bringIn(app, meridian);
  const code = await give(app, meridian);
  await app.click(hook.handVariant);
  await until("it is on the clipboard", async () => (await clipboard.read(machine.env)) === code);
});

onMachine("a restart between a code and its answer: it is asked about, and not handed out again", {}, async (machine) => {
  let app = await openSealed(machine);
  await bringIn(app, few);
  const first = await give(app, few);
  await app.stop();
  app = await machine.open();
  await unlock(app, words);
  await openSet(app, few.service);
  await openCodes(app);
  await stand(app, "reserved", 1);
  await app.click(hook.recoveryGive);
  await app.says(hook.setWaiting, /handed out/);
  await app.click(hook.handShowAgain);
  assert.equal(await handed(app, few), first);
  await answer(app, "refused");
  await until("the other code is shown", async () => (await handed(app, few)) !== first);
  await answer(app, "worked");
  await app.says(hook.handAfter, /last one/);
});

onMachine("the number that the site asks for, and what is said of one that is not there", {}, async (machine) => {
  const app = await openSealed(machine);
  await bringIn(app, numbered);
  await app.click(hook.recoveryGive);
  for (const [wrong, sentence] of [["3", /was used or refused before/], ["9", /no code with that number/]]) {
    await app.type(hook.handNumber, wrong);
    await app.click(hook.handGo);
    await app.says(hook.handOut, sentence);
    assert.equal((await app.all(hook.handCode)).length, 0);
  }
  await app.type(hook.handNumber, "#7");
  await app.click(hook.handGo);
  assert.equal(await app.text(hook.handCode), numbered.codes[6]);
  await answer(app, "worked");
  await app.says(hook.setCodes, /Code #7.*Used/);
});

onMachine("a key that is replaced is let go only for the new one", {}, async (machine) => {
  const app = await openSealed(machine);
  await bringIn(app, gitea);
  assert.equal(await give(app, gitea), gitea.codes[0]);
  await answer(app, "worked");
  await app.click(hook.handNewKeySave);
  await app.complaint(hook.handNewKey);
  await app.press("Escape"); // leads back to the question, not out
  await app.find(hook.handAnswer("worked"));
  await answer(app, "worked");
  await app.type(hook.handNewKey, gitea.next);
  await app.click(hook.handNewKeySave);
  await app.gone(hook.handOut);
  await app.click(hook.recoveryGive);
  assert.equal(bare(await app.text(hook.handCode)), gitea.next);
});

onMachine("that using one turns two-step sign-in off is said before it is shown", {}, async (machine) => {
  const app = await openSealed(machine);
  await preview(app, few);
  await app.choose(hook.factEffect, "disablesTwoFactor");
  await keep(app);
  await app.click(hook.recoveryGive);
  await app.says(hook.handWarning, /turns two-step sign-in off/i);
  await hides(app, few.codes);
  await app.click(hook.handGo);
  await handed(app, few);
  await answer(app, "worked");
  await app.says(hook.handAfter, /is off/);
});
