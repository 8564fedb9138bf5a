// The account page: copy, edit, QR after the passphrase, replacing a code, the bin with its way back.
import { fireEvent } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { fake } from "../testing/fake-backend";
import { hook } from "../testing/hooks";
import { all, calls, click, field, one, press, settle, soon, start, type } from "../testing/page";
import { describe as described, when } from "./account.svelte";

test("it shows the chosen account beside the list, and copies", async () => {
  await start();
  expect(one(hook.account).dataset.account).toBe("jira");
  expect(one(hook.accountCode).textContent).toMatch(/^\d{3} \d{3}$/);
  await click(hook.accountCopy);
  expect(calls("copyCode")).toEqual([["jira"]]);
  await press("ArrowDown", {}, field(hook.search));
  expect(one(hook.account).dataset.account).toBe("github");
});

test("editing saves every field and comes back to the page", async () => {
  await start();
  await press("e", { ctrlKey: true });
  await soon(hook.accountIssuer);
  await settle();
  expect(document.activeElement).toBe(field(hook.accountIssuer));
  await type(hook.accountIssuer, " Jira Cloud ");
  await type(hook.accountTags, "work, atlassian, work,");
  await type(hook.accountOffset, "-30");
  await press("s", { ctrlKey: true });
  expect(calls("editAccount")).toEqual([["jira", { issuer: "Jira Cloud", name: "ann@acme.example", icon: null, tags: ["work", "atlassian"], notes: "Ask Rob in IT when the phone is lost.", offsetSecs: -30 }]]);
  expect(all(hook.accountSave)).toEqual([]);
});

test("an account needs a name, an offset must be a number, Escape gives up", async () => {
  await start();
  await click(hook.accountEdit);
  await soon(hook.accountIssuer);
  await type(hook.accountOffset, "soon");
  await press("s", { ctrlKey: true });
  expect(calls("editAccount")).toEqual([]);
  expect(document.body.textContent).toContain("A whole number");
  await press("Escape");
  expect(all(hook.accountSave)).toEqual([]);
  expect(calls("editAccount")).toEqual([]);
});

test("the QR code comes only after the passphrase, and is gone with its sheet", async () => {
  await start();
  await click(hook.accountQr);
  await soon(hook.accountQrPassphrase);
  await type(hook.accountQrPassphrase, "wrong");
  await fireEvent.submit(one(hook.accountQrShow).closest("form")!);
  await settle();
  expect(all(hook.accountQrPicture)).toEqual([]);
  expect(document.body.textContent).toContain("That is not the passphrase.");
  await type(hook.accountQrPassphrase, "correct horse");
  await fireEvent.submit(one(hook.accountQrShow).closest("form")!);
  await settle();
  await new Promise((done) => requestAnimationFrame(done));
  expect(one(hook.accountQrPicture).getAttribute("src")).toMatch(/^data:image\/png;base64,/);
  await press("Escape", {}, one(hook.accountQrPicture).closest("dialog")!);
  expect(document.body.innerHTML).not.toContain("data:image/png");
});

test("a new code waits beside the old one until the person says which works", async () => {
  fake.accounts[0]!.replacing = true;
  await start();
  expect(one(hook.accountReplacementCode).textContent).not.toBe(one(hook.accountCode).textContent);
  expect(one(hook.accountReplace)).toHaveProperty("disabled", true);
  await click(hook.accountReplacementConfirm);
  expect(calls("confirmReplacement")).toEqual([["jira"]]);
  expect(all(hook.accountReplacement)).toEqual([]);
});

test("keeping the old code gives the new one up", async () => {
  fake.accounts[0]!.replacing = true;
  await start();
  await click(hook.accountReplacementCancel);
  expect(calls("cancelReplacement")).toEqual([["jira"]]);
});

test("the bin takes it away at once, and undo brings it back", async () => {
  await start();
  await click(hook.accountBin);
  expect(calls("binAccount")).toEqual([["jira"]]);
  expect(all(hook.row)[0]!.dataset.account).toBe("github");
  expect(one(hook.toast).textContent).toContain("Jira is in the bin for 30 days");
  await click(hook.toastAction);
  expect(all(hook.row)[0]!.dataset.account).toBe("jira");
});

test("a tag searches for it", async () => {
  await start();
  await fireEvent.click(one(hook.account).querySelector(".tags button")!);
  await settle();
  expect(field(hook.search).value).toBe("work");
  expect(all(hook.row).map((row) => row.dataset.account)).toEqual(["jira", "github", "google", "npm"]);
});

test("when things were, as people say it", () => {
  const now = new Date(2026, 10, 22, 12, 0).getTime() / 1000;
  expect(when(new Date(2026, 10, 22, 9, 14).getTime() / 1000, now)).toMatch(/9.14/);
  expect(when(new Date(2026, 10, 21, 23, 59).getTime() / 1000, now)).toBe("Yesterday");
  expect(when(new Date(2025, 2, 3).getTime() / 1000, now)).toMatch(/2025/);
  expect(described({ kind: "totp", algorithm: "SHA-1", digits: 6, periodSecs: 30 })).toBe("Time-based · 6 digits · every 30 s · SHA-1");
  expect(described({ kind: "steam", algorithm: "SHA-1", digits: 5, periodSecs: 30 })).toBe("Steam");
});
