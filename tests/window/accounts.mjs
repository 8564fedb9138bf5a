// Accounts that the window tests add, and what their codes must be by RFC 6238.
import assert from "node:assert/strict";
import { totp } from "../counterparts/rfc6238.mjs";
import { until } from "../counterparts/wait.mjs";

export const acme = { issuer: "Acme", name: "ann@example.org", secret: "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ" };
export const globex = { issuer: "Globex", name: "bob", secret: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP" };
export const initech = { issuer: "Initech", name: "milton", secret: "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U", digits: 8, algorithm: "sha256" };

/** The otpauth URI that a service would show as a QR code. */
export function uri({ issuer, name, secret, digits = 6, algorithm = "sha1" }) {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(name)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}&digits=${digits}&algorithm=${algorithm.toUpperCase()}`;
}

/** Waits until `read` gives the code that RFC 6238 has for `account` at this moment, spaces aside. */
export async function givesCodeOf(account, read) {
  await until(`the code of ${account.issuer} is right`, async () => {
    const before = totp(account.secret, Date.now() / 1000, account);
    const shown = (await read()).replace(/\s/g, "");
    const after = totp(account.secret, Date.now() / 1000, account);
    assert.ok(shown === before || shown === after, `shown ${shown}, RFC 6238 says ${after}`);
    return true;
  }, { seconds: 5 });
}
