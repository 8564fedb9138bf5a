// Pictures of every screen over the fake backend, light and dark, narrow and wide, for looking at.
// Needs Chromium and `npm run dev:fake`. Usage: node scripts/shots.mjs OUT [NAME...] (default: every scene).
import { mkdir } from "node:fs/promises";
import { chromium } from "playwright-core";
import { scenes } from "./scenes.mjs";

const [out = "shots", ...wanted] = process.argv.slice(2);
const sizes = { narrow: { width: 380, height: 720 }, wide: { width: 1200, height: 760 } };
await mkdir(out, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});
for (const [size, viewport] of Object.entries(sizes)) {
  for (const theme of ["light", "dark"]) {
    const context = await browser.newContext({ viewport, colorScheme: theme, reducedMotion: "reduce", deviceScaleFactor: Number(process.env.SCALE ?? 1) });
    for (const [name, { query = "", act, at = 12, only }] of Object.entries(scenes)) {
      if ((wanted.length > 0 && !wanted.includes(name)) || (only && only !== size)) continue;
      const page = await context.newPage();
      page.on("pageerror", (error) => console.log(`${name} ${size} ${theme}: ${error.message}`));
      page.on("console", (message) => message.type() === "error" && console.log(`${name} ${size} ${theme}: ${message.text()}`));
      await page.goto(`http://localhost:1421/?fake&at=${at}&theme=${theme}&${query}`);
      await page.waitForTimeout(700);
      try {
        await act?.(page, (id) => page.locator(`[data-testid="${id}"]`), size);
      } catch (error) {
        console.log(`${name} ${size} ${theme}: ${error.message.split("\n")[0]}`);
      }
      await page.waitForTimeout(500);
      await page.screenshot({ path: `${out}/${name}-${size}-${theme}.png` });
      await page.close();
    }
    await context.close();
  }
}
await browser.close();
