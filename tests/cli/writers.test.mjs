// Several writers at once, and writers that die: nothing that was acknowledged is lost.
import assert from "node:assert/strict";
import { setTimeout as pause } from "node:timers/promises";
import { startChild } from "../counterparts/child.mjs";
import { keepward } from "../counterparts/machine.mjs";
import { onMachine } from "../counterparts/on-machine.mjs";
import { acme, uri } from "../window/accounts.mjs";

const numbered = (count) => Array.from({ length: count }, (_, index) => ({ ...acme, issuer: `Service ${index}`, name: `login ${index}` }));

const issuers = async (machine) => JSON.parse(await machine.cli("list", "--json")).map(({ issuer }) => issuer);

onMachine("six programs add at the same time, and all six accounts are there", {}, async (machine) => {
  await machine.cli("init");
  const accounts = numbered(6);
  await Promise.all(accounts.map((account) => machine.cli("add", uri(account))));
  assert.deepEqual((await issuers(machine)).sort(), accounts.map(({ issuer }) => issuer).sort());
});

onMachine("killed at any moment, the vault opens with everything that was acknowledged", {}, async (machine) => {
  await machine.cli("init");
  const acknowledged = [];
  for (const [index, account] of numbered(12).entries()) {
    const writer = startChild(keepward, ["add", uri(account), "--passphrase-file", machine.passphraseFile], { env: machine.env });
    const killer = pause(200 + index * 120).then(() => writer.signal("SIGKILL"));
    if ((await writer.ended) === 0) acknowledged.push(account.issuer);
    await killer;
  }
  const kept = await issuers(machine);
  for (const issuer of acknowledged) assert.ok(kept.includes(issuer), `${issuer} was acknowledged and is lost`);
});
