// Every entry of the shortcut sheet is tried: a key that is shown does what is said of it, and none is forgotten here.
import { fireEvent } from "@testing-library/svelte";
import userEvent from "@testing-library/user-event";
import { expect, test } from "vitest";
import type { Offer } from "../backend";
import { candidate, fake, offerOf } from "../testing/fake-backend";
import { hook } from "../testing/hooks";
import { all, calls, click, field, one, press, settle, soon, start, type } from "../testing/page";
import { shortcuts } from "./keys";
import { session } from "./session.svelte";

/** Presses keys as the table writes them, one key after the other. */
async function keys(written: string, on?: Element) {
  const names: Record<string, string> = { "↑": "ArrowUp", "↓": "ArrowDown", "←": "ArrowLeft", PgUp: "PageUp", PgDn: "PageDown", Esc: "Escape", Space: " " };
  for (const one of written.split(" ")) {
    const parts = one.split("+");
    const key = parts.at(-1) ?? "";
    await press(names[key] ?? (key.length === 1 ? key.toLowerCase() : key), { ctrlKey: parts.includes("Ctrl"), altKey: parts.includes("Alt") }, on);
  }
}
const chosen = () => document.querySelector('[aria-selected="true"]')?.getAttribute("data-account");
const search = () => field(hook.search);

async function locked() {
  fake.status.phase = "locked";
  await start();
}
async function at(place: string, shown: string) {
  await start();
  await click(hook.nav(place));
  await soon(shown);
  await settle();
}
async function adding(offer?: Offer) {
  await start();
  if (offer) fake.emit("offered", offer);
  else await click(hook.add);
  await soon(hook.addSheet);
  await settle();
}
async function inBin() {
  fake.accounts.slice(0, 2).forEach((account, n) => (account.binnedAt = 1_800_000_000 - n));
  await at("bin", hook.bin);
  await soon(hook.bin);
}
const accountId = () => one(hook.account).dataset.account;
async function editing() {
  await start();
  await keys("Ctrl+E");
  await soon(hook.accountIssuer);
}
async function replacing() {
  const jira = fake.accounts.find(({ id }) => id === "jira");
  if (jira) jira.replacing = true;
  await start();
  expect(all(hook.accountReplacement)).toHaveLength(1);
}
/** The recovery place with the page of one set, opened with the passphrase. */
async function atSet(id: string) {
  await at("recovery", hook.recovery);
  await fireEvent.click(document.querySelector(`[data-set="${id}"] [data-testid="${hook.recoverySetOpen}"]`)!);
  await soon(hook.openSheet);
  await type(hook.openPassphrase, "correct horse");
  await fireEvent.submit(one(hook.openButton).closest("form")!);
  await soon(hook.recoveryBack);
  await settle();
}
const title = () => [...document.querySelectorAll("dialog h1")].at(-1)?.textContent;

