// The recovery place: the overview, opening with the passphrase, what vanishes when it closes, questions, activity, and
// the traces it leaves in the other places.
import { fireEvent } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { fake } from "../testing/fake-backend";
import { hook } from "../testing/hooks";
import { all, calls, click, field, one, pass, press, settle, soon, start, type } from "../testing/page";
import { noticeWords, spokenOf } from "./words";

const enter = async () => {
  await start();
  await press("2", { ctrlKey: true });
  await soon(hook.recovery);
  await settle();
};
const open = async (passphrase = "correct horse") => {
  await type(hook.openPassphrase, passphrase);
  await fireEvent.submit(one(hook.openButton).closest("form")!);
  await settle();
};
const titles = () => all(hook.recoverySetOpen).map((name) => name.querySelector("b")?.textContent);
const text = () => one(hook.recovery).textContent ?? "";

test("empty and low sets come first, replaced and archived ones are folded away, and nothing is asked for", async () => {
  await enter();
  expect(titles().slice(0, 3)).toEqual(["Epic Games", "WordPress", "Duo"]);
  expect(one(hook.recoveryFolded)).toHaveProperty("open", false);
  expect(all(hook.openSheet)).toEqual([]);
  expect(calls("recoverySet")).toEqual([]);
});

test("its name in the navigation leads back to the overview from every page, but not away from an import", async () => {
  await enter();
  await fireEvent.click(all(hook.recoverySetOpen)[0]!);
  await soon(hook.openPassphrase);
  await open();
  await soon(hook.setCodes);
  await click(hook.nav("recovery"));
  expect(one(hook.recovery).dataset.view).toBe("overview");
  await click(hook.recoveryAdd);
  await soon(hook.bring);
  await type(hook.bringText, "some codes");
  await click(hook.bringRead);
  await soon(hook.bringSet);
  await click(hook.nav("recovery"));
  expect(one(hook.recovery).dataset.view).toBe("bring");
});

test("the dots say how each code stands, also to those who do not see them", async () => {
  await enter();
  const jira = document.querySelector('[data-set="jira"]')!;
  expect([...jira.querySelectorAll(".dots i")].map((dot) => dot.className.split(" ")[0])).toEqual([...Array<string>(10).fill("unused"), "unsure", "used", "used", "used", "invalid"]);
  expect(jira.querySelector("[role=img]")?.getAttribute("aria-label")).toBe("15 codes: 10 not used, 3 used, 1 did not work, 1 not sure");
  expect(document.querySelector('[data-set="privacyidea"] .bar')).not.toBeNull();
  const key = { kind: "singleKey", total: 1, unused: 1, reserved: 0, used: 0, invalid: 0, unsure: 0 } as Parameters<typeof spokenOf>[0];
  expect(spokenOf(key)).toBe("1 key: 1 not used");
});

test("an account without codes is an invitation, and so is an empty place", async () => {
  fake.recovery.sets = [];
  fake.recovery.questions = [];
  fake.recovery.exists = false;
  await enter();
  expect(one(hook.recoveryEmpty).textContent).toContain("Add recovery codes");
  expect(all(hook.recoveryMissing)).toHaveLength(4);
  await fireEvent.click(all(hook.recoveryMissingAdd)[0]!);
  expect(await soon(hook.bring)).toBeTruthy();
});

test("there is one notice, it can rest, and the codes place shows it too", async () => {
  await start();
  expect((await soon(hook.recoveryNotice)).textContent).toContain("No recovery codes left: Epic Games");
  await click(hook.recoveryDismiss);
  expect(calls("dismissRecoveryNotice")).toEqual([["empty"]]);
  expect(all(hook.recoveryNotice)).toEqual([]);
});

