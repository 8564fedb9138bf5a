// The window: places, keys from anywhere, what locking forgets, the order of focus, pasting, settings that do not save.
import { fireEvent } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test, vi } from "vitest";
import { candidate, fake, offerOf } from "../testing/fake-backend";
import { hook } from "../testing/hooks";
import { all, calls, click, field, one, pass, press, settle, soon, start, type } from "../testing/page";
import { places } from "./places";
import { pressed, shortcuts } from "./keys";

test("navigation is drawn from the table, and leads there", async () => {
  await start();
  expect(places.map((place) => one(hook.nav(place.id)).textContent?.trim())).toEqual(["Codes", "Recovery", "Bin", "Settings"]);
  await click(hook.nav("settings"));
  await soon(hook.settings);
  expect(one(hook.nav("settings")).getAttribute("aria-current")).toBe("page");
  await press("3", { ctrlKey: true });
  await soon(hook.bin);
});

test("the order of focus is search, add, the chosen row's own buttons, the account", async () => {
  fake.settings.hideCodes = true;
  fake.recovery.dismissed = "empty";
  await start();
  const user = userEvent.setup();
  const names = [];
  for (let n = 0; n < 4; n += 1) {
    await user.tab();
    names.push(document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent?.trim());
  }
  expect(names).toEqual(["Add an account", "Show the code", "Unpin", "Edit"]);
});

test("Ctrl+K goes to the search of the list, and to quick search from any other place", async () => {
  await start();
  one(hook.add).focus();
  await press("k", { ctrlKey: true });
  expect(document.activeElement).toBe(field(hook.search));
  await press(",", { ctrlKey: true });
  await soon(hook.settings);
  await press("k", { ctrlKey: true });
  await soon(hook.quickSearchField);
  await type(hook.quickSearchField, "git");
  await press("ArrowDown", {}, one(hook.quickSearchField));
  await press("Enter", {}, one(hook.quickSearchField));
  expect(calls("copyCode")).toEqual([["gitlab"]]);
  expect(all(hook.quickSearch)).toEqual([]);
  expect(one(hook.toast).textContent).toContain("GitLab");
});

test("typing a letter anywhere in the list's place goes to the search", async () => {
  await start();
  one(hook.accountCopy).focus();
  await press("g");
  expect(document.activeElement).toBe(field(hook.search));
  one(hook.accountCopy).focus();
  await press("g", { altKey: true });
  expect(document.activeElement).toBe(one(hook.accountCopy));
});

test("quick search knows the places too", async () => {
  await start();
  await press(",", { ctrlKey: true });
  await soon(hook.settings);
  await press("k", { ctrlKey: true });
  await soon(hook.quickSearchField);
  await type(hook.quickSearchField, "bin");
  await press("Enter", {}, one(hook.quickSearchField));
  await soon(hook.bin);
});

test("? and F1 show the keys, but a question mark can be searched for", async () => {
  await start();
  await press("?");
  await soon(hook.shortcuts);
  await press("Escape", {}, one(hook.shortcuts));
  await type(hook.search, "who");
  await press("?");
  expect(all(hook.shortcuts)).toEqual([]);
  await press("F1");
  await soon(hook.shortcuts);
  for (const { list } of shortcuts) for (const { says } of list) expect(one(hook.shortcuts).textContent).toContain(says);
});

test("locking forgets everything that was on the screen", async () => {
  await start();
  await type(hook.search, "jira");
  await press("l", { ctrlKey: true });
  expect(one(hook.app).dataset.phase).toBe("locked");
  expect(document.body.textContent).not.toMatch(/Jira|\d{3} \d{3}/);
  fake.set({ phase: "open" });
  await settle();
  expect(field(hook.search).value).toBe("");
});

test("a vault that locks by itself closes sheets too", async () => {
  await start();
  await press("n", { ctrlKey: true });
  await soon(hook.addSheet);
  fake.set({ phase: "locked" });
  await settle();
  expect(all(hook.addSheet)).toEqual([]);
  expect(calls("stopCamera")).toHaveLength(1);
});

test("nothing from outside is shown while locked", async () => {
  fake.status.phase = "locked";
  await start();
  fake.emit("offered", offerOf(candidate(1, "Dropbox", "ann")));
  fake.emit("dropHover", true);
  await press("n", { ctrlKey: true });
  expect(all(hook.addSheet)).toEqual([]);
  expect(all(hook.dropTarget)).toEqual([]);
});

test("pasting a link anywhere reads it; pasting a word into the search is just a word", async () => {
  await start();
  const paste = (text: string) => {
    const event = Object.assign(new Event("paste", { bubbles: true, cancelable: true }), { clipboardData: { getData: () => text, items: [] } });
    field(hook.search).dispatchEvent(event);
    return event;
  };
  expect(paste("github").defaultPrevented).toBe(false);
  expect(paste("otpauth://totp/Jira:ann?secret=GEZDGNBV").defaultPrevented).toBe(true);
  await settle();
  await soon(hook.addFound);
  expect(calls("readText")).toHaveLength(1);
});

test("a person at work is told to the idle lock, at most every ten seconds", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  await start();
  await pass(1_000_000);
  for (let n = 0; n < 5; n += 1) await fireEvent.pointerDown(document.body);
  expect(calls("userActive")).toHaveLength(1);
  await pass(10_100);
  await press("a");
  expect(calls("userActive")).toHaveLength(2);
});

test("a setting that cannot be saved goes back, and says why", async () => {
  await start();
  await press(",", { ctrlKey: true });
  await soon(hook.settings);
  const hide = hook.settingsSwitch("hide-codes");
  await click(hide);
  expect(calls("saveSettings")).toHaveLength(1);
  expect(one(hide).getAttribute("aria-checked")).toBe("true");
  fake.refusals.set("saveSettings", { kind: "SettingsUnwritable" });
  await click(hide);
  expect(one(hide).getAttribute("aria-checked")).toBe("true");
  expect(one(hook.toast).textContent).toContain("The settings could not be saved.");
});

test("the bin gives back, and deletes only after a second question", async () => {
  fake.accounts[3]!.binnedAt = Math.round(Date.now() / 1000) - 100;
  await start();
  await press("3", { ctrlKey: true });
  await soon(hook.binRow);
  await click(hook.binDelete);
  expect(calls("deleteForever")).toEqual([]);
  await click(hook.binConfirm);
  expect(calls("deleteForever")).toEqual([["discord"]]);
  expect(all(hook.binRow)).toEqual([]);
});

test("a clock that is off is said above the list, if the person lets Keepward ask", async () => {
  await start();
  expect(calls("checkClock")).toEqual([]);
  fake.settings.checkClock = true;
  fake.time = 1_795_300_212;
  await start();
  expect(document.body.textContent).toContain("This computer's clock is 42 s ahead");
});

test("keys have one name each", () => {
  const key = (init: KeyboardEventInit) => pressed(new KeyboardEvent("keydown", init));
  expect(key({ key: "k", ctrlKey: true })).toBe("Ctrl+K");
  expect(key({ key: "ArrowUp", altKey: true })).toBe("Alt+↑");
  expect(key({ key: " ", ctrlKey: true })).toBe("Ctrl+Space");
  expect(key({ key: "?", shiftKey: true })).toBe("?");
});
