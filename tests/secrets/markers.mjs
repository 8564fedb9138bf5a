// Accounts whose secrets are easy to recognise, and every way such a secret could be written.
import assert from "node:assert/strict";
import { passphrase } from "../counterparts/machine.mjs";
import { fromBase32 } from "../counterparts/rfc6238.mjs";

// Base32 of "MARKER-ONE-SECRET--1" and so on.
export const first = { issuer: "First", name: "one@example.org", secret: "JVAVES2FKIWU6TSFFVJUKQ2SIVKC2LJR" };
export const second = { issuer: "Second", name: "two@example.org", secret: "JVAVES2FKIWVIV2PFVJUKQ2SIVKC2LJS" };
export const third = { issuer: "Third", name: "three@example.org", secret: "JVAVES2FKIWVISCSFVJUKQ2SIVKC2LJT" };

/** Recovery codes, which nothing else looks like. */
export const recoveryCodes = ["badc0-ffee1", "badc0-ffee2", "badc0-ffee3"];

const markers = [first, second, third].flatMap(({ secret }) => {
  const bytes = fromBase32(secret);
  return [secret, secret.toLowerCase(), bytes.toString("latin1"), bytes.toString("base64"), bytes.toString("hex"), `${[...bytes]}`];
});

/** How age writes every private key: the vault's own may come out as little as a secret in it. */
const identities = ["AGE-SECRET-KEY-1", "age-secret-key-1"];

/** Fails if a secret, the passphrase or one of `more` is in `text`; the message does not repeat it. */
export function assertClean(text, where, more = []) {
  for (const marker of [...markers, ...recoveryCodes, passphrase, ...identities, ...more]) assert.ok(!text.includes(marker), `a secret is in ${where}`);
}
