// The emergency kit: made behind the passphrase, tested by typing or by the camera, and the way back in with it.
import { fireEvent } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { fake } from "../../testing/fake-backend";
import { hook } from "../../testing/hooks";
import { all, calls, click, field, one, press, says, settle, soon, start, type } from "../../testing/page";

const visit = async () => {
  await start();
  await press("2", { ctrlKey: true });
  await soon(hook.recovery);
  await settle();
};
const submit = async (id: string) => {
  await fireEvent.submit(one(id).closest("form")!);
  await settle();
};
const make = async (format: string) => {
  await type(hook.kitPassphrase, "correct horse");
  const form = one(hook.kitPassphrase).closest("form")!;
  const event = new SubmitEvent("submit", { bubbles: true, cancelable: true });
  Object.defineProperty(event, "submitter", { value: one(hook.kitGo(format)) });
  form.dispatchEvent(event);
  await settle();
};

test("the first kit is invited to, explained, made, and then to be tested", async () => {
  fake.recovery.kit = { madeAt: null, provenAt: null };
  await visit();
  expect(all(hook.kitTest)).toEqual([]);
  await click(hook.kitMake);
  expect(says(hook.kitSheet)).toContain("Whoever has the page and your files can read everything.");
  expect(one(hook.kitSheet).textContent).not.toContain("This makes a new kit");
  await make("pdf");
  expect(calls("makeKit")).toEqual([["pdf", "correct horse"]]);
  expect(one(hook.kitSheet).textContent).toContain("Saved to /home/ann/keepward-kit.pdf");
});

test("a new kit in place of an old one says what becomes of old copies", async () => {
  await visit();
  await click(hook.kitMake);
  expect(one(hook.kitSheet).textContent).toContain("Old copies of the files stay readable with the old kit");
});

test("nothing says a kit was printed before the page is in hand; it is printed again while its window is there", async () => {
  await visit();
  await click(hook.kitMake);
  await make("print");
  expect(one(hook.kitSheet).textContent).toContain("Is the page in your hands?");
  await click(hook.kitAgain);
  expect(calls("printAgain")).toHaveLength(1);
  expect(all(hook.kitProblem)).toEqual([]);
  fake.recovery.printing = false;
  await click(hook.kitAgain);
  expect(one(hook.kitProblem).textContent).toContain("The print dialog did not open.");
  await click(hook.kitInHand);
  expect(one(hook.kitSheet).textContent).toContain("Until then it counts as never tested.");
});

test("while the recovery codes are closed, the one passphrase opens them and makes the kit", async () => {
  await visit();
  await click(hook.kitMake);
  expect(all(hook.recoveryStrip)).toEqual([]);
  await make("html");
  expect(calls("openRecovery")).toEqual([["correct horse", false]]);
  expect(all(hook.openSheet)).toEqual([]);
  expect(one(hook.kitSheet).textContent).toContain("Saved to /home/ann/keepward-kit.html");
  expect(all(hook.recoveryStrip)).toHaveLength(1);
});

test("a wrong passphrase makes no kit", async () => {
  await visit();
  await click(hook.kitMake);
  fake.passphrase = "another";
  await make("html");
  expect(one(hook.kitSheet).textContent).toContain("That is not the passphrase.");
  expect(fake.recovery.kit.madeAt).toBe(1_780_000_000);
});

test("a typed kit is proven, the field is emptied, and the day is remembered", async () => {
  fake.recovery.kit.provenAt = null;
  await visit();
  await click(hook.kitTest);
  await submit(hook.kitProve);
  expect(calls("testKit")).toEqual([]);
  await type(hook.kitText, "AGE-SECRET-KEY-1OTHER");
  await submit(hook.kitProve);
  expect(field(hook.kitText).value).toBe("");
  expect(field(hook.kitText).closest("form")!.textContent).toContain("This kit belongs to another vault.");
  await type(hook.kitText, fake.recovery.kitKey);
  await submit(hook.kitProve);
  expect(one(hook.kitSays).textContent).toContain("This kit opens the vault");
  expect(document.body.innerHTML).not.toContain("AGE-SECRET-KEY-1FAKE");
  expect(fake.recovery.kit.provenAt).not.toBeNull();
});

test("a kit before the camera is tried at once; another QR code is said to be none", async () => {
  await visit();
  await click(hook.kitTest);
  await click(hook.kitScan);
  expect(calls("startCamera")).toHaveLength(1);
  fake.emit("kitScanned", { ok: false });
  await settle();
  expect(document.body.textContent).toContain("That QR code is no emergency kit");
  fake.recovery.scanned = fake.recovery.kitKey;
  fake.emit("kitScanned", { ok: true });
  await settle();
  expect(calls("testScannedKit")).toHaveLength(1);
  expect(one(hook.kitSays).textContent).toContain("This kit opens the vault");
  expect(calls("stopCamera")).toHaveLength(1);
});

const lost = async () => {
  fake.status.phase = "locked";
  await start();
  await click(hook.lostOpen);
  await soon(hook.lostPassphrase);
  await settle();
};
const choosePassphrase = async (again = "meadow lantern copper") => {
  await type(hook.lostNext, "meadow lantern copper");
  await type(hook.lostRepeat, again);
};