/** What each entry is tried by. */
const tried: Record<string, (written: string) => Promise<void>> = {
  "Anywhere: Ctrl+K": async (k) => (await at("bin", hook.bin), await keys(k), void (await soon(hook.quickSearch))),
  "Anywhere: Ctrl+N": async (k) => (await start(), await keys(k), void (await soon(hook.addSheet))),
  "Anywhere: Ctrl+V": async () => {
    await start();
    await fireEvent.paste(search(), { clipboardData: { getData: () => "otpauth://totp/A:b?secret=GEZDGNBVGY3TQOJQ", items: [] } });
    await soon(hook.addFound);
  },
  "Anywhere: Ctrl+L": async (k) => (await start(), await keys(k), expect(one(hook.app).dataset.phase).toBe("locked")),
  "Anywhere: Ctrl+1": async (k) => (await at("bin", hook.bin), await keys(k), void (await soon(hook.search))),
  "Anywhere: Ctrl+2": async (k) => (await start(), await keys(k), void (await soon(hook.recovery))),
  "Anywhere: Ctrl+3": async (k) => (await start(), await keys(k), void (await soon(hook.bin))),
  "Anywhere: Ctrl+,": async (k) => (await start(), await keys(k), void (await soon(hook.settings))),
  "Anywhere: Ctrl+Z": async (k) => {
    await start();
    await keys("Ctrl+Delete", search());
    expect(calls("binAccount")).toEqual([["jira"]]);
    await keys(k, search());
    expect(calls("restoreAccount")).toEqual([["jira"]]);
  },
  "Anywhere: Tab": async () => (await start(), await userEvent.setup().tab(), expect(document.activeElement).toBe(one(hook.add))),
  "Anywhere: ?": async (k) => (await start(), await keys(k, search()), void (await soon(hook.shortcuts))),
  "Anywhere: Esc": async (k) => (await start(), await type(hook.search, "git"), await keys(k, search()), expect(search().value).toBe("")),
  "Anywhere: Ctrl+Q": async (k) => (await start(), await keys(k), expect(calls("quit")).toHaveLength(1)),

  "When locked: Enter": async () => {
    await locked();
    await userEvent.setup().type(field(hook.unlockPassphrase), "correct horse{Enter}");
    await settle();
    expect(one(hook.app).dataset.phase).toBe("open");
  },
  "When locked: Ctrl+U": async (k) => {
    await locked();
    fake.set({ quickUnlock: "on" });
    await settle();
    await keys(k);
    expect(one(hook.app).dataset.phase).toBe("open");
  },
  "When locked: Ctrl+H": async (k) => (await locked(), await keys(k), void (await soon(hook.snapshots))),

  "In the list: Enter": async (k) => (await start(), await keys(k, search()), expect(calls("copyCode")).toEqual([["jira"]])),
  "In the list: ↑ ↓": async () => {
    await start();
    await keys("↓", search());
    expect(chosen()).toBe("github");
    await keys("↑", search());
    expect(chosen()).toBe("jira");
  },
  "In the list: PgUp PgDn": async () => {
    await start();
    await keys("PgDn", search());
    expect(chosen()).not.toBe("jira");
    await keys("PgUp", search());
    expect(chosen()).toBe("jira");
  },
  "In the list: Ctrl+Home": async (k) => {
    await start();
    await keys("Ctrl+End", search());
    expect(accountId()).not.toBe("jira");
    await keys(k, search());
    expect(accountId()).toBe("jira");
  },
  "In the list: Ctrl+Enter": async (k) => (await start(), await keys(k, search()), expect(session.page).toBe("jira")),
  "In the list: Ctrl+Space": async (k) => ((fake.settings.hideCodes = true), await start(), await keys(k, search()), expect(calls("revealCode")).toEqual([["jira"]])),
  "In the list: Ctrl+P": async (k) => (await start(), await keys(k, search()), expect(calls("pin")).toEqual([["jira", false]])),
  "In the list: Alt+↑ Alt+↓": async () => {
    await start();
    await keys("Alt+↓", search());
    await keys("Alt+↑", search());
    expect(calls("moveAccount").map(([id]) => id)).toEqual(["jira", "jira"]);
  },

  "On an account: Ctrl+E": editing,
  "On an account: Ctrl+I": async (k) => (await editing(), await keys(k), expect(title()).toMatch(/icon/i)),
  "On an account: Ctrl+S": async (k) => (await editing(), await keys(k), expect(calls("editAccount")).toHaveLength(1)),
  "On an account: Ctrl+M": async (k) => (await start(), await keys(k), void (await soon(hook.accountQrPassphrase))),
  "On an account: Ctrl+R": async (k) => (await start(), await keys(k), await soon(hook.addSheet), expect(session.replacing).toBe("jira")),
  "On an account: Alt+Y": async (k) => (await replacing(), await keys(k), expect(calls("confirmReplacement")).toEqual([["jira"]])),
  "On an account: Alt+N": async (k) => (await replacing(), await keys(k), expect(calls("cancelReplacement")).toEqual([["jira"]])),
  "On an account: Ctrl+H": async (k) => {
    fake.longHistory = true;
    await start();
    expect(all(hook.accountHistory)).toHaveLength(1);
    await keys(k);
    expect(all(hook.accountHistory)).toHaveLength(0);
  },
  "On an account: Ctrl+Delete": async (k) => (await start(), await keys(k, search()), expect(calls("binAccount")).toEqual([["jira"]])),

  "In Recovery: Ctrl+I": async (k) => (await at("recovery", hook.recovery), await keys(k), void (await soon(hook.bring))),
  "In Recovery: Ctrl+G": async (k) => (await atSet("jira"), await keys(k), await soon(hook.handOut), expect(calls("takeCode")).toEqual([["jira", null]])),
  "In Recovery: Ctrl+U": async (k) => {
    await atSet("jira");
    await keys("Ctrl+G");
    await soon(hook.handOut);
    await click(hook.handAnswer("worked"));
    await keys(k);
    await settle();
    expect(calls("undoCode")).toEqual([["jira", 5]]);
  },
  "In Recovery: Ctrl+O": async (k) => (await at("recovery", hook.recovery), await keys(k), void (await soon(hook.openSheet))),
  "In Recovery: Alt+←": async (k) => (await atSet("jira"), await keys(k), expect(all(hook.recoveryBack)).toEqual([])),

  "Adding: Alt+S": async (k) => (await adding(), await keys(k), expect(calls("scanScreen")).toHaveLength(1)),
  "Adding: Alt+P": async (k) => (await adding(), await keys(k), expect(calls("scanImageFile")).toHaveLength(1)),
  "Adding: Alt+C": async (k) => (await adding(), await keys(k), expect(calls("scanClipboard")).toHaveLength(1)),
  "Adding: Alt+T": async (k) => (await adding(), await keys(k), expect(all(hook.addSecret)).toHaveLength(1)),
  "Adding: Alt+G": async (k) => {
    await adding({ ...offerOf(candidate(1, "A", "b")), batch: { have: 1, of: 2 } });
    expect(all(hook.addBatch)).toHaveLength(1);
    await keys(k);
    expect(all(hook.addFound)).toHaveLength(1);
  },
  "Adding: Alt+R": async (k) => {
    await adding(offerOf(candidate(1, "Jira", "ann", { sameName: "jira" })));
    await keys(k);
    expect(calls("startReplacement")).toEqual([["jira", 1]]);
  },
  "Adding: Alt+O": async (k) => (await adding(offerOf(candidate(1, "Jira", "ann", { already: "jira" }))), await keys(k), expect(session.page).toBe("jira")),
  "Adding: Enter": async () => {
    await adding(offerOf(candidate(1, "A", "b")));
    one(hook.addSave).focus();
    await userEvent.setup().keyboard("{Enter}");
    await settle();
    expect(calls("addCandidates")).toHaveLength(1);
    await userEvent.setup().keyboard("{Enter}");
    await settle();
    expect(calls("copyCode")).toHaveLength(1);
  },
  "Adding: Alt+←": async (k) => (await adding(offerOf(candidate(1, "A", "b"))), await keys(k), expect(all(hook.addFromScreen)).toHaveLength(1)),

  "In the bin: ↑ ↓": async () => {
    await inBin();
    const current = () => document.querySelector('[aria-current="true"]')?.getAttribute("data-account");
    const first = current();
    await keys("↓", one(hook.bin));
    expect(current()).not.toBe(first);
    await keys("↑", one(hook.bin));
    expect(current()).toBe(first);
  },
  "In the bin: Enter": async (k) => (await inBin(), await keys(k, one(hook.bin)), expect(calls("restoreAccount")).toHaveLength(1)),
  "In the bin: Delete": async (k) => (await inBin(), await keys(k, one(hook.bin)), expect(title()).toBe("Delete for good?")),
  "In the bin: Ctrl+Delete": async (k) => (await inBin(), await keys("Delete", one(hook.bin)), await keys(k), expect(calls("deleteForever")).toHaveLength(1)),

  "In the settings: Alt+P": async (k) => (await at("settings", hook.settings), await keys(k), expect(title()).toBe("Change the passphrase")),
  "In the settings: Alt+L": async (k) => (await at("settings", hook.settings), await keys(k), expect(title()).toBe("Replace the keys")),
  "In the settings: Alt+U": async (k) => (await at("settings", hook.settings), await keys(k), expect(title()).toBe("Switch quick unlock on")),
  "In the settings: Alt+G": async (k) => (await at("settings", hook.settings), await keys(k), expect(one(hook.settingsSwitch("global-shortcut")).textContent).toContain("Press the keys")),
  "In the settings: Alt+K": async (k) => {
    fake.settings.checkClock = true;
    await at("settings", hook.settings);
    const before = calls("checkClock").length;
    await keys(k);
    expect(calls("checkClock")).toHaveLength(before + 1);
  },
};

const entries = shortcuts.flatMap(({ group, list }) => list.map(({ keys: written }) => [`${group}: ${written}`, written] as const));

test("every entry of the sheet is tried here, and nothing else", () => expect(Object.keys(tried)).toEqual(entries.map(([name]) => name)));

test.each(entries)("%s", async (name, written) => tried[name]?.(written));

test("no key means two things in the same place", () => {
  const anywhere = shortcuts.find(({ group }) => group === "Anywhere")?.list.map(({ keys: written }) => written) ?? [];
  for (const { group, list } of shortcuts) {
    const own = list.flatMap(({ keys: written }) => written.split(" "));
    const all = group === "Anywhere" ? own : [...own, ...anywhere];
    expect(all.filter((written, n) => all.indexOf(written) !== n), group).toEqual([]);
  }
});

test("a key does not reach what a sheet covers", async () => {
  await start();
  await keys("Ctrl+M");
  await soon(hook.accountQrPassphrase);
  await keys("Ctrl+R");
  expect(session.sheet).toBeNull();
});
