// How large the built interface is: what the first paint of the code list reads, everything else, fonts and icons.
import { readFileSync, readdirSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));
const kB = (bytes) => `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
const sum = (names, size) => names.reduce((total, name) => total + size(`${dist}${name}`), 0);
const plain = (path) => statSync(path).size;
const gzipped = (path) => gzipSync(readFileSync(path)).length;

const html = readFileSync(`${dist}index.html`, "utf8");
const first = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, name]) => name);
const assets = readdirSync(`${dist}assets`).map((name) => `assets/${name}`);
const of = (end) => (name) => name.endsWith(end);
const rows = [
  ["first paint, scripts", first.filter(of(".js"))],
  ["first paint, styles", first.filter(of(".css"))],
  ["all scripts", assets.filter(of(".js"))],
  ["all styles", assets.filter(of(".css"))],
  ["fonts", assets.filter(of(".woff2"))],
  ["icon index", ["icons/index.json"]],
  ["all icons", readdirSync(`${dist}icons`).map((name) => `icons/${name}`)],
];
for (const [label, names] of rows) {
  console.log(`${label.padEnd(22)} ${String(names.length).padStart(4)} files ${kB(sum(names, plain))} ${kB(sum(names, gzipped))} gzipped`);
}
