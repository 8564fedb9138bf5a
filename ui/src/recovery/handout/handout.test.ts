// Handing out one code: reserved, shown, answered; what is said before, what is demanded after, and what vanishes.
import { fireEvent } from "@testing-library/svelte";
import { expect, test, vi } from "vitest";
import { fake } from "../../testing/fake-backend";
import { hook } from "../../testing/hooks";
import { all, calls, click, field, one, pass, press, settle, soon, start, type } from "../../testing/page";

const open = async () => {
  await type(hook.openPassphrase, "correct horse");
  await fireEvent.submit(one(hook.openButton).closest("form")!);
  await settle();
};
const give = async (set: string) => {
  if (all(hook.recovery).length === 0) {
    await start();
    await press("2", { ctrlKey: true });
    await soon(hook.recovery);
    await settle();
  }
  await fireEvent.click(document.querySelector(`[data-set="${set}"] [data-testid="${hook.recoveryGive}"]`)!);
  await vi.dynamicImportSettled();
  await settle();
  if (all(hook.openSheet).length > 0) await open();
};
const submit = async (id: string) => {
  await fireEvent.submit(one(id).closest("form")!);
  await settle();
};
const codes = (set: string) => fake.recovery.sets.find((one) => one.id === set)!.codes;
const states = (set: string) => codes(set).map((code) => code.state);

test("one code is reserved, copied and shown, spoken sign by sign; used when it worked", async () => {
  await give("jira");
  const { text } = codes("jira")[5]!;
  expect(one(hook.handCode).textContent).toBe(text);
  expect(one(hook.handCode).getAttribute("aria-label")).toBe(Array.from(text, (sign) => (sign === "-" ? "dash" : sign)).join(" "));
  expect(document.activeElement).toBe(one(hook.handCopy));
  expect(states("jira")[5]).toBe("reserved");
  await click(hook.handVariant);
  expect(calls("copyTaken")).toEqual([["jira", 5, 1]]);
  await click(hook.handAnswer("worked"));
  expect(calls("answerCode")).toEqual([["jira", 5, "worked", ""]]);
  expect(all(hook.handOut)).toEqual([]);
  expect(document.body.innerHTML).not.toContain(text);
  await fireEvent.click(all(hook.toastAction).at(-1)!);
  await settle();
  expect(calls("undoCode")).toEqual([["jira", 5]]);
});

test("no, try another hands out the next one, never the same", async () => {
  await give("jira");
  const first = one(hook.handCode).textContent;
  await click(hook.handAnswer("refused"));
  expect(states("jira")[5]).toBe("invalid");
  expect(states("jira")[6]).toBe("reserved");
  expect(one(hook.handCode).textContent).not.toBe(first);
});

test.each([["unsure", "unsure"], ["returned", "unused"]] as const)("%s leaves the code %s, with the note", async (answer, state) => {
  await give("jira");
  await fireEvent.input(one(hook.handOut).querySelector("input")!, { target: { value: "on the phone" } });
  await click(hook.handAnswer(answer));
  expect(calls("answerCode")).toEqual([["jira", 5, answer, "on the phone"]]);
  expect(states("jira")[5]).toBe(state);
  expect(all(hook.handOut)).toEqual([]);
});

test("a code from before is asked about first", async () => {
  await give("github");
  expect(one(hook.setWaiting).textContent).toContain("Code 1 was handed out");
  expect(calls("takeCode")).toEqual([]);
  expect(all(hook.handCode)).toEqual([]);
  await click(hook.handShowAgain);
  expect(calls("showTaken")).toEqual([["github", 0]]);
  expect(one(hook.handCode).textContent).toBe(codes("github")[0]!.text);
});

test("when that is answered, the next one follows", async () => {
  await give("github");
  await click(hook.handAnswer("worked"));
  expect(states("github").slice(0, 2)).toEqual(["used", "reserved"]);
  expect(one(hook.handCode).textContent).toBe(codes("github")[1]!.text);
});

