// Makes the service icons the app ships from the npm package simple-icons (CC0): a small index and shards of paths
// in public/icons (git-ignored). Icons whose brand asks for terms of its own are left out: those get letters.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const SHARD = 16; // icons in a file: a row needs one file of about 21 kB, a page of the picker about ten
const FREE = new Set(["CC0-1.0", "MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Unlicense", "0BSD"]);
const target = fileURLToPath(new URL("../public/icons/", import.meta.url));
const require = createRequire(import.meta.url);
const source = dirname(require.resolve("simple-icons"));
const read = async (name) => JSON.parse(await readFile(join(source, name), "utf8"));
const { version } = await read("package.json");
const stamp = `${version} ${SHARD} 2`;

const already = await readFile(`${target}stamp`, "utf8").catch(() => "");
if (already === stamp) process.exit(0);

const listed = await read("data/simple-icons.json");
const drawn = new Map(Object.values(await import("simple-icons")).map((icon) => [icon.slug, icon]));

const also = ({ aka = [], dup = [], old = [], loc = {} } = {}) => [
  ...aka,
  ...dup.map((twin) => twin.title),
  ...old,
  ...Object.values(loc),
];
const icons = listed
  .map((entry) => ({ ...drawn.get(entry.slug ?? ""), entry }))
  .filter(({ slug, entry }) => slug && (!entry.license || FREE.has(entry.license.type)))
  .sort((a, b) => (a.slug < b.slug ? -1 : 1));

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
const index = icons.map(({ slug, title, hex, entry }) => {
  const names = also(entry.aliases);
  return names.length > 0 ? [slug, title, hex, names] : [slug, title, hex];
});
await writeFile(`${target}index.json`, JSON.stringify({ shard: SHARD, icons: index }));
for (let from = 0; from < icons.length; from += SHARD) {
  const paths = icons.slice(from, from + SHARD).map((icon) => icon.path);
  await writeFile(`${target}${from / SHARD}.json`, JSON.stringify(paths));
}
await writeFile(`${target}stamp`, stamp);
console.log(`icons: ${icons.length} in ${Math.ceil(icons.length / SHARD)} files, ${listed.length - icons.length} left out`);
