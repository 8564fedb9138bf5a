// The coloured square behind a brand mark or letters: colours that stay visible on light and dark surfaces.
import { reduced } from "./match";

export type Tile = { paper: string; ink: string };

/** White letters keep 4.5:1 on every one of these. */
const LETTER_COLOURS = ["#1f6feb", "#8250df", "#bf3989", "#b3392f", "#9a5a00", "#57701a", "#1a7f53", "#0f766e",
  "#0e6f9e", "#5057c9", "#7a4b8c", "#6b5f52"] as const;

/** Brands the icon set may not carry still have their colour, so that a person finds them by it. */
const KNOWN_COLOURS: Record<string, string> = {
  microsoft: "#0067b8", amazon: "#a85b00", amazonwebservices: "#a85b00", aws: "#a85b00", slack: "#611f69",
  linkedin: "#0a66c2", openai: "#0d7a5f", chatgpt: "#0d7a5f", adobe: "#c9170a", heroku: "#5a3f87", nintendo: "#c4000f",
  yandex: "#c91f1f", kraken: "#5b41c9", fastmail: "#0067b9", salesforce: "#00699e", office365: "#0067b8",
};

type Rgb = readonly [number, number, number];
const rgb = (hex: string): Rgb => {
  const n = Number.parseInt(hex.replace("#", ""), 16);
  return [(n >> 16) & 255, (n >> 8) & 255, n & 255];
};
const hex = (c: Rgb) => `#${c.map((v) => Math.round(v).toString(16).padStart(2, "0")).join("")}`;
const mixed = (a: Rgb, b: Rgb, share: number): Rgb =>
  [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];

/** Relative luminance, WCAG 2.2. */
export function luminance(colour: string): number {
  const [r, g, b] = rgb(colour).map((v) => {
    const s = v / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio of two colours, WCAG 2.2: 1 to 21. */
export function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** The tile of a brand colour. A near-black brand is lifted off a dark surface, a near-white one gets dark ink. */
export function brandTile(brand: string, dark: boolean): Tile {
  let paper = brand.startsWith("#") ? brand : `#${brand}`;
  if (dark && luminance(paper) < 0.045) paper = hex(mixed(rgb(paper), [255, 255, 255], 0.2));
  if (!dark && luminance(paper) > 0.9) paper = "#f1f2ee";
  const ink = contrast(paper, "#ffffff") >= 2.6 ? "#ffffff" : "#16211c";
  return { paper, ink };
}

/** A stable tile for a name without a brand mark. */
export function letterTile(name: string): Tile {
  const key = reduced(name);
  let hash = 0x811c9dc5;
  for (const char of key) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  const paper = KNOWN_COLOURS[key] ?? LETTER_COLOURS[hash % LETTER_COLOURS.length] ?? LETTER_COLOURS[0];
  return { paper, ink: "#ffffff" };
}

/** One or two letters that stand for a name: "GitHub" GH, "Big Bank" BB, "jira" J. */
export function letters(name: string): string {
  const words = name.replace(/[([{].*$/, "").trim().split(/[\s._@-]+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const [first, second] = words;
  if (first === undefined) return "•";
  const start = Array.from(first).find((char) => /[\p{L}\p{N}]/u.test(char)) ?? "•";
  if (second !== undefined) {
    return (start + (Array.from(second).find((char) => /[\p{L}\p{N}]/u.test(char)) ?? "")).toUpperCase();
  }
  const capitals = /^\p{Lu}\p{Ll}+(\p{Lu})/u.exec(first)?.[1] ?? "";
  return (start + capitals).toUpperCase();
}

export { LETTER_COLOURS };
