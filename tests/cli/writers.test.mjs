// Several writers at once, and writers that die: nothing that was acknowledged is lost.
import assert from "node:assert/strict";
import { watch } from "node:fs";
import { startChild } from "../counterparts/child.mjs";
import { keepward } from "../counterparts/machine.mjs";
import { onMachine } from "../counterparts/on-machine.mjs";
import { acme, uri } from "../window/accounts.mjs";

const numbered = (count) => Array.from({ length: count }, (_, index) => ({ ...acme, issuer: `Service ${index}`, name: `login ${index}` }));

const issuers = async (machine) => JSON.parse(await machine.cli("list", "--json")).map(({ issuer }) => issuer);

/** Adds an account and kills the writer at the `nth` thing that happens to a file of the vault; resolves to how it ended. */
async function addAndDie(machine, account, nth) {
  const writer = startChild(keepward, ["add", uri(account), "--passphrase-file", machine.passphraseFile], { env: machine.env });
  let seen = 0;
  const watcher = watch(machine.vault, (_, file) => {
    if (file?.startsWith("vault.age") && ++seen === nth) writer.signal("SIGKILL");
  });
  const ended = await writer.ended;
  watcher.close();
  return ended;
}

onMachine("six programs add at the same time, and all six accounts are there", {}, async (machine) => {
  await machine.cli("init");
  const accounts = numbered(6);
  // The same secret six times would be one account and five that are there already.
  const each = accounts.map((account, index) => ({ ...account, secret: `${acme.secret.slice(0, -1)}${"ABCDEF"[index]}` }));
  await Promise.all(each.map((account) => machine.cli("add", uri(account))));
  assert.deepEqual((await issuers(machine)).sort(), accounts.map(({ issuer }) => issuer).sort());
});

onMachine("killed at any step of a save, the vault opens with everything that was acknowledged", {}, async (machine) => {
  await machine.cli("init");
  const [acknowledged, died] = [[], []];
  for (const [index, account] of numbered(8).entries()) {
    const own = { ...account, secret: `${acme.secret.slice(0, -1)}${"ABCDEFGH"[index]}` };
    // Every fourth one lives; the others die at the first, second or third step.
    const ended = await addAndDie(machine, own, index % 4 === 3 ? Infinity : (index % 4) + 1);
    (ended === 0 ? acknowledged : died).push(own.issuer);
    assert.ok(ended === 0 || ended === "SIGKILL", `ended with ${ended}`);
  }
  assert.ok(acknowledged.length >= 2, `nothing was acknowledged, so nothing was shown: ${acknowledged}`);
  assert.ok(died.length >= 2, `nobody died in the middle, so nothing was shown: ${died}`);
  const kept = await issuers(machine);
  for (const issuer of acknowledged) assert.ok(kept.includes(issuer), `${issuer} was acknowledged and is lost`);
});
