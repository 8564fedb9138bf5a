// The main job: the webcam looks at an enrolment QR code and the code is on the screen. And cameras that fail.
import assert from "node:assert/strict";
import * as webcam from "../counterparts/camera.mjs";
import { hook } from "../counterparts/hooks.mjs";
import { onMachine } from "../counterparts/on-machine.mjs";
import { acme, uri } from "../window/accounts.mjs";
import { saveFound, unlock, vaultWith } from "../window/steps.mjs";

/** The add sheet of an open vault, on a computer with a camera. */
async function beforeTheCamera(machine, fault = "") {
  const camera = machine.with(await webcam.start(machine.home));
  await camera.fail(fault);
  await vaultWith(machine);
  const app = await machine.open({ env: camera.env });
  await unlock(app);
  await app.click(hook.add);
  await app.find(hook.addSheet);
  return { app, camera };
}

/** Waits until the preview shows pictures. */
const previewRuns = (app) => app.find(hook.addPreview, '[data-state="live"]');

onMachine("a QR code held before the camera becomes an account, and its code is right", {}, async (machine) => {
  const { app, camera } = await beforeTheCamera(machine);
  await previewRuns(app);
  assert.equal((await app.all(hook.addFound)).length, 0);
  await camera.show(uri(acme));
  await app.find(hook.addFound);
  await saveFound(app, acme);
});

onMachine("a code that is no enrolment is told, and the camera goes on looking", {}, async (machine) => {
  const { app, camera } = await beforeTheCamera(machine);
  await camera.show("https://example.org/menu");
  await app.says(hook.addNotice, /\w+ .*\./);
  await camera.show(uri(acme));
  await app.find(hook.addFound);
});

for (const [fault, words] of [["busy", /busy|another program|in use/i], ["denied", /may not|permission|allow/i], ["stall", /picture|silent|no image/i]]) {
  onMachine(`a camera that is ${fault}: its sentence, and the other ways to add still work`, {}, async (machine) => {
    const { app } = await beforeTheCamera(machine, fault);
    await app.says(hook.addSheet, words);
    await app.enter(hook.addLink, uri(acme));
    await app.find(hook.addFound);
    await saveFound(app, acme);
  });
}

onMachine("a camera unplugged in the middle of a scan: its sentence, nothing hangs", {}, async (machine) => {
  const { app, camera } = await beforeTheCamera(machine);
  await previewRuns(app);
  await camera.fail("unplug");
  await app.says(hook.addSheet, /unplugged|disconnected|plug/i);
  await app.press("Escape");
  await app.gone(hook.addSheet);
});

onMachine("no camera at all: the sheet says so and offers the other ways", {}, async (machine) => {
  await vaultWith(machine);
  const app = await machine.open();
  await unlock(app);
  await app.click(hook.add);
  await app.says(hook.addSheet, /no camera/i);
  await app.find(hook.addFromImage);
});
