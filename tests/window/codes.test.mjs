// The code list: right codes, copying and clearing, finding by keyboard.
import assert from "node:assert/strict";
import * as clipboard from "../counterparts/clipboard.mjs";
import { hook } from "../counterparts/hooks.mjs";
import { onMachine } from "../counterparts/on-machine.mjs";
import { until } from "../counterparts/wait.mjs";
import { acme, givesCodeOf, globex, initech } from "./accounts.mjs";
import { codeInRow, issuersOf, openWith } from "./steps.mjs";

const three = [acme, globex, initech];
const soon = { clear_clipboard_secs: 2 };

onMachine("codes on the screen are those of RFC 6238", {}, async (machine) => {
  const app = await openWith(machine, ...three);
  for (const account of three) await givesCodeOf(account, () => codeInRow(app, account));
});

onMachine("Enter copies the first match, and the clipboard is cleared in time", { settings: soon }, async (machine) => {
  const app = await openWith(machine, ...three);
  await app.type(hook.search, "glob");
  await until("one row is left", async () => (await app.all(hook.row)).length === 1);
  await app.press("Enter");
  await givesCodeOf(globex, () => clipboard.read(machine.env));
  await app.says(hook.rowStatus, /copied/i);
  await until("the clipboard is empty", async () => (await clipboard.read(machine.env)) === "");
});

onMachine("what another program copied meanwhile stays", { settings: soon }, async (machine) => {
  const app = await openWith(machine, acme);
  await app.click(hook.rowCode);
  await givesCodeOf(acme, () => clipboard.read(machine.env));
  machine.with(clipboard.hold(machine.env, "a shopping list"));
  await until("the row has forgotten", async () => !/copied/i.test((await app.text(hook.row))));
  assert.equal(await clipboard.read(machine.env), "a shopping list");
});

onMachine("the keyboard is enough: arrows move, Enter copies, Escape empties the search", {}, async (machine) => {
  const app = await openWith(machine, ...three);
  const second = (await issuersOf(app, three))[1];
  await app.click(hook.search);
  await app.press("Arrow_Down"); // the first row is chosen from the start
  await app.press("Enter");
  await givesCodeOf(three.find(({ issuer }) => issuer === second), () => clipboard.read(machine.env));
  await app.type(hook.search, "nothing like that");
  await until("no row is left", async () => (await app.all(hook.row)).length === 0);
  await app.press("Escape");
  await until("all rows are back", async () => (await app.all(hook.row)).length === three.length);
});

onMachine("search looks at issuer and name, without case or accents", {}, async (machine) => {
  const app = await openWith(machine, ...three, { ...acme, issuer: "Électricité", secret: "ONSWG4TFOQQGC3TEEBZWKY3SMV2A" });
  for (const [text, count] of [["ANN@", 2], ["electri", 1], ["milton", 1], ["zzz", 0]]) {
    await app.type(hook.search, text);
    await until(`"${text}" finds ${count}`, async () => (await app.all(hook.row)).length === count);
  }
});

onMachine("hidden codes show when asked for", { settings: { hide_codes: true } }, async (machine) => {
  const app = await openWith(machine, acme);
  assert.doesNotMatch(await codeInRow(app, acme), /\d/);
  await app.click(hook.rowAsk);
  await givesCodeOf(acme, () => codeInRow(app, acme));
});
