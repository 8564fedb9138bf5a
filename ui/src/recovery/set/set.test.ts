// The page of one set: behind the passphrase, how its codes stand, undo, facts, printing, archiving, deleting.
import { fireEvent } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { fake } from "../../testing/fake-backend";
import { hook } from "../../testing/hooks";
import { all, calls, click, field, one, press, settle, soon, start, type } from "../../testing/page";

const open = async () => {
  await type(hook.openPassphrase, "correct horse");
  await fireEvent.submit(one(hook.openButton).closest("form")!);
  await settle();
};
const visit = async (set: string) => {
  await start();
  await press("2", { ctrlKey: true });
  await soon(hook.recovery);
  await settle();
  await fireEvent.click(document.querySelector(`[data-set="${set}"] [data-testid="${hook.recoverySetOpen}"]`)!);
  await soon(hook.openSheet);
};
const stored = (id: string) => fake.recovery.sets.find((one) => one.id === id)!;

test("it opens with the passphrase and shows how codes stand, never their text", async () => {
  await visit("jira");
  await open();
  expect(all(hook.setCode).map((line) => line.dataset.state)).toEqual(["used", "used", "used", "invalid", "unsure"]);
  expect(one(hook.setCodes).textContent).toContain("10 codes not used.");
  for (const code of stored("jira").codes) expect(document.body.innerHTML).not.toContain(code.text);
});

test("without the passphrase it stays closed, and can be opened later", async () => {
  await visit("jira");
  await press("Escape", {}, one(hook.openSheet));
  expect(one(hook.set).textContent).toContain("Its codes and history are closed.");
  expect(all(hook.setCode)).toEqual([]);
});

test("the last answer is taken back by its key, any other by its button", async () => {
  await visit("jira");
  await open();
  await press("u", { ctrlKey: true });
  expect(calls("undoCode")).toEqual([["jira", 0]]);
  expect(all(hook.setCode)).toHaveLength(4);
  await fireEvent.click(all(hook.setUndo).at(-1)!);
  await settle();
  expect(calls("undoCode").at(-1)).toEqual(["jira", 4]);
});

test("the key that takes an answer back never frees a code that waits for its answer", async () => {
  stored("jira").codes[6]!.state = "reserved";
  Object.assign(stored("jira").codes[6]!, { before: "unused", at: Math.round(Date.now() / 1000) });
  await visit("jira");
  await open();
  await press("u", { ctrlKey: true });
  expect(calls("undoCode")).toEqual([["jira", 0]]);
  expect(stored("jira").codes[6]!.state).toBe("reserved");
});

test("a code nobody was sure about can be settled", async () => {
  await visit("jira");
  await open();
  await fireEvent.click([...one(hook.setCodes).querySelectorAll("button")].find((button) => button.textContent?.includes("It was not"))!);
  await settle();
  expect(calls("answerCode")).toEqual([["jira", 4, "returned", ""]]);
});

test("the key for a code hands one out of the set on the screen", async () => {
  await visit("jira");
  await open();
  await press("g", { ctrlKey: true });
  expect((await soon(hook.handCode)).textContent).toBe(stored("jira").codes[5]!.text);
});

test("facts are corrected with Ctrl+E and Ctrl+S, and a login is linked by its name", async () => {
  await visit("duo");
  await open();
  await press("e", { ctrlKey: true });
  await settle();
  expect(document.activeElement).toBe(field(hook.factService));
  await type(hook.factAccount, "ann@new.example");
  const link = one(hook.factLink);
  await fireEvent.click([...link.querySelectorAll("button")].find((button) => button.textContent?.includes("Choose"))!);
  await settle();
  await fireEvent.input(link.querySelector("input")!, { target: { value: "hetz" } });
  await settle();
  await fireEvent.click(link.querySelector("li button")!);
  await settle();
  await press("s", { ctrlKey: true });
  expect(calls("editSet")).toMatchObject([["duo", { account: "ann@new.example", accountId: "hetzner", effect: "consume" }]]);
  expect(all(hook.setSave)).toEqual([]);
});

test("Escape gives the facts up, and then leads back", async () => {
  await visit("duo");
  await open();
  await click(hook.setEdit);
  await press("Escape", {}, document.body);
  expect(all(hook.setSave)).toEqual([]);
  await press("Escape", {}, document.body);
  expect(one(hook.recovery).dataset.view).toBe("overview");
  expect(calls("editSet")).toEqual([]);
});

test("printing and export ask for the passphrase each time; the field is empty afterwards", async () => {
  await visit("jira");
  await open();
  await click(hook.setOutput);
  await fireEvent.change(one(hook.outputFormat), { target: { selectedIndex: 4 } });
  await settle();
  await type(hook.outputPassphrase, "wrong");
  await fireEvent.submit(one(hook.outputGo).closest("form")!);
  await settle();
  expect(one(hook.outputSheet).textContent).toContain("That is not the passphrase.");
  expect(field(hook.outputPassphrase).value).toBe("");
  await type(hook.outputPassphrase, "correct horse");
  await fireEvent.submit(one(hook.outputGo).closest("form")!);
  await settle();
  expect(calls("outputSet").at(-1)).toEqual(["jira", "csv", "correct horse"]);
  expect(all(hook.outputSheet)).toEqual([]);
  expect(all(hook.toast).at(-1)?.textContent).toContain("/home/ann/jira.csv");
});

test("a print dialog that does not open is said", async () => {
  await visit("jira");
  await open();
  await click(hook.setOutput);
  fake.refusals.set("outputSet", { kind: "CannotPrint" });
  await type(hook.outputPassphrase, "correct horse");
  await fireEvent.submit(one(hook.outputGo).closest("form")!);
  await settle();
  expect(one(hook.outputSheet).textContent).toContain("The print dialog did not open.");
});

test("archiving has a way back; an archived set hands nothing out", async () => {
  await visit("jira");
  await open();
  await click(hook.setArchive);
  expect(stored("jira").standing).toBe("archived");
  expect(all(hook.recoveryGive)).toEqual([]);
  await fireEvent.click(all(hook.toastAction).at(-1)!);
  await settle();
  expect(stored("jira").standing).toBe("active");
});

test("deleting for ever needs the passphrase, and leads back to the overview", async () => {
  await visit("jira");
  await open();
  await click(hook.setDelete);
  await fireEvent.submit(one(hook.deleteGo).closest("form")!);
  expect(calls("deleteSet")).toEqual([]);
  await type(hook.deletePassphrase, "correct horse");
  await fireEvent.submit(one(hook.deleteGo).closest("form")!);
  await settle();
  expect(calls("deleteSet")).toEqual([["jira", "correct horse"]]);
  expect(one(hook.recovery).dataset.view).toBe("overview");
  expect(document.querySelector('[data-set="jira"]')).toBeNull();
});

test("the account page is one press away", async () => {
  await visit("jira");
  await open();
  await click(hook.setAccount);
  expect((await soon(hook.account)).dataset.account).toBe("jira");
});
