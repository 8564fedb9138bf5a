// QR codes drawn by a program that is not ours (Debian's qrencode): as PNG, and as what a camera would see.
import { execFileSync } from "node:child_process";

/** A PNG of a QR code. */
export function png(text) {
  return execFileSync("qrencode", ["--output=-", "--type=PNG", "--size=6", "--margin=4", "--", text]);
}

/** The modules of a QR code with its quiet zone, row by row; true is dark. */
function modules(text) {
  const drawn = execFileSync("qrencode", ["--output=-", "--type=ASCII", "--margin=4", "--", text], { encoding: "utf8" });
  return drawn.split("\n").slice(0, -1).map((line) => Array.from({ length: line.length / 2 }, (_, x) => line[2 * x] === "#"));
}

/** Brightness of a dim room with uneven light, without any code in it. */
const room = (x, y) => 70 + ((x * 40) / 640 + (y * 30) / 480);

/** One frame in YUYV (luma and neutral chroma in turn): the room, with a QR code held into it when `text` is given. */
export function yuyvFrame({ width = 640, height = 480, text }) {
  const code = text === undefined ? [] : modules(text);
  const scale = Math.floor((0.85 * height) / code.length);
  const [left, top] = [(width - scale * code.length) >> 1, (height - scale * code.length) >> 1];
  const frame = Buffer.alloc(width * height * 2, 128);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const dark = code[Math.floor((y - top) / scale)]?.[Math.floor((x - left) / scale)];
      frame[2 * (y * width + x)] = dark === undefined ? room(x, y) : dark ? 30 : 220;
    }
  }
  return frame;
}
