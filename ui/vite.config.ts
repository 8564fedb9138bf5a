// How the interface is built: one page, split so that the code list paints before anything else is read.
// `VITE_FAKE=1` (and every test) swaps the generated bindings for the fake backend; the real build never sees it.
import { fileURLToPath } from "node:url";
import { svelte } from "@sveltejs/vite-plugin-svelte";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

const fake = process.env.VITE_FAKE === "1" || process.env.VITEST !== undefined;
const fakeBackend = fileURLToPath(new URL("./src/testing/fake-backend.ts", import.meta.url));

/** Answers `./bindings` with the fake backend. */
const fakeBindings: Plugin = {
  name: "keepward-fake-bindings",
  enforce: "pre",
  resolveId: (source, importer) =>
    source === "./bindings" && importer?.endsWith("/backend.ts") ? fakeBackend : null,
};

/** Asks for the fonts of the code list together with the page, not when the first text is laid out. */
const firstFonts: Plugin = {
  name: "keepward-first-fonts",
  transformIndexHtml: {
    order: "post",
    handler: (_, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((file) => /-latin-wght-.*\.woff2$/.test(file))
        .map((file) => ({
          tag: "link",
          attrs: { rel: "preload", as: "font", type: "font/woff2", crossorigin: true, href: `/${file}` },
          injectTo: "head",
        })),
  },
};

export default defineConfig({
  plugins: [svelte(), firstFonts, ...(fake ? [fakeBindings] : [])],
  clearScreen: false,
  server: { port: 1420, strictPort: true },
  resolve: process.env.VITEST ? { conditions: ["browser"] } : {},
  build: {
    target: "safari16",
    assetsInlineLimit: 0, // the content security policy allows no data: fonts
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  test: {
    environment: "happy-dom",
    include: ["src/**/*.test.ts"],
    setupFiles: ["src/testing/setup.ts"],
    testTimeout: 30_000,
  },
});
