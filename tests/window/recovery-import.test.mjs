// Recovery codes come in: pasted or dropped, looked at one by one, corrected, kept; and the downloaded file goes away.
import assert from "node:assert/strict";
import { access } from "node:fs/promises";
import { dragFile } from "../counterparts/file-manager.mjs";
import { hook } from "../counterparts/hooks.mjs";
import { onMachine } from "../counterparts/on-machine.mjs";
import { until } from "../counterparts/wait.mjs";
import * as windowManager from "../counterparts/window-manager.mjs";
import { acme, uri } from "./accounts.mjs";
import { few, meridian, nextcloud, numbered, secrets } from "./recovery-sets.mjs";
import { bringIn, hides, keep, openCodes, openSealed, paste, preview, previewed, toRecovery } from "./recovery-steps.mjs";

onMachine("pasted codes are all shown before they are kept, and counted afterwards", {}, async (machine) => {
  const app = await openSealed(machine);
  const before = (await toRecovery(app), (await app.all(hook.recoverySet)).length);
  await preview(app, meridian);
  assert.deepEqual(await previewed(app), meridian.codes);
  assert.match(await app.text(hook.bringSet), /Meridian/);
  await app.click(hook.recoveryBack);
  await app.find(hook.bringText);
  await hides(app, meridian.codes);
  await app.click(hook.recoveryBack);
  await app.find(hook.recovery, '[data-view="overview"]');
  assert.equal((await app.all(hook.recoverySet)).length, before, "nothing is kept that was not accepted");
  await bringIn(app, meridian);
  await app.says(hook.set, /8 of 8/);
  await hides(app, meridian.codes);
});

onMachine("a file dropped from a file manager is read, and deleted when the person says so", {}, async (machine) => {
  machine.with(await windowManager.start(machine.env));
  const app = await openSealed(machine);
  await app.resize(600, 700);
  const file = await dragFile(machine, meridian.text, "github-recovery-codes.txt");
  await openCodes(app);
  await app.says(hook.bringSet, /Nextcloud/);
  assert.deepEqual(await previewed(app), nextcloud.codes);
  await app.click(hook.bringAccept);
  await app.find(hook.bringDelete);
  await access(file);
  await app.click(hook.bringDelete);
  await until("the file is gone", () => access(file).then(() => false, () => true));
  await app.says(hook.bringDone, /deleted/);
});

onMachine("what was read wrong is corrected in the preview, and only that is kept", {}, async (machine) => {
  const app = await openSealed(machine);
  await preview(app, few);
  await app.type(hook.bringCode, "5520-9174-3387");
  await app.type(hook.factAccount, "ann@example.org");
  await keep(app);
  await app.says(hook.set, /ann@example\.org/);
  const first = await app.driver.getPageSource();
  assert.ok(!first.includes(few.codes[0]));
  await app.click(hook.recoveryGive);
  assert.equal(await app.text(hook.handCode), "5520-9174-3387");
});

onMachine("a code that the file marks as used is kept as used", {}, async (machine) => {
  const app = await openSealed(machine);
  await preview(app, numbered);
  const ticks = await Promise.all((await app.all(hook.bringUsed)).map((tick) => tick.isSelected()));
  assert.deepEqual(ticks, numbered.codes.map((_, n) => n === 2));
  await keep(app);
  await app.says(hook.set, /7 of 8/);
});

onMachine("the same codes again change nothing; new ones put the old away", {}, async (machine) => {
  const app = await openSealed(machine);
  await bringIn(app, meridian);
  await preview(app, meridian);
  await app.says(hook.bringReconciled, /already/);
  await app.click(hook.bringAccept); // keeps nothing
  await app.find(hook.recovery, '[data-view="overview"]');
  const before = Number(/\((\d+)\)/.exec(await app.text(hook.recoveryFolded))[1]);
  const renewed = { ...meridian, codes: meridian.codes.map((code) => [...code].reverse().join("")) };
  renewed.text = meridian.text.replace(/[0-9a-f]{5}-[0-9a-f]{5}/g, (code) => [...code].reverse().join(""));
  await preview(app, renewed);
  assert.deepEqual(await previewed(app), renewed.codes);
  await app.says(hook.bringReconciled, /new codes/i);
  await keep(app);
  await toRecovery(app);
  await app.says(hook.recoveryFolded, new RegExp(`archived \\(${before + 1}\\)`));
});

onMachine("a set-up link among the codes goes to the accounts and is never a code", {}, async (machine) => {
  const app = await openSealed(machine);
  await preview(app, { text: `${few.text}\n${uri(acme)}\n` });
  assert.deepEqual(await previewed(app), few.codes);
  await app.says(hook.bringElsewhere, /set-up link/);
  await app.click(hook.bringElsewhere, " button");
  await app.find(hook.addFound);
  await app.click(hook.addSave);
  await app.click(hook.addedDone);
  await app.find(hook.bringSet);
  await keep(app);
});

for (const [what, text] of Object.entries({
  prose: "Dear Ann,\nplease call 0800-1234-5678 before 2026-11-21, or see https://example.org/help.\n",
  "only an age key": "AGE-SECRET-KEY-1QQQSYQCYQ5RQWZQFPG9SCRGWPUGPZYSNZS23V9CCRYDPK8QARC0SWTZXYX\n",
})) {
  onMachine(`${what}: nothing is found, it is said, and nothing is kept`, {}, async (machine) => {
    const app = await openSealed(machine);
    await toRecovery(app);
    await app.press("Control", "i");
    await paste(app, text);
    await openCodes(app);
    const said = await until("it is said", async () => (await app.all(hook.bringProblem))[0] ?? (await app.all(hook.bringElsewhere))[0]);
    assert.match(await said.getText(), /\w+ .*\./s);
    assert.equal((await app.all(hook.bringCode)).length, 0);
    await hides(app, secrets);
  });
}
