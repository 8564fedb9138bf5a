// The locked window: the passphrase goes inward once, waits are counted down, and a vault that does not open is explained.
import { fireEvent } from "@testing-library/svelte";
import { beforeEach, expect, test, vi } from "vitest";
import { fake } from "../testing/fake-backend";
import { hook } from "../testing/hooks";
import { all, calls, click, field, one, pass, press, settle, soon, start, type } from "../testing/page";
import { spelled } from "./waiting.svelte";

beforeEach(() => {
  fake.status.phase = "locked";
});
const submit = async () => {
  await fireEvent.submit(one(hook.unlockButton).closest("form")!);
  await settle();
};

test("the field has the focus; the right passphrase opens the list", async () => {
  await start();
  expect(document.activeElement).toBe(field(hook.unlockPassphrase));
  await type(hook.unlockPassphrase, "correct horse");
  await submit();
  expect(one(hook.app).dataset.phase).toBe("open");
  expect(calls("unlock")).toEqual([["correct horse", false]]);
  expect(await soon(hook.search)).toBe(document.activeElement);
});

test("a wrong passphrase leaves it locked, says so, and the field is empty", async () => {
  await start();
  await type(hook.unlockPassphrase, "wrong");
  await submit();
  expect(one(hook.app).dataset.phase).toBe("locked");
  expect(one(hook.unlockProblem).textContent).toContain("That is not the passphrase.");
  expect(field(hook.unlockPassphrase).value).toBe("");
  expect(document.body.innerHTML).not.toContain("wrong");
  expect(document.activeElement).toBe(field(hook.unlockPassphrase));
});

test("after the second wrong try the wait is counted down and nothing is asked", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
  await start();
  for (const _ of [1, 2, 3, 4]) {
    await type(hook.unlockPassphrase, "wrong");
    await submit();
    await pass(fake.wrongTries < 4 ? 2 ** fake.wrongTries * 1000 : 0);
  }
  expect(one(hook.unlockCountdown).textContent).toContain("Try again in 4 s.");
  expect(field(hook.unlockButton)).toHaveProperty("disabled", true);
  await type(hook.unlockPassphrase, "correct horse");
  await submit();
  expect(calls("unlock")).toHaveLength(4);
  await pass(2_100);
  expect(one(hook.unlockCountdown).textContent).toContain("Try again in 2 s.");
  await pass(2_100);
  expect(all(hook.unlockCountdown)).toEqual([]);
  expect(field(hook.unlockButton)).toHaveProperty("disabled", false);
  expect(vi.getTimerCount()).toBe(0);
});

test("a wait that was there before the start goes on", async () => {
  fake.status.retryInMs = 65_000;
  await start();
  expect(one(hook.unlockCountdown).textContent).toContain("Try again in 1 min 5 s.");
});

test("quick unlock runs by itself at the start, and only then", async () => {
  fake.status.quickUnlock = "on";
  await start();
  expect(one(hook.app).dataset.phase).toBe("open");
  await click(hook.lock);
  expect(one(hook.app).dataset.phase).toBe("locked");
  expect(calls("quickUnlock")).toHaveLength(1);
  await click(hook.unlockQuick);
  expect(one(hook.app).dataset.phase).toBe("open");
});

test("a broken keyring is one sentence, and the passphrase stays", async () => {
  Object.assign(fake.status, { quickUnlock: "unavailable", keyringProblem: "The system keyring does not answer." });
  await start();
  expect(one(hook.unlock).textContent).toContain("The system keyring does not answer. The passphrase always works.");
  expect(all(hook.unlockQuick)).toEqual([]);
  expect(all(hook.unlockPassphrase)).toHaveLength(1);
});

test("an older vault opens only after the warning, with the passphrase again", async () => {
  fake.refusals.set("unlock", { kind: "VaultOlder" });
  await start();
  await type(hook.unlockPassphrase, "correct horse");
  await submit();
  expect(one(hook.unlockOlder).textContent).toContain("older than the one last seen");
  await type(hook.unlockPassphrase, "correct horse");
  await submit();
  expect(calls("unlock").at(-1)).toEqual(["correct horse", true]);
  expect(one(hook.app).dataset.phase).toBe("open");
});