test("a place that cannot be read says why, and tries again", async () => {
  fake.refusals.set("recoveryOverview", { kind: "RecoveryMissing", file: "recovery.age" });
  await start();
  await settle();
  fake.refusals.set("recoveryOverview", { kind: "RecoveryMissing", file: "recovery.age" });
  await press("2", { ctrlKey: true });
  await soon(hook.recovery);
  await settle();
  expect(text()).toContain("One of the two files of the recovery codes is gone: recovery.age.");
  await fireEvent.click(document.querySelector(".notice button")!);
  await settle();
  expect(titles().length).toBeGreaterThan(5);
});

test("a wrong passphrase leaves it closed and is counted down; the right one opens it for two minutes", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  await enter();
  await press("o", { ctrlKey: true });
  await soon(hook.openSheet);
  for (const _ of [1, 2]) await open("wrong");
  expect(one(hook.openSheet).textContent).toContain("Try again in 1 s.");
  expect(field(hook.openPassphrase).value).toBe("");
  await open();
  expect(calls("openRecovery")).toHaveLength(2);
  await pass(1_100);
  await open();
  expect(all(hook.openSheet)).toEqual([]);
  expect(one(hook.recoveryStrip).textContent).toMatch(/Open for 2:00|Open for 1:59/);
  await pass(30_000);
  expect(one(hook.recoveryStrip).textContent).toMatch(/Open for 1:(3\d|29)/);
  await pass(91_000);
  expect(all(hook.recoveryStrip)).toEqual([]);
});

test("older codes open only after the warning, with the passphrase again", async () => {
  fake.refusals.set("openRecovery", { kind: "RecoveryOlder" });
  await enter();
  await press("o", { ctrlKey: true });
  await soon(hook.openSheet);
  await open();
  expect(one(hook.openOlder).textContent).toContain("older than those last seen");
  await open();
  expect(calls("openRecovery")).toEqual([["correct horse", false], ["correct horse", true]]);
  expect(all(hook.openSheet)).toEqual([]);
});

test("closing now closes, and the same key does it", async () => {
  await enter();
  await press("o", { ctrlKey: true });
  await soon(hook.openSheet);
  await open();
  await press("o", { ctrlKey: true });
  expect(calls("closeRecovery")).toHaveLength(1);
  expect(all(hook.recoveryStrip)).toEqual([]);
});

test("an answer is shown after the passphrase, alone, and vanishes when the time is up", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  await enter();
  await fireEvent.click(all(hook.questionShow)[0]!);
  await settle();
  await open();
  expect(one(hook.questionAnswer).textContent).toBe("Brass teapot 41");
  await fireEvent.click(all(hook.questionShow)[0]!);
  await settle();
  expect(one(hook.questionAnswer).textContent).toBe("Umber lighthouse");
  expect(document.body.textContent).not.toContain("Brass teapot");
  await pass(120_100);
  expect(document.body.textContent).not.toContain("Umber lighthouse");
});

test("a new answer goes inward once, after the passphrase, and an empty one is refused", async () => {
  await enter();
  await click(hook.questionAdd);
  await fireEvent.submit(one(hook.questionSave).closest("form")!);
  await settle();
  expect(one(hook.questionSave).closest("form")!.textContent).toContain("A security question needs its words and its answer.");
  const form = one(hook.questionSave).closest("form")!;
  await fireEvent.input(form.querySelectorAll("input")[2]!, { target: { value: "First pet?" } });
  await fireEvent.input(form.querySelectorAll("input")[3]!, { target: { value: "Copper kettle" } });
  await fireEvent.submit(form);
  await settle();
  fake.refusals.set("addQuestion", { kind: "DiskFull" });
  await open();
  expect(form.textContent).toContain("The disk is full");
  expect(form.querySelectorAll("input")[3]!.value).toBe("Copper kettle");
  await fireEvent.submit(form);
  await settle();
  expect(calls("addQuestion").at(-1)).toEqual(["", "", "First pet?", "Copper kettle"]);
  expect(all(hook.questionSave)).toEqual([]);
  expect(document.body.innerHTML).not.toContain("Copper kettle");
});

