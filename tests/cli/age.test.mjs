// The promise of docs/vault-format.md: any vault opens with the stock age tool, without us.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { passphrase } from "../counterparts/machine.mjs";
import { onMachine } from "../counterparts/on-machine.mjs";
import { acme, globex } from "../window/accounts.mjs";
import { vaultWith } from "../window/steps.mjs";

// age asks for a passphrase at a terminal only; script(1) is one.
const ageAtTerminal = (machine, line) => {
  const asked = ["-q", "-e", "-c", `age ${line} 2>&1 >"${machine.home}/plain.json"`, "/dev/null"];
  execFileSync("script", asked, { cwd: machine.vault, env: machine.env, input: `${passphrase}\n` });
};

onMachine("age -d -i vault-key.age vault.age prints the accounts as JSON", {}, async (machine) => {
  await vaultWith(machine, acme, globex);
  ageAtTerminal(machine, "-d -i vault-key.age vault.age");
  const { accounts } = JSON.parse(readFileSync(join(machine.home, "plain.json"), "utf8"));
  assert.deepEqual(accounts.map(({ issuer }) => issuer), [acme.issuer, globex.issuer]);
  assert.equal(accounts[0].secret ?? accounts[0].key?.secret, acme.secret);
});
