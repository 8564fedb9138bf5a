// RFC 4226 and RFC 6238 by node:crypto alone: what the codes on the screen are held against.
import { createHmac } from "node:crypto";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** RFC 4648 base32 of well-formed text. */
export function fromBase32(text) {
  let bits = "";
  for (const letter of text.replace(/=+$/, "")) bits += alphabet.indexOf(letter).toString(2).padStart(5, "0");
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

/** RFC 4226 section 5.3. */
export function hotp(secret, counter, { digits = 6, algorithm = "sha1" } = {}) {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const hash = createHmac(algorithm, fromBase32(secret)).update(message).digest();
  const offset = hash.at(-1) & 0xf;
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, "0");
}

/** RFC 6238 section 4.2 at `unixSeconds`. */
export function totp(secret, unixSeconds, { period = 30, ...rest } = {}) {
  return hotp(secret, Math.floor(unixSeconds / period), rest);
}