test("a question is deleted only after the passphrase", async () => {
  await enter();
  await fireEvent.click(all(hook.questionDelete)[0]!);
  await settle();
  await type(hook.questionPassphrase, "wrong");
  await fireEvent.submit(one(hook.questionDeleteGo).closest("form")!);
  await settle();
  expect(fake.recovery.questions).toHaveLength(2);
  await type(hook.questionPassphrase, "correct horse");
  await fireEvent.submit(one(hook.questionDeleteGo).closest("form")!);
  await settle();
  expect(calls("deleteQuestion").at(-1)).toEqual(["q1", "correct horse"]);
  expect(all(hook.questionRow)).toHaveLength(1);
});

test("the notice tells codes that have expired from those that will, and a kit tested long ago from one never tested", () => {
  const rows = { past: { title: "Duo", expired: true }, soon: { title: "Jira", expired: false } } as Record<string, unknown>;
  const title = (setIds: string[]) => noticeWords({ kind: "expiring", setIds }, (id) => (rows[id] ?? null) as never, { madeAt: 1, provenAt: null }).title;
  expect(title(["past"])).toBe("Recovery codes have expired: Duo");
  expect(title(["soon"])).toBe("Recovery codes expire soon: Jira");
  expect(title(["past", "soon"])).toBe("Recovery codes have expired or soon will: Duo, Jira");
  const kit = (provenAt: number | null) => noticeWords({ kind: "kitUnproven", setIds: [] }, () => null, { madeAt: 1, provenAt }).title;
  expect(kit(null)).toContain("never tested");
  expect(kit(1_700_000_000)).toContain("was last tested");
});

test("the activity is read after the passphrase and exported both ways; giving up goes back", async () => {
  await enter();
  await click(hook.recoveryLog);
  await press("Escape", {}, await soon(hook.openSheet));
  expect(one(hook.recovery).dataset.view).toBe("overview");
  await click(hook.recoveryLog);
  await soon(hook.openSheet);
  await open();
  for (const format of ["csv", "json"]) await click(hook.recoveryExport(format));
  expect(calls("exportRecoveryLog")).toEqual([["csv"], ["json"]]);
  expect(all(hook.toast).at(-1)?.textContent).toContain("Saved to /home/ann/keepward-activity.json");
});

test("locking forgets everything of it", async () => {
  await enter();
  await press("o", { ctrlKey: true });
  await soon(hook.openSheet);
  await open();
  await press("l", { ctrlKey: true });
  expect(document.body.textContent).not.toMatch(/Epic Games|Open for/);
  fake.set({ phase: "open" });
  await press("2", { ctrlKey: true });
  await soon(hook.recovery);
  expect(all(hook.recoveryStrip)).toEqual([]);
});

test("the account page says how many are left and leads there, or invites", async () => {
  await start();
  const card = await soon(hook.accountRecovery);
  expect(card.textContent).toContain("10 of 15");
  await click(hook.accountRecoveryOpen);
  expect((await soon(hook.set)).dataset.set).toBe("jira");
  await press("1", { ctrlKey: true });
  await soon(hook.search);
  for (const _ of [1, 2]) await press("ArrowDown", {}, field(hook.search));
  expect(one(hook.accountRecovery).textContent).toContain("No backup codes on file.");
});

test("quick search finds sets", async () => {
  await start();
  await press(",", { ctrlKey: true });
  await soon(hook.settings);
  await press("k", { ctrlKey: true });
  await soon(hook.quickSearchField);
  await type(hook.quickSearchField, "keycloak");
  await press("Enter", {}, one(hook.quickSearchField));
  expect((await soon(hook.set)).dataset.set).toBe("keycloak");
});

test("a backup says where it went; one that is called off says nothing", async () => {
  await enter();
  await click(hook.backup);
  expect(all(hook.toast).at(-1)?.textContent).toContain("/home/ann/keepward-backup.tar");
  fake.refusals.set("backupAll", { kind: "DiskFull" });
  await click(hook.backup);
  expect(all(hook.toast).at(-1)?.textContent).toContain("The disk is full");
});