test("lost passphrase: the typed kit and a new passphrase go inward together, and everything is back", async () => {
  await lost();
  await type(hook.kitText, fake.recovery.kitKey);
  await choosePassphrase();
  await submit(hook.lostGo);
  expect(calls("restoreFromKit")).toEqual([["AGE-SECRET-KEY-1FAKE", "meadow lantern copper"]]);
  expect(one(hook.app).dataset.phase).toBe("open");
  await soon(hook.cameBack);
  expect(says(hook.cameBack)).toContain("What was there before is kept in /home/ann/keepward/kept-aside-1.");
  expect(calls("forgetScannedKit")).toHaveLength(1);
  expect(document.body.innerHTML).not.toMatch(/AGE-SECRET-KEY|meadow lantern/);
});

test("lost passphrase: recovery codes that are not back are never called back", async () => {
  fake.recovery.kitRestored = { recovery: "missing", unfinished: true, keptIn: "/home/ann/aside", takenOver: "2 codes were used since." };
  await lost();
  await type(hook.kitText, fake.recovery.kitKey);
  await choosePassphrase();
  await submit(hook.lostGo);
  await soon(hook.cameBack);
  const told = says(hook.cameBack);
  expect(told).toContain("Put recovery.age from a backup beside vault.age, and open with the kit again.");
  expect(told).toContain("One step was not finished");
  expect(told).toContain("2 codes were used since.");
  expect(told).not.toContain("Everything");
});

test("a backup whose passphrase is lost is restored with the kit and a new passphrase", async () => {
  fake.status.phase = "locked";
  await start();
  await soon(hook.restore);
  await click(hook.restore);
  expect(says(hook.restoreChosen)).toContain("count as unused, unless the newer vault lies in this folder");
  await click(hook.restoreKit);
  fake.refusals.set("restoreBackupWithKit", { kind: "KitHalf" });
  for (const round of [1, 2]) {
    await type(hook.kitText, fake.recovery.kitKey);
    await type(hook.restoreNext, "meadow lantern copper");
    await type(hook.restoreRepeat, "meadow lantern copper");
    await submit(hook.restoreGo);
    if (round === 1) expect(one(hook.restoreProblem).textContent).toContain("Put the recovery.age that belongs to it back");
  }
  expect(calls("restoreBackupWithKit").at(-1)).toEqual(["AGE-SECRET-KEY-1FAKE", "meadow lantern copper"]);
  expect(one(hook.app).dataset.phase).toBe("open");
  await soon(hook.cameBack);
  expect(says(hook.cameBack)).toContain("Codes used since the backup count as unused");
  expect(document.body.innerHTML).not.toMatch(/AGE-SECRET-KEY|meadow lantern/);
});

test("lost passphrase: two different new ones change nothing, and the kit stays in its field", async () => {
  await lost();
  await type(hook.kitText, fake.recovery.kitKey);
  await choosePassphrase("meadow lamp");
  await submit(hook.lostGo);
  expect(calls("restoreFromKit")).toEqual([]);
  expect(field(hook.kitText).value).toBe(fake.recovery.kitKey);
});

test("lost passphrase: no kit is no way in", async () => {
  await lost();
  await choosePassphrase();
  await submit(hook.lostGo);
  expect(calls("restoreFromKit")).toEqual([]);
  expect(one(hook.lostPassphrase).textContent).toContain("Type the line, or scan its QR code.");
});

test("lost passphrase: a kit of another vault is refused in words, and it stays locked", async () => {
  fake.refusals.set("restoreFromKit", { kind: "KitOfAnother" });
  await lost();
  await type(hook.kitText, "AGE-SECRET-KEY-1OTHER");
  await choosePassphrase();
  await submit(hook.lostGo);
  expect(one(hook.lostProblem).textContent).toContain("This kit belongs to another vault.");
  expect(one(hook.app).dataset.phase).toBe("locked");
  expect(document.body.innerHTML).not.toContain("AGE-SECRET-KEY-1OTHER");
});

test("lost passphrase: the scanned kit stays in the shell", async () => {
  fake.recovery.scanned = fake.recovery.kitKey;
  await lost();
  await click(hook.kitScan);
  fake.emit("kitScanned", { ok: true });
  await settle();
  expect(one(hook.kitScanned).textContent).toContain("The kit was read");
  await choosePassphrase();
  await submit(hook.lostGo);
  expect(calls("restoreFromKit")).toEqual([[null, "meadow lantern copper"]]);
  expect(one(hook.app).dataset.phase).toBe("open");
});

test.each(["absent", "locked", "damaged"] as const)("a backup is restored from a window that is %s, after its passphrase", async (phase) => {
  fake.status.phase = phase;
  await start();
  await soon(hook.restore);
  await click(hook.restore);
  expect(one(hook.restoreChosen).textContent).toContain("holds: Accounts, Recovery codes, Keys.");
  expect(one(hook.restoreChosen).textContent?.includes("kept aside")).toBe(phase !== "absent");
  await type(hook.restorePassphrase, "wrong");
  await submit(hook.restoreGo);
  expect(one(hook.app).dataset.phase).toBe(phase);
  await type(hook.restorePassphrase, "correct horse");
  await submit(hook.restoreGo);
  expect(one(hook.app).dataset.phase).toBe("open");
});

const refused = [[{ kind: "ArchiveIncomplete", file: "recovery.age" }, "This backup lacks one of its files: recovery.age."], [{ kind: "ArchiveUnreadable" }, "This file is not a backup of Keepward."]] as const;
test.each(refused)("%o is named and nothing is restored", async (reason, says) => {
  fake.status.phase = "locked";
  fake.refusals.set("chooseBackup", reason);
  await start();
  await click(hook.restore);
  expect(one(hook.restoreProblem).textContent).toContain(says);
  expect(all(hook.restoreChosen)).toEqual([]);
});
