// The code list as a person uses it: find, copy, watch it run out, with the keyboard alone.
import { fireEvent } from "@testing-library/svelte";
import { beforeEach, expect, test, vi } from "vitest";
import { fake } from "../testing/fake-backend";
import { hook } from "../testing/hooks";
import { all, calls, click, field, one, pass, press, settle, start, type } from "../testing/page";
import { manyAccounts } from "../testing/sample-accounts";

const shownIds = () => all(hook.row).map((row) => row.dataset.account);
const chosenId = () => all(hook.row).find((row) => row.getAttribute("aria-selected") === "true")?.dataset.account;

beforeEach(() => {
  vi.useFakeTimers({ now: 1_795_300_212_000, toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
});

test("the search has the focus when the list opens", async () => {
  await start();
  expect(document.activeElement).toBe(field(hook.search));
});

test("at rest the search keeps the focus without a caret, and the first key is typed again", async () => {
  await start();
  await press("ArrowDown");
  await pass(27_000);
  expect(field(hook.search).readOnly).toBe(true);
  expect(document.activeElement).toBe(field(hook.search));
  await press("g");
  expect(field(hook.search).readOnly).toBe(false);
});

test("typing filters, and the first hit is chosen", async () => {
  await start();
  await press("ArrowDown");
  await type(hook.search, "git");
  expect(shownIds()).toEqual(["github", "gitlab"]);
  expect(chosenId()).toBe("github");
});

test("Enter copies the first, and its row says for how long", async () => {
  await start();
  await type(hook.search, "proton");
  await press("Enter");
  expect(calls("copyCode")).toEqual([["proton"]]);
  expect(one(hook.rowStatus).textContent).toBe("Copied, clears in 30 s");
  await pass(5_100);
  expect(one(hook.rowStatus).textContent).toBe("Copied, clears in 25 s");
  await pass(25_000);
  expect(all(hook.rowStatus)).toEqual([]);
});

test("arrows choose, Enter copies what is chosen, and stop at the ends", async () => {
  await start();
  await press("ArrowUp");
  expect(chosenId()).toBe("jira");
  await press("ArrowDown");
  await press("ArrowDown");
  expect(chosenId()).toBe("gitlab");
  expect(field(hook.search).getAttribute("aria-activedescendant")).toBe("code-gitlab");
  await press("Enter");
  expect(calls("copyCode")).toEqual([["gitlab"]]);
});

test("a click copies and keeps the focus in the search", async () => {
  await start();
  await fireEvent.click(all(hook.row)[1]!);
  await settle();
  expect(calls("copyCode")).toEqual([["github"]]);
  expect(document.activeElement).toBe(field(hook.search));
});

test("codes are asked for again when the first of them ends, not before", async () => {
  await start();
  const before = one("codes").querySelector(`[data-account=jira] [data-testid=${hook.rowCode}]`)?.textContent;
  const asked = calls("codes").length;
  await pass(17_500);
  expect(calls("codes").length).toBe(asked);
  await pass(600);
  expect(calls("codes").length).toBe(asked + 1);
  expect(one("codes").querySelector(`[data-account=jira] [data-testid=${hook.rowCode}]`)?.textContent).not.toBe(before);
});

test("the ring empties with the time that is left", async () => {
  await start();
  const left = () => Number.parseInt(all(hook.row)[0]!.querySelector<HTMLElement>(".ring")!.style.getPropertyValue("--left"));
  expect(left()).toBe((18 / 30) * 360);
  await pass(6_100);
  expect(left()).toBe((12 / 30) * 360);
});

test("one timer for the whole list, and none while the window is hidden", async () => {
  await start();
  expect(vi.getTimerCount()).toBe(1);
  const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(true);
  document.dispatchEvent(new Event("visibilitychange"));
  expect(vi.getTimerCount()).toBe(0);
  hidden.mockRestore();
  document.dispatchEvent(new Event("visibilitychange"));
  expect(vi.getTimerCount()).toBe(1);
});

test("the next code shows in the last ten seconds, if the person wants it", async () => {
  await start();
  expect(all(hook.rowNext)).toEqual([]);
  await pass(9_000);
  expect(all(hook.rowNext).length).toBeGreaterThan(3);
});

test("the next code stays away when it is switched off", async () => {
  fake.settings.showNext = false;
  await start();
  await pass(9_000);
  expect(all(hook.rowNext)).toEqual([]);
});

test("ten thousand accounts put a screen of rows on the page, and scrolling asks for a range", async () => {
  fake.accounts = manyAccounts(10_000);
  await start();
  expect(all(hook.row).length).toBeLessThan(22);
  const list = one(hook.codes);
  list.scrollTop = 300_000;
  await fireEvent.scroll(list);
  await settle();
  expect(all(hook.row).length).toBeLessThan(26);
  expect(all(hook.row)[0]!.textContent).toMatch(/Service 046\d\d/);
  expect(list.getAttribute("aria-rowcount")).toBe("10000");
  const [, from, count] = calls("codes").at(-1) as [string, number, number];
  expect(from).toBeGreaterThan(4_500);
  expect(count).toBeLessThan(80);
});

test("hidden codes are shown one by one, and copying needs no showing", async () => {
  fake.settings.hideCodes = true;
  await start();
  expect(all(hook.rowCode)[0]!.textContent).toBe("••• •••");
  await press("Enter");
  expect(calls("copyCode")).toEqual([["jira"]]);
  await press(" ", { ctrlKey: true });
  expect(all(hook.rowCode)[0]!.textContent).toMatch(/^\d{3} \d{3}$/);
  expect(all(hook.rowCode)[1]!.textContent).toBe("••• •••");
  await pass(18_100);
  expect(all(hook.rowCode)[0]!.textContent).toBe("••• •••");
});

test("a counter makes its next code when asked, once", async () => {
  await start();
  await type(hook.search, "vpn");
  await press("Enter");
  expect(calls("nextCode")).toEqual([["vpn"]]);
  expect(calls("copyCode")).toEqual([["vpn"]]);
  await press("Enter");
  expect(calls("nextCode")).toHaveLength(1);
  await click(hook.rowAsk);
  expect(calls("nextCode")).toHaveLength(2);
});

test("Alt and the arrows move a row within its part; Ctrl+P pins", async () => {
  await start();
  await press("ArrowDown", { altKey: true });
  expect(calls("moveAccount")).toEqual([["jira", 1]]);
  expect(shownIds().slice(0, 2)).toEqual(["github", "jira"]);
  expect(chosenId()).toBe("jira");
  await press("ArrowDown", { altKey: true });
  expect(calls("moveAccount").at(-1)).toEqual(["jira", 1]);
  await press("p", { ctrlKey: true });
  expect(calls("pin")).toEqual([["jira", false]]);
});

test("dragging a row moves it, and the press that ends it copies nothing", async () => {
  await start();
  const row = all(hook.row)[2]!;
  const list = one(hook.codes);
  await fireEvent.pointerDown(row, { button: 0, clientY: 200, pointerId: 1 });
  await fireEvent.pointerMove(list, { clientY: 270, pointerId: 1 });
  await fireEvent.pointerUp(list, { clientY: 270, pointerId: 1 });
  await fireEvent.click(row);
  await settle();
  expect(calls("moveAccount")).toEqual([["gitlab", 3]]);
  expect(calls("copyCode")).toEqual([]);
});

test("Escape clears the search", async () => {
  await start();
  await type(hook.search, "zzz");
  expect(one(hook.codesEmpty).textContent).toContain("Nothing found");
  await press("Escape");
  expect(field(hook.search).value).toBe("");
  expect(all(hook.row).length).toBeGreaterThan(5);
});

test("a refusal is said with what to do, and the list comes back", async () => {
  fake.refusals.set("codes", { kind: "VaultBusy" });
  await start();
  expect(one(hook.codesEmpty).textContent).toContain("Another program is writing");
  await fireEvent.click(one(hook.codesEmpty).querySelector("button")!);
  await settle();
  expect(all(hook.row).length).toBeGreaterThan(5);
});
