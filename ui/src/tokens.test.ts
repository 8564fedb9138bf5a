// Contrast of the tokens, computed: text keeps WCAG AA (4.5:1) on every surface it is used on, in both themes.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { contrast } from "./icons/tile";

const css = readFileSync("src/tokens.css", "utf8");

const block = (opening: string) => {
  const from = css.indexOf(opening);
  return Object.fromEntries([...css.slice(from, css.indexOf("}", from)).matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})/g)].map(([, name, value]) => [name, value])) as Record<string, string>;
};
const themes = { light: block(":root {"), dark: block(':root[data-theme="dark"] {'), system: block(':root:not([data-theme="light"]) {') };

const pairs = [
  ...["text", "muted", "faint"].flatMap((ink) => ["bg", "surface", "raised"].map((paper) => [ink, paper])),
  ...["text", "muted"].flatMap((ink) => ["sunken", "hover", "accent-soft", "warn-soft", "danger-soft"].map((paper) => [ink, paper])),
  ["accent", "bg"], ["accent", "surface"], ["accent", "accent-soft"], ["accent-ink", "accent"], ["accent-ink", "accent-hover"],
  ["warn", "bg"], ["warn", "surface"], ["warn", "warn-soft"], ["danger", "bg"], ["danger", "raised"], ["danger", "danger-soft"], ["bg", "text"],
] as [string, string][];

describe.each(Object.entries(themes))("%s", (_name, theme) => {
  test.each(pairs)("%s on %s", (ink, paper) => {
    expect(contrast(theme[ink] ?? "", theme[paper] ?? "")).toBeGreaterThanOrEqual(4.5);
  });
  test.each(["bg", "surface", "sunken"])("focus on %s is seen (3:1)", (paper) => {
    expect(contrast(theme.focus ?? "", theme[paper] ?? "")).toBeGreaterThanOrEqual(3);
  });
});

test("dark is the same whether chosen or from the system", () => expect(themes.system).toEqual(themes.dark));