test("the number the site asks for is handed out; one that is spent, or none, is refused in words", async () => {
  await give("keycloak");
  expect(document.activeElement).toBe(field(hook.handNumber));
  await type(hook.handNumber, "seven");
  await submit(hook.handGo);
  expect(one(hook.handOut).textContent).toContain("A whole number");
  for (const [number, says] of [["1", "used or refused before"], ["99", "no code with that number"]] as const) {
    await type(hook.handNumber, number);
    await submit(hook.handGo);
    expect(one(hook.handOut).textContent).toContain(says);
  }
  await type(hook.handNumber, "#7");
  await submit(hook.handGo);
  expect(calls("takeCode").at(-1)).toEqual(["keycloak", 7]);
  expect(one(hook.handOut).textContent).toContain("Code #7 of 12");
});

test("that it turns two-step sign-in off is said before anything is taken, and again after", async () => {
  await give("bitwarden");
  expect(one(hook.handWarning).textContent).toContain("turns two-step sign-in off");
  expect(calls("takeCode")).toEqual([]);
  await submit(hook.handGo);
  await click(hook.handAnswer("worked"));
  expect(one(hook.handAfter).textContent).toContain("Two-step sign-in is off at Bitwarden now");
});

test("a key that is replaced is not let go before the new one is entered", async () => {
  await give("atlassian");
  const old = codes("atlassian")[0]!.text;
  await click(hook.handAnswer("worked"));
  expect(calls("answerCode")).toEqual([]);
  await submit(hook.handNewKeySave);
  expect(one(hook.handOut).textContent).toContain("Enter the new key first.");
  await press("Escape", {}, one(hook.handOut));
  expect(one(hook.handCode).textContent).toBe(old);
  expect(states("atlassian")).toEqual(["reserved"]);
  await click(hook.handAnswer("worked"));
  await type(hook.handNewKey, "new-key-0001");
  await submit(hook.handNewKeySave);
  expect(calls("replaceKey")).toEqual([["atlassian", 0, "new-key-0001"]]);
  expect(document.body.innerHTML).not.toMatch(new RegExp(`new-key-0001|${old}`));
  expect(all(hook.handOut)).toEqual([]);
});

test("a key that is replaced and turns two-step sign-in off says so before and after", async () => {
  Object.assign(fake.recovery.sets.find((set) => set.id === "bitwarden")!, { effect: "replace", alsoDisables: true });
  await give("bitwarden");
  expect(calls("takeCode")).toEqual([]);
  expect(one(hook.handWarning).textContent).toContain("Using it turns two-step sign-in off");
  await submit(hook.handGo);
  await click(hook.handAnswer("worked"));
  await type(hook.handNewKey, "new-key-0001");
  await submit(hook.handNewKeySave);
  expect(one(hook.handAfter).textContent).toContain("Two-step sign-in is off at Bitwarden now");
  expect(document.body.innerHTML).not.toContain("new-key-0001");
});

test("a new key that is refused stays in its field: the service will not show it again", async () => {
  await give("atlassian");
  await click(hook.handAnswer("worked"));
  await type(hook.handNewKey, "new-key-0001");
  fake.refusals.set("replaceKey", { kind: "DiskFull" });
  await submit(hook.handNewKeySave);
  expect(one(hook.handOut).textContent).toContain("The disk is full");
  expect(field(hook.handNewKey).value).toBe("new-key-0001");
  await submit(hook.handNewKeySave);
  expect(calls("replaceKey").at(-1)).toEqual(["atlassian", 0, "new-key-0001"]);
  expect(document.body.innerHTML).not.toContain("new-key-0001");
});

test("a new key that was typed when the time ran out is not lost", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  await give("atlassian");
  await click(hook.handAnswer("worked"));
  await type(hook.handNewKey, "new-key-0001");
  await pass(120_100);
  expect(all(hook.recoveryStrip)).toEqual([]);
  await submit(hook.handNewKeySave);
  expect(field(hook.handNewKey).value).toBe("new-key-0001");
  await open();
  expect(calls("replaceKey")).toEqual([["atlassian", 0, "new-key-0001"]]);
});

