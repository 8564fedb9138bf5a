// Every way to add an account but the camera, which has its own suite.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startChild } from "../counterparts/child.mjs";
import * as clipboard from "../counterparts/clipboard.mjs";
import { hook } from "../counterparts/hooks.mjs";
import { onMachine } from "../counterparts/on-machine.mjs";
import { png } from "../counterparts/pictures.mjs";
import { dragFile } from "../counterparts/file-manager.mjs";
import { until } from "../counterparts/wait.mjs";
import * as windowManager from "../counterparts/window-manager.mjs";
import { acme, globex, givesCodeOf, initech, uri } from "./accounts.mjs";
import { codeInRow, openWith, saveFound } from "./steps.mjs";

/** Reads a picture that another program has copied. */
async function readCopied(machine, app, picture) {
  machine.with(clipboard.hold(machine.env, picture, "image/png"));
  await app.click(hook.add);
  await app.click(hook.addFromClipboard);
}

onMachine("by hand, with parameters of its own", {}, async (machine) => {
  const app = await openWith(machine);
  await app.click(hook.add);
  await app.click(hook.addByHand);
  await app.type(hook.addIssuer, initech.issuer);
  await app.type(hook.addName, initech.name);
  await app.type(hook.addSecret, initech.secret.toLowerCase().replace(/(.{4})/g, "$1 "));
  await app.click(hook.addSheet, " summary");
  await app.choose(hook.addAlgorithm, "SHA-256");
  await app.type(hook.addDigits, "8");
  await app.click(hook.addRead);
  await saveFound(app, initech);
});

onMachine("from a picture dragged from a file manager", {}, async (machine) => {
  machine.with(await windowManager.start(machine.env));
  const app = await openWith(machine);
  await app.resize(600, 700);
  await dragFile(machine, png(uri(acme)));
  await app.find(hook.addFound);
  await saveFound(app, acme);
});

onMachine("from a picture on the clipboard", {}, async (machine) => {
  const app = await openWith(machine);
  await readCopied(machine, app, png(uri(globex)));
  await app.find(hook.addFound);
  await saveFound(app, globex);
});

onMachine("from what is on the screen", {}, async (machine) => {
  const app = await openWith(machine);
  await app.resize(600, 600);
  const picture = join(machine.home, "shown.png");
  await writeFile(picture, png(uri(globex)));
  machine.with(startChild("display", ["-geometry", "+700+100", "-title", "enrolment", picture], { env: machine.env }));
  await until("the picture is shown", async () => (await machine.windows("enrolment")).length > 0);
  await app.click(hook.add);
  await app.click(hook.addFromScreen);
  await app.find(hook.addFound);
  await saveFound(app, globex);
});

onMachine("from a picture file by the command line, seen in the open window", {}, async (machine) => {
  const app = await openWith(machine, acme);
  const picture = join(machine.home, "globex.png");
  await writeFile(picture, png(uri(globex)));
  await machine.cli("add", "--image", picture);
  await givesCodeOf(globex, () => codeInRow(app, globex));
});

for (const [what, text] of Object.entries({
  "a web address": "https://example.org/",
  "a secret that is none": "otpauth://totp/A:b?secret=1!1",
  "no digits": `${uri(acme).replace(/digits=6/, "digits=0")}`,
  "no period": `${uri(acme)}&period=0`,
})) {
  onMachine(`a QR code with ${what} gets a sentence and adds nothing`, {}, async (machine) => {
    const app = await openWith(machine);
    await readCopied(machine, app, png(text));
    const sentence = await app.says(hook.addNotice, /\w+.*\./);
    assert.ok(!sentence.includes("undefined"), sentence);
    assert.equal((await app.all(hook.addFound)).length, 0);
  });
}

onMachine("a damaged picture gets a sentence", {}, async (machine) => {
  const app = await openWith(machine);
  await readCopied(machine, app, png(uri(acme)).subarray(0, 200));
  await app.says(hook.addNotice, /\w+.*\./);
});

onMachine("the same account twice is noticed", {}, async (machine) => {
  const app = await openWith(machine, acme);
  await readCopied(machine, app, png(uri(acme)));
  await until("it is told", async () => /already/i.test(await app.text(hook.addSheet)));
});
