// Every refusal has its two sentences; the type checker sees to it that none is missing.
import { expect, test } from "vitest";
import { Refused, backend, reasonOf } from "./backend";
import { words, wordsFor } from "./errors";
import { fake } from "./testing/fake-backend";

test.each(Object.entries(words))("%s says what happened and what to do next", (_kind, { happened, next }) => {
  for (const sentence of [happened, next]) expect(sentence).toMatch(/^[A-Z].{8,}[.]$/);
  expect(happened).not.toMatch(/error|exception|invalid|failed/i);
});

test("a file that is named is shown", () => {
  expect(wordsFor({ kind: "RecoveryMissing", file: "recovery.age" }).happened).toBe("One of the two files of the recovery codes is gone: recovery.age.");
});

test("a kind this build does not know gets words all the same", () => {
  expect(wordsFor({ kind: "SomethingNew" } as never)).toBe(words.Internal);
});

test("a refusal of the backend arrives as its reason", async () => {
  fake.refusals.set("codes", { kind: "VaultBusy" });
  const thrown = await backend.codes("", 0, 1).catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Refused);
  expect(reasonOf(thrown)).toEqual({ kind: "VaultBusy" });
  expect(reasonOf(new TypeError("bug"))).toEqual({ kind: "Internal" });
});
