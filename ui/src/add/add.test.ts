// Adding: every way in leads to what was found, then to the code; mistakes are explained; nothing half-read is kept.
import { fireEvent } from "@testing-library/svelte";
import { beforeEach, expect, test } from "vitest";
import { candidate, fake, offerOf } from "../testing/fake-backend";
import type { NewAccount } from "../backend";
import { hook } from "../testing/hooks";
import { all, calls, click, field, one, press, settle, soon, start, type } from "../testing/page";

const JIRA = "otpauth://totp/Jira:ann@acme.example?secret=GEZDGNBVGY3TQOJQ";
const submit = async (id: string) => {
  await fireEvent.submit(one(id).closest("form")!);
  await settle();
};
const link = async (text: string) => {
  await type(hook.addLink, text);
  await submit(hook.addLink);
};

beforeEach(async () => {
  await start();
  await press("n", { ctrlKey: true });
  await soon(hook.addSheet);
});

test("the camera starts with the sheet and stops with it", async () => {
  expect(calls("startCamera")).toEqual([[null]]);
  await press("Escape", {}, one(hook.addSheet));
  expect(all(hook.addSheet)).toEqual([]);
  expect(calls("stopCamera")).toHaveLength(1);
  expect(calls("discardOffer")).toHaveLength(1);
});

test("a code in the picture is found, named, saved, and its digits are shown at once", async () => {
  fake.offer = offerOf(candidate(7, "Jira", "ann@acme.example"));
  fake.emit("cameraEvent", { kind: "found", offer: fake.offer });
  await settle();
  expect(calls("stopCamera")).toHaveLength(1);
  await settle();
  expect(document.activeElement).toBe(one(hook.addSave));
  await type(hook.addName, "ann (work)");
  await submit(hook.addSave);
  expect(calls("addCandidates")).toEqual([[[{ candidate: 7, issuer: "Jira", name: "ann (work)", tags: [] }]]]);
  expect(one(hook.addedCode).textContent).toMatch(/^\d{3} \d{3}$/);
  await settle();
  expect(document.activeElement).toBe(one(hook.addedCopy));
  await click(hook.addedCopy);
  expect(calls("copyCode")).toHaveLength(1);
  await click(hook.addedDone);
  expect(all(hook.addSheet)).toEqual([]);
});

test("a pasted link leaves the field at once, because it carries a secret", async () => {
  await link(JIRA);
  expect(calls("readText")).toEqual([[JIRA]]);
  expect(document.body.innerHTML).not.toContain("GEZDGNBVGY3TQOJQ");
  expect(field(hook.addIssuer).value).toBe("Jira");
});

test("something else than an enrolment is explained, and reading goes on", async () => {
  await link("https://example.com/");
  expect(one(hook.addNotice).textContent).toContain("This is a web address");
  expect(all(hook.addPreview)).toHaveLength(1);
  await link(JIRA);
  expect(all(hook.addNotice)).toEqual([]);
  expect(field(hook.addIssuer).value).toBe("Jira");
});

test("a refusal says what to do next", async () => {
  await click(hook.addFromClipboard);
  expect(one(hook.addNotice).textContent).toContain("Copy the QR code or the otpauth:// link first.");
});

test("a batch counts its pictures and then lists what to keep", async () => {
  const batch = (have: number, ...issuers: string[]) => ({ candidates: issuers.map((issuer, n) => candidate(n + 1, issuer, "ann")), batch: { have, of: 2 }, notice: null });
  fake.emit("cameraEvent", { kind: "found", offer: batch(1, "GitHub") });
  await settle();
  expect(one(hook.addBatch).textContent).toContain("1 of 2 pictures read");
  fake.emit("cameraEvent", { kind: "found", offer: batch(2, "GitHub", "GitLab", "Dropbox") });
  await settle();
  expect(all(hook.addCandidate)).toHaveLength(3);
  await fireEvent.click(all(hook.addCandidate)[1]!.querySelector("input")!);
  await settle();
  await submit(hook.addSave);
  expect(calls("addCandidates").map(([chosen]) => (chosen as NewAccount[]).map(({ candidate }) => candidate))).toEqual([[1, 3]]);
  expect(one(hook.addSheet).textContent).toContain("2 accounts added");
});

test("what the vault has already is not ticked", async () => {
  fake.emit("cameraEvent", { kind: "found", offer: offerOf(candidate(1, "GitHub", "a"), candidate(2, "GitLab", "b", { already: "gitlab" })) });
  await settle();
  expect(all(hook.addCandidate).map((line) => line.querySelector("input")!.checked)).toEqual([true, false]);
});

test("typed in: the secret goes inward once, a bad one is explained beside its field", async () => {
  await click(hook.addByHand);
  expect(calls("stopCamera")).toHaveLength(1);
  await type(hook.addIssuer, "Acme");
  await type(hook.addSecret, "not a secret 0189!");
  await submit(hook.addRead);
  expect(document.body.textContent).toContain("The secret has characters that do not belong in one.");
  expect(field(hook.addSecret).value).toBe("");
  await type(hook.addSecret, "GEZD GNBV");
  await submit(hook.addRead);
  expect(calls("offerManual").at(-1)).toEqual([{ issuer: "Acme", name: "", secret: "GEZD GNBV", kind: "totp", algorithm: "SHA-1", digits: 6, periodSecs: 30, counter: 0, pin: "" }]);
  expect(field(hook.addIssuer).value).toBe("Acme");
});

test("a camera that is unplugged says so, and starts again when asked", async () => {
  fake.emit("cameraEvent", { kind: "failed", error: { kind: "CameraUnplugged" } });
  await settle();
  expect(one(hook.addPreview).textContent).toContain("The camera was unplugged.");
  await fireEvent.click(one(hook.addPreview).querySelector("button")!);
  await settle();
  expect(calls("startCamera")).toHaveLength(2);
});

test("the same name with another code offers to replace, and opens both", async () => {
  fake.emit("cameraEvent", { kind: "found", offer: offerOf(candidate(3, "Jira", "ann@acme.example", { sameName: "jira" })) });
  await settle();
  await click(hook.addAsReplacement);
  expect(calls("startReplacement")).toEqual([["jira", 3]]);
  expect(all(hook.addSheet)).toEqual([]);
});

test("an offer from outside opens the sheet with what was found", async () => {
  await press("Escape", {}, one(hook.addSheet));
  fake.emit("offered", offerOf(candidate(1, "Dropbox", "ann")));
  await settle();
  await soon(hook.addFound);
  expect(field(hook.addIssuer).value).toBe("Dropbox");
});

test("a picture dropped on the window that cannot be read is explained in the sheet", async () => {
  await press("Escape", {}, one(hook.addSheet));
  fake.emit("scanFailed", { kind: "PictureUnreadable" });
  await settle();
  expect((await soon(hook.addNotice)).textContent).toContain("cannot be read as a picture");
});
