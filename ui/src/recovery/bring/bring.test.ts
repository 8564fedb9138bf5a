// Bringing codes in: every way, the preview that can be corrected, what it means beside what is stored, what belongs
// elsewhere, and the downloaded file.
import { fireEvent } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { candidate, fake, offerOf } from "../../testing/fake-backend";
import { hook } from "../../testing/hooks";
import { all, calls, click, field, one, pass, press, says, settle, soon, start, type } from "../../testing/page";
import { discordFile, notesPreview, previewOf } from "../../testing/sample-imports";

const open = async () => {
  await type(hook.openPassphrase, "correct horse");
  await fireEvent.submit(one(hook.openButton).closest("form")!);
  await settle();
};
const visit = async () => {
  await start();
  await press("2", { ctrlKey: true });
  await soon(hook.recovery);
  await press("i", { ctrlKey: true });
  await soon(hook.bring);
};
const choose = async () => {
  await visit();
  await click(hook.bringChoose);
  await open();
};
type Decision = { take: boolean; replaces: boolean; facts: { account: string; accountId: string | null }; codes: { number: number | null; text: string; used: boolean }[]; spentOne: boolean; missingWereUsed: boolean };
const decisions = () => calls("acceptImport").at(-1)?.[1] as Decision[];

test("a file is read after the passphrase, shown whole, and kept as the person corrected it", async () => {
  await choose();
  expect(calls("chooseRecoveryFile")).toHaveLength(2);
  expect(all(hook.bringCode)).toHaveLength(8);
  expect(one(hook.bringDoubt).textContent).toContain("This may be a date.");
  expect(one(hook.bringOriginal).textContent).toBe(discordFile);
  expect(all(hook.bringUsed).filter((box) => (box as HTMLInputElement).checked)).toHaveLength(1);
  await fireEvent.click(all(hook.bringRemove)[6]!);
  await fireEvent.input(all(hook.bringCode)[0]!, { target: { value: "7f3k-92mX" } });
  await type(hook.factAccount, "ann");
  await click(hook.bringAccept);
  const [decision] = decisions();
  expect(decision).toMatchObject({ take: true, facts: { account: "ann", accountId: "discord" } });
  expect(decision!.codes.map((code) => code.text)).toEqual(["7f3k-92mX", "a81d-0qpe", "44hb-t2ws", "zz19-mmk3", "p0o1-lk2j", "93jd-x8c7", "b5n6-v4r8"]);
  expect(document.body.innerHTML).not.toContain("44hb-t2ws");
});

test("then the file can be deleted, with an honest sentence", async () => {
  await choose();
  await click(hook.bringAccept);
  expect(says(hook.bringDone)).toContain("Copies may remain: on an SSD, in snapshots and backups, in a synced folder, in mail.");
  await click(hook.bringDelete);
  expect(calls("deleteImportedFile")).toHaveLength(1);
  expect(one(hook.bringDone).textContent).toContain("discord_backup_codes.txt is deleted");
});

test("a file that cannot be deleted is said, and the codes are kept all the same", async () => {
  await choose();
  await click(hook.bringAccept);
  fake.refusals.set("deleteImportedFile", { kind: "FileGone" });
  await click(hook.bringDelete);
  expect(one(hook.bringProblem).textContent).toContain("The file is no longer there.");
  expect(all(hook.bringDelete)).toHaveLength(1);
});

test("an empty code is not kept, a new line can be written", async () => {
  await choose();
  await click(hook.bringMore);
  await click(hook.bringAccept);
  expect(calls("acceptImport")).toEqual([]);
  expect(one(hook.bringProblem).textContent).toContain("A code is empty.");
  await fireEvent.input(all(hook.bringCode).at(-1)!, { target: { value: " c0de-c0de " } });
  await click(hook.bringAccept);
  expect(decisions()[0]!.codes.at(-1)).toEqual({ number: null, text: "c0de-c0de", used: false });
});

test("pasted text goes inward once, and has no file to delete", async () => {
  await visit();
  await type(hook.bringText, "aaaa-1111\nbbbb-2222");
  await fireEvent.submit(one(hook.bringRead).closest("form")!);
  await settle();
  expect(field(hook.bringText).value).toBe("aaaa-1111\nbbbb-2222");
  await open();
  expect(calls("readRecoveryText")).toEqual([["aaaa-1111\nbbbb-2222"]]);
  expect(one(hook.bringSet).textContent).toContain("No service Keepward knows; look closely.");
  await click(hook.bringAccept);
  expect(all(hook.bringDelete)).toEqual([]);
});

test.each([["chooseRecoveryFile", "FileWithoutText", hook.bringChoose], ["scanRecoveryImage", "PictureUnreadable", hook.bringPhoto]] as const)("%s refused with %s says what to do", async (command, kind, id) => {
  fake.refusals.set(command, { kind });
  await visit();
  await click(id);
  expect(one(hook.bringProblem).textContent!.length).toBeGreaterThan(40);
  expect(one(hook.bring).dataset.step).toBe("ways");
});

