// The first start: a passphrase typed twice, its strength, the honest choice, and then the open, empty vault.
import { fireEvent } from "@testing-library/svelte";
import { beforeEach, expect, test } from "vitest";
import { fake } from "../testing/fake-backend";
import { hook } from "../testing/hooks";
import { calls, click, field, one, settle, soon, start, type } from "../testing/page";

beforeEach(async () => {
  fake.status.phase = "absent";
  fake.accounts = [];
  await start();
  await soon(hook.welcome);
});
const create = async () => {
  await fireEvent.submit(one(hook.onboardingCreate).closest("form")!);
  await settle();
};

test("from welcome to the first account", async () => {
  expect(document.activeElement).toBe(one(hook.welcomeBegin));
  await click(hook.welcomeBegin);
  await type(hook.onboardingPassphrase, "meadow lantern copper");
  await type(hook.onboardingRepeat, "meadow lantern copper");
  await click(hook.onboardingQuickUnlock);
  await create();
  expect(calls("createVault")).toEqual([["meadow lantern copper", true]]);
  expect((await soon(hook.codesEmpty)).textContent).toContain("Add the first account");
  expect(document.body.innerHTML).not.toContain("meadow");
});

test("two different passphrases make no vault, and say so", async () => {
  await click(hook.welcomeBegin);
  await type(hook.onboardingPassphrase, "meadow lantern");
  await type(hook.onboardingRepeat, "meadow lamp");
  await create();
  expect(calls("createVault")).toEqual([]);
  expect(document.body.textContent).toContain("The two are not the same.");
  expect(document.activeElement).toBe(field(hook.onboardingRepeat));
});

test("strength comes from the backend while typing, and forbids nothing", async () => {
  await click(hook.welcomeBegin);
  await type(hook.onboardingPassphrase, "abc");
  await new Promise((done) => setTimeout(done, 200));
  await settle();
  expect(calls("ratePassphrase")).toEqual([["abc"]]);
  expect(one(hook.onboardingStrength).dataset.score).toBe("0");
  await type(hook.onboardingRepeat, "abc");
  await create();
  expect(calls("createVault")).toHaveLength(1);
});

test("a disk that is full is said, and the person can try again", async () => {
  fake.refusals.set("createVault", { kind: "DiskFull" });
  await click(hook.welcomeBegin);
  for (const id of [hook.onboardingPassphrase, hook.onboardingRepeat]) await type(id, "meadow lantern");
  await create();
  expect(one(hook.onboardingProblem).textContent).toContain("The disk is full");
  for (const id of [hook.onboardingPassphrase, hook.onboardingRepeat]) await type(id, "meadow lantern");
  await create();
  expect(one(hook.app).dataset.phase).toBe("open");
});

test("a keyring that refuses is told, and the vault is there all the same", async () => {
  fake.keyringRefuses = "The keyring is locked.";
  await click(hook.welcomeBegin);
  for (const id of [hook.onboardingPassphrase, hook.onboardingRepeat]) await type(id, "meadow lantern");
  await click(hook.onboardingQuickUnlock);
  await create();
  expect(one(hook.app).dataset.phase).toBe("open");
  expect((await soon(hook.toast)).textContent).toContain("The keyring is locked.");
});
