// When a program's window is painted, read off the screen itself (Xvfb's -fbdir): the same measure for every program.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

/** The pixels on the screen whose framebuffer lies in `folder` (XWD, XWDFile.h of X11: big-endian header, 4 bytes a pixel). */
function pixels(folder) {
  const file = readFileSync(join(folder, "Xvfb_screen0"));
  const [headerBytes, colours] = [file.readUInt32BE(0), file.readUInt32BE(19 * 4)];
  return file.subarray(headerBytes + colours * 12);
}

/** The places in a picture that are not its most common colour: text, icons, lines. */
function ink(picture) {
  const counts = new Map();
  for (let at = 0; at < picture.length; at += 4) {
    const colour = picture.readUInt32LE(at);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const [[paper]] = [...counts].sort((a, b) => b[1] - a[1]);
  const places = [];
  for (let at = 0; at < picture.length; at += 4) if (picture.readUInt32LE(at) !== paper) places.push(at);
  return places;
}

/**
 * Milliseconds from `start()` until the screen shows what it shows in the end: 95 % of the ink is in its place and stays.
 * The rest may move: rings empty, a caret blinks.
 */
export async function paintedAfter(start, folder, { seconds = 5, everyMs = 8 } = {}) {
  const seen = [];
  const started = performance.now();
  start();
  while (performance.now() - started < seconds * 1000) {
    const picture = pixels(folder);
    if (!seen.at(-1)?.picture.equals(picture)) seen.push({ ms: performance.now() - started, picture });
    await pause(everyMs);
  }
  const final = seen.at(-1).picture;
  const places = ink(final);
  const alike = ({ picture }) =>
    places.filter((at) => picture.readUInt32LE(at) === final.readUInt32LE(at)).length >= 0.95 * places.length;
  let first = seen.length - 1;
  while (first > 0 && alike(seen[first - 1])) first--;
  return seen[first].ms;
}