test("a newer format says update, and offers nothing that could harm", async () => {
  fake.refusals.set("unlock", { kind: "VaultNewer" });
  await start();
  await type(hook.unlockPassphrase, "x");
  await submit();
  expect(one(hook.unlockProblem).textContent).toContain("Update Keepward");
  expect(all(hook.unlockPassphrase)).toEqual([]);
  expect(all(hook.snapshots)).toEqual([]);
});

test("snapshots of a damaged vault are restored only when one is picked and the passphrase is right", async () => {
  Object.assign(fake.status, { phase: "damaged", problem: "vault.age ends too early." });
  await start();
  expect(one(hook.unlockProblem).textContent).toContain("vault.age ends too early.");
  const place = await soon(hook.snapshots);
  expect(calls("snapshots")).toEqual([]);
  await fireEvent.click(place.querySelector("button")!);
  await settle();
  await fireEvent.click(place.querySelectorAll("input[type=radio]")[1]!);
  await settle();
  await fireEvent.input(place.querySelector("input[type=password]")!, { target: { value: "correct horse" } });
  await fireEvent.submit(place.querySelector("form")!);
  await settle();
  expect(calls("restoreSnapshot")).toEqual([["s2", "correct horse"]]);
  expect(one(hook.app).dataset.phase).toBe("locked");
});

test.each([[900, "1 s"], [59_001, "1 min"], [125_000, "2 min 5 s"], [3_600_000, "1 h"]])("%d ms is %s", (ms, text) => expect(spelled(ms)).toBe(text));

test("earlier versions are there for a vault that opens as well", async () => {
  await start();
  await click(hook.earlierVersions);
  expect(await soon(hook.snapshots)).toBeTruthy();
});

test("the passphrase works while the keyring is still being asked", async () => {
  fake.status.quickUnlock = "on";
  let answer = () => {};
  fake.waits.set("quickUnlock", new Promise<void>((done) => (answer = done)));
  await start();
  expect(calls("quickUnlock")).toHaveLength(1);
  await type(hook.unlockPassphrase, "correct horse");
  await submit();
  expect(one(hook.app).dataset.phase).toBe("open");
  answer();
});

/** Lets the next command of that name take until the returned function is called. */
function slow(command: string): () => void {
  let answer = () => {};
  fake.waits.set(command, new Promise<void>((done) => (answer = done)));
  return () => answer();
}

test("what takes longer than 300 ms says so, and is cancelled with the page back at once", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
  const answer = slow("unlock");
  await start();
  await type(hook.unlockPassphrase, "correct horse");
  await submit();
  await pass(290);
  expect(all(hook.cancelTrying)).toHaveLength(0);
  await pass(20);
  expect(one(hook.unlock).querySelector("[role=status]")!.textContent).toContain("Escape cancels");
  await click(hook.cancelTrying);
  expect(calls("callOff")).toHaveLength(1);
  expect(all(hook.cancelTrying)).toHaveLength(0);
  expect(field(hook.unlockButton)).toHaveProperty("disabled", false);
  expect(document.activeElement).toBe(field(hook.unlockPassphrase));
  answer();
  await settle();
  expect(one(hook.app).dataset.phase).toBe("locked");
  expect(all(hook.unlockProblem)).toHaveLength(0);
});

test("Escape cancels; what is sent next waits for what was cancelled, and only it counts", async () => {
  const answer = slow("unlock");
  await start();
  await type(hook.unlockPassphrase, "correct horse");
  await submit();
  await press("Escape");
  await type(hook.unlockPassphrase, "correct horse");
  await submit();
  expect(calls("unlock")).toHaveLength(1);
  expect(field(hook.unlockPassphrase).value).toBe("correct horse");
  answer();
  await settle();
  expect(calls("unlock")).toHaveLength(2);
  expect(one(hook.app).dataset.phase).toBe("open");
});

test("a wrong passphrase that was cancelled costs its wait all the same", async () => {
  fake.wrongTries = 3;
  const answer = slow("unlock");
  await start();
  await type(hook.unlockPassphrase, "wrong");
  await submit();
  await press("Escape");
  answer();
  await settle();
  expect(one(hook.unlockCountdown).textContent).toContain("Try again in 4 s.");
});
