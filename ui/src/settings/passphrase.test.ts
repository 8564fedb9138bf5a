// Changing the passphrase, and "it leaked": what was done is told, and what could not be done as well.
import { fireEvent } from "@testing-library/svelte";
import { beforeEach, expect, test } from "vitest";
import { fake } from "../testing/fake-backend";
import { hook } from "../testing/hooks";
import { all, calls, click, one, press, settle, soon, start, type } from "../testing/page";

beforeEach(async () => {
  await start();
  await click(hook.nav("settings"));
  await soon(hook.settings);
});

async function fill(current: string, next: string) {
  await type(hook.settingsCurrent, current);
  await type(hook.settingsNext, next);
  await type(hook.settingsRepeat, next);
  await fireEvent.submit(one(hook.settingsCurrent).closest("form")!);
  await settle();
}

test("replaced keys: how many snapshots went is told", async () => {
  await click(hook.settingsLeaked);
  await fill("correct horse", "meadow lantern");
  expect(calls("replaceKeys")).toEqual([["correct horse", "meadow lantern"]]);
  expect(one(hook.settingsReplaced).textContent).toContain("2 earlier snapshots were deleted.");
  expect(one(hook.settingsReplaced).querySelectorAll(".notice")).toHaveLength(0);
});

test("replaced keys: what is left of before, and a keyring that refused, are told", async () => {
  fake.keysReplaced = { snapshotsDropped: 1, unfinished: "The folder snapshots could not be emptied.", quickUnlockLost: "The keyring is locked." };
  await click(hook.settingsLeaked);
  await fill("correct horse", "meadow lantern");
  const told = one(hook.settingsReplaced).textContent;
  for (const sentence of ["One earlier snapshot was deleted.", "could not be emptied.", "The keyring is locked."]) expect(told).toContain(sentence);
});

test("a wrong passphrase replaces nothing, and says so", async () => {
  await click(hook.settingsLeaked);
  await fill("wrong", "meadow lantern");
  expect(all(hook.settingsReplaced)).toHaveLength(0);
  expect(document.body.textContent).toContain("That is not the passphrase.");
});

test("a change that is cancelled by closing the sheet is called off, and says nothing later", async () => {
  let answer = () => {};
  fake.waits.set("changePassphrase", new Promise<void>((done) => (answer = done)));
  await click(hook.settingsChange);
  await fill("correct horse", "meadow lantern");
  await press("Escape", {}, one(hook.settingsCurrent));
  expect(all(hook.settingsCurrent)).toHaveLength(0);
  expect(calls("callOff")).toHaveLength(1);
  answer();
  await settle();
  expect(fake.passphrase).toBe("correct horse");
  expect(all(hook.toast)).toHaveLength(0);
});
