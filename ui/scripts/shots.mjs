// Pictures of every screen over the fake backend, light and dark, narrow and wide, for looking at.
// Needs Chromium (Debian's; CHROMIUM names another). Usage: node scripts/shots.mjs OUT [NAME...] (default: every scene;
// SIZES and THEMES narrow it down).
import { copyFile, mkdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { build, preview } from "vite";
import { scenes } from "./scenes.mjs";

const [out = "shots", ...wanted] = process.argv.slice(2);
const sizes = { narrow: { width: 380, height: 720 }, middle: { width: 800, height: 700 }, wide: { width: 1200, height: 760 } };
const only = (name, all) => process.env[name]?.split(",") ?? all;
await mkdir(out, { recursive: true });

process.env.VITE_FAKE = "1";
process.env.VITE_PREVIEW = "/frame.svg";
const root = fileURLToPath(new URL("..", import.meta.url));
const folder = { root, logLevel: "warn", build: { outDir: ".fake-dist", emptyOutDir: true, minify: false } };
if (!process.env.KEEP) await build(folder);
await copyFile(`${root}src/testing/frame.svg`, `${root}.fake-dist/frame.svg`);
// The same policy as in the app: what it forbids shows as an error here.
const { app } = JSON.parse(await readFile(`${root}../tauri.conf.json`, "utf8"));
const server = await preview({ ...folder, preview: { port: 1422, headers: { "Content-Security-Policy": app.security.csp } } });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
for (const size of only("SIZES", Object.keys(sizes))) {
  const viewport = sizes[size];
  for (const theme of only("THEMES", ["light", "dark"])) {
    const context = await browser.newContext({ viewport, colorScheme: theme, reducedMotion: "reduce", deviceScaleFactor: Number(process.env.SCALE ?? 1) });
    for (const [name, { query = "", act, at = 12 }] of Object.entries(scenes)) {
      if (wanted.length > 0 && !wanted.includes(name)) continue;
      const page = await context.newPage();
      page.on("pageerror", (error) => console.log(`${name} ${size} ${theme}: ${error.message}`));
      page.on("console", (message) => message.type() === "error" && !message.text().includes("404") && console.log(`${name} ${size} ${theme}: ${message.text()}`));
      await page.goto(`http://localhost:1422/?fake&at=${at}&theme=${theme}&${query}`);
      await page.waitForSelector("[data-phase]");
      await page.waitForTimeout(350);
      try {
        await act?.(page, (id) => page.locator(`[data-testid="${id}"]`), size);
      } catch (error) {
        console.log(`${name} ${size} ${theme}: ${error.message.split("\n")[0]}`);
      }
      await page.waitForTimeout(350);
      await page.screenshot({ path: `${out}/${name}-${size}-${theme}.png`, timeout: 120_000 });
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
await server.close();
process.exit(0);
