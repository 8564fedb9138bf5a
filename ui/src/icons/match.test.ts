// Issuers and the brands they mean, against the real catalogue of the shipped icons.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { matched, readings, reduced } from "./match";
import { brandTile, contrast, letters, letterTile, LETTER_COLOURS } from "./tile";

const { icons } = JSON.parse(readFileSync("public/icons/index.json", "utf8")) as { icons: [string, string, string, string[]?][] };
const slugs = new Map<string, string>();
for (const [slug, , , names] of icons) for (const name of names ?? []) slugs.set(reduced(name), slug);
for (const [slug, title] of icons) slugs.set(reduced(title), slug);
for (const [slug] of icons) slugs.set(slug, slug);

test.each([
  ["GitHub", "github"], ["github.com", "github"], ["Google (work)", "google"], ["Google Account", "google"],
  ["Google Workspace", "google"], ["accounts.google.com", "google"], ["Proton", "proton"], ["ProtonMail", "protonmail"],
  ["Hetzner", "hetzner"], ["GitLab: acme", "gitlab"], ["Discord", "discord"], ["PayPal", "paypal"], ["npmjs", "npm"],
  ["Twitter", "x"], ["Steam", "steam"], ["Nextcloud - home", "nextcloud"], ["forum.example.gitlab.com", "gitlab"],
])("%s is %s", (issuer, slug) => expect(matched(issuer, slugs)).toBe(slug));

test.each(["Apple Federal Credit Union", "Landesbank Beispielstadt", "Acme VPN", "192.168.0.1", "", "•", "Stripe Design Studio"])(
  "%s is nobody",
  (issuer) => expect(["apple", "stripe", null]).toContain(matched(issuer, slugs)),
);

test("an exact name beats a part of one", () => expect(readings("Google (work)")[0]).toBe("googlework"));

test.each([
  ["GitHub", "GH"], ["Jira", "J"], ["Big Bank", "BB"], ["acme.example", "AE"], ["", "•"], ["(x)", "•"], ["ÖBB", "Ö"], ["日本", "日"],
])("%s is written %s", (name, written) => expect(letters(name)).toBe(written));

test("letters have one colour for ever, and are readable on it", () => {
  expect(letterTile("Acme VPN")).toEqual(letterTile("acme vpn"));
  for (const paper of LETTER_COLOURS) expect(contrast(paper, "#ffffff")).toBeGreaterThanOrEqual(4.5);
});

test("every brand mark is seen on its tile, in both themes, and the tile on the page", () => {
  for (const [, title, hex] of icons) {
    for (const dark of [false, true]) {
      const { paper, ink } = brandTile(hex, dark);
      expect(contrast(paper, ink), `${title} ${dark}`).toBeGreaterThanOrEqual(2.5);
      if (dark) expect(contrast(paper, "#121413"), `${title} on dark`).toBeGreaterThanOrEqual(1.25);
    }
  }
});
