// Every way to add an account but the camera, which has its own suite.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as clipboard from "../counterparts/clipboard.mjs";
import { hook } from "../counterparts/hooks.mjs";
import { onMachine } from "../counterparts/on-machine.mjs";
import { png } from "../counterparts/pictures.mjs";
import { until } from "../counterparts/wait.mjs";
import { acme, givesCodeOf, globex, initech, uri } from "./accounts.mjs";
import { codeInRow, openWith } from "./steps.mjs";

/** From what was found to the code in the list. */
async function save(app, account) {
  await app.click(hook.addSave);
  await givesCodeOf(account, () => app.text(hook.addedCode));
  await app.click(hook.addedDone);
  await givesCodeOf(account, () => codeInRow(app, account));
}

/** Drops a file into the page as a file manager does. */
async function drop(app, name, bytes) {
  await app.driver.executeScript(
    `const [name, type, base64] = arguments;
     const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
     const carried = new DataTransfer();
     carried.items.add(new File([bytes], name, { type }));
     for (const event of ["dragenter", "dragover", "drop"]) {
       document.body.dispatchEvent(new DragEvent(event, { dataTransfer: carried, bubbles: true, cancelable: true }));
     }`,
    name, "image/png", bytes.toString("base64"),
  );
}

onMachine("by hand, with parameters of its own", {}, async (machine) => {
  const app = await openWith(machine);
  await app.click(hook.add);
  await app.click(hook.addByHand);
  await app.type(hook.addIssuer, initech.issuer);
  await app.type(hook.addName, initech.name);
  await app.type(hook.addSecret, initech.secret.toLowerCase().replace(/(.{4})/g, "$1 "));
  await app.choose(hook.addAlgorithm, "SHA256");
  await app.choose(hook.addDigits, "8");
  await app.click(hook.addRead);
  await save(app, initech);
});

onMachine("from a picture dropped on the window", {}, async (machine) => {
  const app = await openWith(machine);
  await drop(app, "code.png", png(uri(acme)));
  await app.find(hook.addFound);
  await save(app, acme);
});

onMachine("from a picture on the clipboard", {}, async (machine) => {
  const app = await openWith(machine);
  machine.with(clipboard.hold(machine.env, png(uri(globex)), "image/png"));
  await app.click(hook.add);
  await app.click(hook.addFromClipboard);
  await app.find(hook.addFound);
  await save(app, globex);
});

onMachine("from what is on the screen", {}, async (machine) => {
  const app = await openWith(machine);
  await app.resize(600, 600);
  const picture = join(machine.home, "shown.png");
  await writeFile(picture, png(uri(globex)));
  execFileSync("display", ["-window", "root", "-gravity", "east", picture], { env: machine.env });
  await app.click(hook.add);
  await app.click(hook.addFromScreen);
  await app.find(hook.addFound);
  await save(app, globex);
});

onMachine("from a picture file by the command line, seen in the open window", {}, async (machine) => {
  const app = await openWith(machine, acme);
  const picture = join(machine.home, "globex.png");
  await writeFile(picture, png(uri(globex)));
  await machine.cli("add", picture);
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
    await drop(app, "code.png", png(text));
    const sentence = await app.says(hook.addNotice, /\w+.*\./);
    assert.ok(!sentence.includes("undefined"), sentence);
    assert.equal((await app.all(hook.addFound)).length, 0);
  });
}

onMachine("a damaged picture gets a sentence", {}, async (machine) => {
  const app = await openWith(machine);
  await drop(app, "code.png", png(uri(acme)).subarray(0, 200));
  await app.says(hook.addNotice, /\w+.*\./);
});

onMachine("the same account twice is noticed", {}, async (machine) => {
  const app = await openWith(machine, acme);
  await drop(app, "code.png", png(uri(acme)));
  await until("it is told", async () => /already/i.test(await app.text(hook.addSheet)));
});
