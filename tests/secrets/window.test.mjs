// No secret leaves the window: it is used in every way on a vault full of markers, and none of them is in a page, a reply,
// an event, the page's storage or a log line.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { hook } from "../counterparts/hooks.mjs";
import { onMachine } from "../counterparts/on-machine.mjs";
import { until } from "../counterparts/wait.mjs";
import { givesCodeOf, uri } from "../window/accounts.mjs";
import { codeInRow, openAccount, openWith, readLink, rowOf, unlock } from "../window/steps.mjs";
import { assertClean, first, second, third } from "./markers.mjs";

// The names of all events, from the generated bindings.
const bindings = readFileSync(new URL("../../ui/src/bindings.ts", import.meta.url), "utf8");
const events = [...bindings.split("export const events")[1].matchAll(/"([a-z-]+)"/g)].map(([, name]) => name);

/** Listens in the page to every reply and every event from Rust. */
async function listen(app) {
  await app.driver.executeScript(
    `const heard = (window.heardFromRust = []);
     const { invoke, transformCallback } = window.__TAURI_INTERNALS__;
     for (const event of arguments[0]) {
       const handler = transformCallback(({ payload }) => heard.push(event + JSON.stringify(payload)));
       invoke("plugin:event|listen", { event, target: { kind: "Any" }, handler });
     }
     const ask = window.fetch;
     window.fetch = async (...request) => {
       const reply = await ask(...request);
       reply.clone().text().then((text) => heard.push(text), () => {});
       return reply;
     };`,
    events,
  );
}

async function look(app, where) {
  const heard = await app.driver.executeScript("return (window.heardFromRust ?? []).join('\\n')");
  const stored = await app.driver.executeScript("return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href])");
  const seen = { page: await app.driver.getPageSource(), replies: heard, storage: stored, output: app.heard() };
  for (const [place, text] of Object.entries(seen)) assertClean(text, `the ${place} of ${where}`);
}

onMachine("no marker in any place, reply, event or log line", {}, async (machine) => {
  const app = await openWith(machine, first, second);
  await listen(app);
  await app.click(hook.lock);
  await unlock(app, "a wrong passphrase");
  await app.says(hook.unlockProblem, /\w/);
  await unlock(app);
  await givesCodeOf(first, () => codeInRow(app, first));
  await look(app, "codes");

  await (await rowOf(app, first)).click();
  await readLink(app, third);
  await look(app, "what was found");
  await app.click(hook.addSave);
  await app.find(hook.addedCode);
  await app.click(hook.addedDone);
  const heard = await app.driver.executeScript("return window.heardFromRust");
  for (const told of [/"rows"/, /^codes-changed/]) assert.ok(heard.some((text) => told.test(text)), `nobody told ${told}`);

  await openAccount(app, second);
  await app.click(hook.accountReplace);
  await app.enter(hook.addLink, uri({ ...second, secret: third.secret }));
  await app.click(hook.addSave);
  await app.find(hook.accountReplacement);
  await look(app, "a replacement");
  await app.click(hook.accountBin);
  await app.click(hook.nav("bin"));
  await app.find(hook.binRow);
  await look(app, "the bin");
  await app.click(hook.nav("settings"));
  await app.find(hook.settings);
  await look(app, "settings");

  await app.press("Control", "n");
  await app.enter(hook.addLink, uri(first).replace("otpauth:", "otpauht:"));
  await app.says(hook.addNotice, /\w/);
  await look(app, "a link that is none");
  await app.press("Escape");
  assert.equal(await machine.openAgain(uri(first).replace("digits=6", "digits=99")), 0);
  await until("it is told", async () => (await app.all(hook.toast)).length + (await app.all(hook.addNotice)).length > 0);
  await look(app, "a bad link from outside");
});
