// Goes through every place in light and dark, and takes a picture of each, narrow and wide, and one sheet of all.
// Names of places may be given: then only their pictures are taken.
import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../src-tauri/scripts/places.mjs";
import { say } from "../../src-tauri/scripts/steps.mjs";
import * as webcam from "../counterparts/camera.mjs";
import * as computer from "../counterparts/machine.mjs";
import { visits } from "./places.mjs";

const folder = join(root, "tests/out/shots");
const themes = { light: "Adwaita", dark: "Adwaita:dark" };
const widths = { narrow: [380, 700], wide: [1200, 800] };
const wanted = new Set(process.argv.slice(2));

async function visit({ args, camera, prepare, places }, theme) {
  const machine = await computer.start({ env: { GTK_THEME: themes[theme] } });
  try {
    if (camera) machine.camera = machine.with(await webcam.start(machine.home));
    await prepare?.(machine);
    const app = await machine.open({ args, env: machine.camera?.env });
    for (const [place, go] of places) {
      await app.resize(...widths.narrow); // an account page opened here stays open when the window grows
      await go(app, machine);
      if (wanted.size > 0 && !wanted.has(place)) continue;
      for (const [name, [width, height]] of Object.entries(widths)) {
        await app.resize(width, height);
        await app.shot(join(folder, `${place}-${theme}-${name}.png`));
      }
      say(`${place}, ${theme}`);
    }
  } finally {
    await machine.stop();
  }
}

if (wanted.size === 0) rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const theme of Object.keys(themes)) {
  for (const each of visits) {
    if (wanted.size > 0 && !each.places.some(([place]) => wanted.has(place))) continue;
    await visit(each, theme).catch((error) => {
      say(`Stopped at ${theme}: ${error.message}`);
      process.exitCode = 1;
    });
  }
}
for (const [name, columns] of [["narrow", 8], ["wide", 4]]) {
  const pictures = readdirSync(folder).filter((file) => file.endsWith(`-${name}.png`)).sort();
  if (pictures.length === 0) continue;
  const sheet = ["-tile", `${columns}x`, "-geometry", "400x400>+6+6", "-background", "#888", ...pictures];
  execFileSync("montage", [...sheet, `../sheet-${name}.png`], { cwd: folder });
  say(`All ${name} pictures: tests/out/sheet-${name}.png`);
}