test("a choice that is called off changes nothing", async () => {
  fake.recovery.file = null;
  await choose();
  expect(one(hook.bring).dataset.step).toBe("ways");
  expect(all(hook.bringProblem)).toEqual([]);
});

test("a file dropped on the window leads here, whatever is on the screen", async () => {
  await start();
  fake.emit("recoveryFileDropped", null);
  await soon(hook.openSheet);
  await open();
  expect(calls("readDroppedRecoveryFile")).toHaveLength(2);
  expect(one(hook.bring).dataset.step).toBe("preview");
});

test("a file dropped while locked does nothing", async () => {
  fake.status.phase = "locked";
  await start();
  fake.emit("recoveryFileDropped", null);
  await settle();
  expect(calls("readDroppedRecoveryFile")).toEqual([]);
});

test("several sets in one file are several cards; one can be left out, and a spent code is asked about", async () => {
  fake.recovery.file = notesPreview();
  await choose();
  expect(all(hook.bringSet)).toHaveLength(2);
  expect(one(hook.bringReconciled).textContent).toContain("The old set is archived, not deleted.");
  expect(one(hook.bringQuestion).getAttribute("aria-label")).toBe("PyPI made me use one already");
  await click(hook.bringQuestion);
  await fireEvent.click(all(hook.bringTake)[0]!);
  await settle();
  expect(one(hook.bringAccept).textContent).toContain("Keep 1 set, 3 codes");
  await click(hook.bringAccept);
  expect(decisions().map(({ take, spentOne }) => ({ take, spentOne }))).toEqual([{ take: false, spentOne: false }, { take: true, spentOne: true }]);
  expect(decisions()[1]!.codes.map((code) => code.number)).toEqual([1, 2, 3]);
});

test("a subset asks whether the missing ones were used", async () => {
  fake.recovery.file = previewOf("codes.txt", discordFile, { reconciled: { kind: "subset", setId: "jira", title: "Jira", missing: 3 } });
  await choose();
  expect(one(hook.bringReconciled).textContent).toContain("This is Jira, with 3 codes fewer");
  await click(hook.bringQuestion);
  await click(hook.bringAccept);
  expect(decisions()[0]!.missingWereUsed).toBe(true);
});

test("the same file twice keeps nothing unless the person wants it", async () => {
  fake.recovery.file = previewOf("codes.txt", discordFile, { reconciled: { kind: "same", setId: "jira", title: "Jira" } });
  await choose();
  expect(one(hook.bringReconciled).textContent).toContain("You have this set already");
  expect(one(hook.bringAccept).textContent).toContain("Keep nothing");
  await click(hook.bringAccept);
  expect(calls("acceptImport")).toEqual([]);
  expect(calls("discardImport")).toHaveLength(1);
  expect(one(hook.recovery).dataset.view).toBe("overview");
});

test("the same file with codes marked since is kept, and says how many", async () => {
  fake.recovery.file = previewOf("codes.txt", discordFile, { reconciled: { kind: "marked", setId: "jira", title: "Jira", count: 3 } });
  await choose();
  expect(one(hook.bringReconciled).textContent).toContain("3 codes of Jira are marked used since");
  await click(hook.bringAccept);
  expect(decisions()[0]!.take).toBe(true);
});

test("codes that may be another account's replace nothing before the person has said so", async () => {
  fake.recovery.file = previewOf("codes.txt", discordFile, { reconciled: { kind: "regenerated", setId: "github", title: "GitHub" }, rivalAccount: "ann-dev" });
  await choose();
  expect(says(hook.bringSet)).toContain("Do these replace the codes of ann-dev, or do they belong to another account?");
  await click(hook.bringAccept);
  expect(calls("acceptImport")).toEqual([]);
  expect(one(hook.bringUnanswered).textContent).toContain("One question is still open");
  await fireEvent.click(one(hook.bringReplaces).querySelectorAll("input")[1]!);
  await settle();
  await click(hook.bringAccept);
  expect(decisions()[0]!.replaces).toBe(false);
  expect(fake.recovery.sets.find((set) => set.id === "github")!.standing).toBe("active");
});

test("new codes of the account that the file names replace the old ones unless it is denied", async () => {
  fake.recovery.file = previewOf("codes.txt", discordFile, { reconciled: { kind: "regenerated", setId: "github", title: "GitHub" }, rivalAccount: "ann@example.org" });
  await choose();
  await click(hook.bringAccept);
  expect(decisions()[0]!.replaces).toBe(true);
  expect(fake.recovery.sets.find((set) => set.id === "github")!.standing).toBe("superseded");
});

