// Rules of the house that a reader could forget: who may talk to the shell, what the policy of the page forbids, sizes.
import { describe, expect, test } from "vitest";

const sources = import.meta.glob("./**/*.{ts,svelte}", { query: "?raw", import: "default", eager: true }) as Record<string, string>;
const shipped = Object.entries(sources).filter(([path]) => !path.endsWith(".test.ts") && path !== "./bindings.ts");
const ours = shipped.filter(([path]) => !path.startsWith("./testing/"));

test("there are sources to look at", () => expect(ours.length).toBeGreaterThan(60));

describe.each(ours)("%s", (path, text) => {
  test("only backend.ts imports the bindings or @tauri-apps", () => {
    if (path === "./backend.ts") return;
    expect(text).not.toMatch(/from\s+["'][^"']*(@tauri-apps|\/bindings)|import\(["'][^"']*(@tauri-apps|\/bindings)/);
  });
  test("nothing is kept in storage, in the address, or on the console", () => {
    expect(text).not.toMatch(/localStorage|sessionStorage|indexedDB|document\.cookie|history\.(push|replace)State|console\./);
  });
  test("no markup from text, no inline style attribute, no network", () => {
    expect(text).not.toMatch(/\{@html|innerHTML|\sstyle="|https?:\/\/(?!\?)[a-z]|new WebSocket|XMLHttpRequest/);
  });
  test("tests and fakes stay out of it", () => {
    expect(text).not.toMatch(/from\s+["'][^"']*testing\/(?!hooks)/);
  });
  test("begins with what it is, and stays small", () => {
    expect(text.trimStart()).toMatch(/^(\/\/|<!--|\/\*)/);
    expect(text.split("\n").length).toBeLessThanOrEqual(path.endsWith(".svelte") ? 151 : 300);
  });
});
