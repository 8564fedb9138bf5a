// No secret leaves through the command line: neither in what it lists nor in what it says of mistakes.
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { onMachine } from "../counterparts/on-machine.mjs";
import { uri } from "../window/accounts.mjs";
import { assertClean, first, recoveryCodes } from "./markers.mjs";

const mistakes = [
  ["add", uri(first).replace("digits=6", "digits=99")],
  ["add", uri(first).replace("otpauth:", "otpauht:")],
  ["add", uri(first).replace(first.secret, `${first.secret}!`)],
  ["add", uri(first), "--no-such-option"],
  ["code", "nobody"],
  ["code", "--uri", uri(first).replace("totp", "xotp")],
];
const listings = [["list"], ["list", "--json"], ["lock-info"], ["code", first.issuer], ["code", first.issuer, "--json"]];

onMachine("no marker in what the command line prints, unless it was asked to", {}, async (machine) => {
  await machine.cli("init");
  await machine.cli("add", uri(first));
  for (const line of [...mistakes, ...listings]) {
    const { said } = await machine.keepward(line);
    assertClean(said, `what "keepward ${line[0]}" prints`);
  }
});

onMachine("no recovery code in what the command line prints, but the one it hands out", {}, async (machine) => {
  await machine.cli("init");
  const file = join(machine.home, "github-recovery-codes.txt");
  await writeFile(file, recoveryCodes.join("\n"));
  await machine.cli("recovery", "import", file, "--yes", "--json");
  const taken = await machine.cli("recovery", "take", "github");
  assert.equal(taken, `${recoveryCodes[0]}\n`);
  const lines = [
    ["status"], ["status", "--json"], ["log"], ["log", "--csv"], ["log", "--json"], ["take", "github", "--position", "1"], ["take", "nobody"],
    ["used", "github"], ["undo", "github"], ["import", file, "--yes", "--json"], ["export", "github", "--out", join(machine.home, "out.txt")],
    ["kit", "make", "--out", join(machine.home, "kit.txt")], ["kit", "test", join(machine.home, "kit.txt")],
  ];
  for (const line of lines) {
    const { said } = await machine.keepward(["recovery", ...line]);
    assertClean(said, `what "keepward recovery ${line[0]}" prints`);
  }
});