test("what belongs to the adding sheet waits until it is asked for, and the preview stays", async () => {
  fake.recovery.file = notesPreview({ kind: "new" });
  await choose();
  fake.emit("offered", offerOf(candidate(1, "Binance", "ann")));
  await settle();
  expect(all(hook.addSheet)).toEqual([]);
  expect(one(hook.bringElsewhere).textContent).toContain("Line 11: a set-up link for an authenticator");
  expect(one(hook.bringElsewhere).textContent).toContain("Line 14: the key of an age file or emergency kit");
  await fireEvent.click(one(hook.bringElsewhere).querySelector("button")!);
  await settle();
  expect((await soon(hook.addFound)).textContent).toContain("Binance");
  expect(all(hook.bringCode).length).toBeGreaterThan(4);
});

test("when the time is up what was read is dropped here as in the shell, and that is said", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  await choose();
  await fireEvent.input(all(hook.bringCode)[0]!, { target: { value: "corrected-1" } });
  await pass(120_100);
  expect(one(hook.bring).dataset.step).toBe("ways");
  expect(one(hook.bringExpired).textContent).toContain("Nothing was stored");
  expect(document.body.innerHTML).not.toMatch(/corrected-1|44hb-t2ws/);
  expect(all(hook.openSheet)).toEqual([]);
  await click(hook.bringChoose);
  await open();
  expect(all(hook.bringExpired)).toEqual([]);
  expect(all(hook.bringCode)).toHaveLength(8);
});

test("work in the preview renews the time, asked for at most every 20 seconds", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  await choose();
  for (let n = 0; n < 5; n += 1) {
    await pass(50_000);
    await press("a", {}, all(hook.bringCode)[0]!);
    await press("b", {}, all(hook.bringCode)[0]!);
  }
  expect(calls("stayOpen")).toHaveLength(5);
  await click(hook.bringAccept);
  expect(all(hook.bringDone)).toHaveLength(1);
});

test("codes that turn out to be gone when they are kept are not asked the passphrase for in vain", async () => {
  await choose();
  fake.recovery.openUntil = 0;
  await click(hook.bringAccept);
  expect(all(hook.openSheet)).toEqual([]);
  expect(one(hook.bring).dataset.step).toBe("ways");
  expect(all(hook.bringExpired)).toHaveLength(1);
});

test("the offer to delete the file outlives the closing", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  await choose();
  await click(hook.bringAccept);
  await pass(120_100);
  await click(hook.bringDelete);
  expect(one(hook.bringDone).textContent).toContain("is deleted");
});

test("leaving gives up what was read, here and in the shell", async () => {
  await choose();
  await press("1", { ctrlKey: true });
  await soon(hook.search);
  expect(calls("discardImport")).toHaveLength(1);
  expect(document.body.innerHTML).not.toContain("44hb-t2ws");
});

test("what was read and is gone in the shell is said; nothing is stored", async () => {
  await choose();
  fake.refusals.set("acceptImport", { kind: "ImportGone" });
  await click(hook.bringAccept);
  expect(one(hook.bringExpired).textContent).toContain("Nothing was stored");
  expect(one(hook.bring).dataset.step).toBe("ways");
});

test("codes that are added for an account are linked to it, unless the file says otherwise", async () => {
  await start();
  await press("2", { ctrlKey: true });
  await soon(hook.recovery);
  await settle();
  await fireEvent.click(all(hook.recoveryMissingAdd)[0]!);
  await soon(hook.bringText);
  await type(hook.bringText, "aaaa-1111");
  await fireEvent.submit(one(hook.bringRead).closest("form")!);
  await settle();
  await open();
  expect(one(hook.factLink).textContent).toContain("GitLab");
  await click(hook.bringAccept);
  expect(decisions()[0]!.facts.accountId).toBe("gitlab");
});

test("a second file that is dropped takes the place of the first", async () => {
  await visit();
  fake.emit("recoveryFileDropped", null);
  await settle();
  await open();
  expect(one(hook.bring).dataset.step).toBe("preview");
  fake.recovery.file = previewOf("codes.txt", "aaaa-1111");
  fake.emit("recoveryFileDropped", null);
  await settle();
  expect(all(hook.bringCode)).toHaveLength(1);
  expect(calls("discardImport")).toHaveLength(1);
});

test("what was read after the page was left is given up", async () => {
  await visit();
  await click(hook.bringChoose);
  let go = () => {};
  fake.waits.set("chooseRecoveryFile", new Promise<void>((done) => (go = done)));
  await open();
  await press("1", { ctrlKey: true });
  await soon(hook.search);
  go();
  await settle();
  expect(calls("discardImport")).toHaveLength(1);
  fake.emit("offered", offerOf(candidate(1, "Dropbox", "ann")));
  expect((await soon(hook.addFound)).textContent).toContain("Dropbox");
});

test("codes pasted outside a field land in the field, not in the adding sheet", async () => {
  await visit();
  const event = Object.assign(new Event("paste", { bubbles: true, cancelable: true }), { clipboardData: { getData: () => "aaaa-1111", items: [] } });
  one(hook.bring).dispatchEvent(event);
  await settle();
  expect(field(hook.bringText).value).toBe("aaaa-1111");
  expect(all(hook.addSheet)).toEqual([]);
});
