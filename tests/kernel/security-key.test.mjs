// The virtual security key on a real kernel: libfido2, ssh and a real browser see it and use it.
import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { target } from "../../src-tauri/scripts/places.mjs";
import { boot, missing } from "./machine.mjs";

const key = join(target, "debug/examples/virtual-key");

test("every program of the guest can use the key", { skip: missing() ?? false, timeout: 1_260_000 }, async (context) => {
  const lines = await boot(key, 1_200_000);
  const results = lines.filter((line) => /^(OK|FAIL) /.test(line));
  for (const line of results) context.diagnostic(line);
  const failed = lines.filter((line) => /^(FAIL| {2}\|) ?/.test(line));
  assert.deepEqual(failed, []);
  assert.ok(lines.includes("DONE"), `the guest did not end:\n${lines.slice(-30).join("\n")}`);
  assert.ok(results.length >= 11, `only ${results.length} results`);
});
