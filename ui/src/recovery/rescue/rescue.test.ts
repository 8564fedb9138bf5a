// Recovery codes that do not open: the ways to get them back are in reach, and giving them up is asked twice.
import { fireEvent } from "@testing-library/svelte";
import { expect, test } from "vitest";
import { fake } from "../../testing/fake-backend";
import { hook } from "../../testing/hooks";
import { all, calls, click, one, press, says, settle, soon, start, type } from "../../testing/page";

const submit = async (id: string) => {
  await fireEvent.submit(one(id).closest("form")!);
  await settle();
};
const damaged = async () => {
  await start();
  await press("2", { ctrlKey: true });
  await soon(hook.recovery);
  await settle();
  await press("o", { ctrlKey: true });
  await soon(hook.openSheet);
  fake.refusals.set("openRecovery", { kind: "RecoveryDamaged" });
  await type(hook.openPassphrase, "correct horse");
  await submit(hook.openButton);
  await click(hook.rescueOpen);
  await soon(hook.rescue);
};

test("an earlier version is chosen and put in place, with what there is to know", async () => {
  fake.recovery.says = "Two codes used since were marked.";
  await damaged();
  expect(all(hook.openSheet)).toEqual([]);
  await click(hook.rescueEarlier);
  await settle();
  await fireEvent.click(one(hook.rescue).querySelectorAll("input")[1]!);
  await settle();
  await type(hook.rescuePassphrase, "wrong");
  await submit(hook.rescueGo);
  expect(says(hook.rescue)).toContain("That is not the passphrase.");
  await type(hook.rescuePassphrase, "correct horse");
  await submit(hook.rescueGo);
  expect(calls("restoreRecovery").at(-1)).toEqual(["r1", "correct horse"]);
  expect(says(hook.rescue)).toContain("Two codes used since were marked.");
});

test("an older passphrase is replaced by the present one, and neither is sent without the other", async () => {
  await damaged();
  await click(hook.rescueRejoin);
  await type(hook.rescuePassphrase, "correct horse");
  await submit(hook.rescueGo);
  expect(calls("rejoinRecoveryPassphrase")).toEqual([]);
  await type(hook.rescueOld, "old words");
  await type(hook.rescuePassphrase, "correct horse");
  await submit(hook.rescueGo);
  expect(calls("rejoinRecoveryPassphrase")).toEqual([["old words", "correct horse"]]);
  expect(document.body.innerHTML).not.toContain("old words");
});

test("giving up is asked twice, and says where the files are", async () => {
  await damaged();
  await click(hook.rescueGive);
  expect(all(hook.rescuePassphrase)).toEqual([]);
  await click(hook.rescueGo);
  await type(hook.rescuePassphrase, "correct horse");
  await submit(hook.rescueGo);
  expect(calls("giveUpRecovery")).toEqual([["correct horse"]]);
  expect(says(hook.rescue)).toContain("The files are kept in kept-aside-2.");
});

test("the overview that cannot be read leads there too", async () => {
  fake.refusals.set("recoveryOverview", { kind: "RecoveryMissing", file: "recovery.age" });
  await start();
  fake.refusals.set("recoveryOverview", { kind: "RecoveryMissing", file: "recovery.age" });
  await press("2", { ctrlKey: true });
  await soon(hook.recovery);
  await settle();
  await click(hook.rescueOpen);
  expect(await soon(hook.rescue)).toBeTruthy();
});