test("a reusable key is only shown: nothing is asked, nothing is marked", async () => {
  await give("matrix");
  expect(one(hook.handCode).textContent).toBe(codes("matrix")[0]!.text);
  expect(all(hook.handAnswer("worked"))).toEqual([]);
  expect(states("matrix")).toEqual(["unused"]);
});

test("the last code says so, and leads to adding new ones", async () => {
  codes("wordpress")[9]!.state = "used";
  await give("wordpress");
  await click(hook.handAnswer("worked"));
  expect(one(hook.handAfter).textContent).toContain("That was the last one");
});

test("when the time is up the code leaves the page at once and stays handed out", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  await give("jira");
  const { text } = codes("jira")[5]!;
  await pass(120_100);
  expect(document.body.innerHTML).not.toContain(text);
  expect(one(hook.handOut).textContent).toContain("stays handed out");
  expect(states("jira")[5]).toBe("reserved");
  await click(hook.handShowAgain);
  await open();
  expect(one(hook.handCode).textContent).toBe(text);
});

test("closing the sheet forgets the code, and it is asked about next time", async () => {
  await give("jira");
  const { text } = codes("jira")[5]!;
  await press("Escape", {}, one(hook.handOut));
  expect(document.body.innerHTML).not.toContain(text);
  await give("jira");
  expect(one(hook.setWaiting).textContent).toContain("Code 6");
});

test("giving up the passphrase hands out nothing", async () => {
  await start();
  await press("2", { ctrlKey: true });
  await soon(hook.recovery);
  await settle();
  await fireEvent.click(document.querySelector(`[data-set="jira"] [data-testid="${hook.recoveryGive}"]`)!);
  await soon(hook.openSheet);
  await press("Escape", {}, one(hook.openSheet));
  expect(all(hook.handOut)).toEqual([]);
  expect(calls("takeCode")).toEqual([]);
});

test("a refusal is said in the sheet and nothing is shown", async () => {
  fake.refusals.set("takeCode", { kind: "DiskFull" });
  await give("jira");
  expect(one(hook.handOut).textContent).toContain("The disk is full, so nothing was saved.");
  expect(all(hook.handCode)).toEqual([]);
});

test("a code that was handed out elsewhere in the meantime is asked about, not handed out again", async () => {
  await give("keycloak");
  codes("keycloak")[6]!.state = "reserved";
  await type(hook.handNumber, "7");
  await submit(hook.handGo);
  expect(one(hook.setWaiting).textContent).toContain("Code #7 was handed out");
  expect(all(hook.handCode)).toEqual([]);
});

test("a set that was used up in the meantime says so", async () => {
  await give("keycloak");
  for (const code of codes("keycloak")) code.state = "used";
  await submit(hook.handGo);
  expect(one(hook.handOut).textContent).toContain("No unused code is left in this set.");
});

test("a code that arrives after everything was closed is not shown", async () => {
  await start();
  await press("2", { ctrlKey: true });
  await soon(hook.recovery);
  await settle();
  await fireEvent.click(document.querySelector(`[data-set="jira"] [data-testid="${hook.recoveryGive}"]`)!);
  await soon(hook.openSheet);
  let go = () => {};
  const { recovery } = fake;
  const answered = new Promise<void>((done) => (go = done)).then(() => {
    recovery.openUntil = performance.now() + 1_000; // the shell answers just before it closes
    queueMicrotask(() => queueMicrotask(() => (recovery.openUntil = 0)));
  });
  fake.waits.set("takeCode", answered);
  await open();
  await press("o", { ctrlKey: true });
  expect(calls("closeRecovery")).toHaveLength(1);
  go();
  await settle();
  expect(states("jira")[5]).toBe("reserved");
  expect(all(hook.handCode)).toEqual([]);
  expect(document.body.innerHTML).not.toContain(codes("jira")[5]!.text);
});

test("taking an answer back from another place asks for the passphrase there", async () => {
  await give("jira");
  await click(hook.handAnswer("worked"));
  await press("o", { ctrlKey: true });
  await press("1", { ctrlKey: true });
  await soon(hook.search);
  await fireEvent.click(all(hook.toastAction).at(-1)!);
  await settle();
  await open();
  expect(states("jira")[5]).not.toBe("used");
});
