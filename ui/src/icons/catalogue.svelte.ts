// The shipped brand marks: an index read once after the first paint, paths read by the shard when a mark is shown.
// Draws nothing, and asks no network: the files are part of the app.
import { matched, reduced } from "./match";

export type Brand = { slug: string; title: string; hex: string; names: string[]; at: number };

type IndexFile = { shard: number; icons: [string, string, string, string[]?][] };
const SHARDS_KEPT = 48; // about 1 MB of paths: the rows on the screen and some pages of the picker

class Catalogue {
  /** True once brands can be asked for; until then everything has letters. */
  ready = $state(false);
  #brands: Brand[] = [];
  #bySlug = new Map<string, Brand>();
  #slugs = new Map<string, string>();
  #matches = new Map<string, string | null>();
  #shardSize = 16;
  #shards = new Map<number, Promise<string[]>>();
  #paths = new Map<string, string>();
  #loading: Promise<void> | null = null;

  /** Reads the index, once. A missing index leaves letters everywhere; nothing else depends on it. */
  load(): Promise<void> {
    this.#loading ??= fetch("/icons/index.json")
      .then((answer) => answer.json() as Promise<IndexFile>)
      .then((file) => this.#take(file))
      .catch(() => undefined);
    return this.#loading;
  }

  #take(file: IndexFile) {
    this.#shardSize = file.shard;
    this.#brands = file.icons.map(([slug, title, hex, names], at) => ({ slug, title, hex, names: names ?? [], at }));
    for (const brand of this.#brands) this.#bySlug.set(brand.slug, brand);
    for (const brand of this.#brands) for (const name of brand.names) this.#slugs.set(reduced(name), brand.slug);
    for (const brand of this.#brands) this.#slugs.set(reduced(brand.title), brand.slug);
    for (const brand of this.#brands) this.#slugs.set(brand.slug, brand.slug);
    this.ready = true;
  }

  /** The brand a person chose, or else the one the issuer means. */
  find(issuer: string, chosen: string | null): Brand | null {
    if (!this.ready || chosen === "letters") return null;
    if (chosen !== null) return this.#bySlug.get(chosen) ?? null;
    let slug = this.#matches.get(issuer);
    if (slug === undefined) {
      slug = matched(issuer, this.#slugs);
      this.#matches.set(issuer, slug);
    }
    return slug === null ? null : (this.#bySlug.get(slug) ?? null);
  }

  /** Brands whose name holds the text: those that begin with it first. */
  search(text: string): Brand[] {
    const wanted = reduced(text);
    if (wanted === "") return this.#brands;
    const rank = (brand: Brand) => {
      const all = [brand.title, ...brand.names].map(reduced);
      if (all.includes(wanted)) return 0;
      if (all.some((name) => name.startsWith(wanted))) return 1;
      return all.some((name) => name.includes(wanted)) ? 2 : 3;
    };
    return this.#brands.map((brand) => ({ brand, rank: rank(brand) })).filter((hit) => hit.rank < 3)
      .sort((a, b) => a.rank - b.rank).map((hit) => hit.brand);
  }

  /** The mark's path when it is at hand already, so that a row that scrolls back does not blink. */
  known(brand: Brand): string | null {
    return this.#paths.get(brand.slug) ?? null;
  }

  /** The mark's path (a 24 x 24 drawing). */
  async path(brand: Brand): Promise<string> {
    const shard = Math.floor(brand.at / this.#shardSize);
    const path = (await this.#shard(shard))[brand.at % this.#shardSize] ?? "";
    this.#paths.set(brand.slug, path);
    return path;
  }

  #shard(number: number): Promise<string[]> {
    let paths = this.#shards.get(number);
    if (paths === undefined) {
      paths = fetch(`/icons/${number}.json`).then((answer) => answer.json() as Promise<string[]>).catch(() => []);
      const oldest = this.#shards.keys().next().value;
      if (this.#shards.size >= SHARDS_KEPT && oldest !== undefined) this.#shards.delete(oldest);
    } else {
      this.#shards.delete(number);
    }
    this.#shards.set(number, paths);
    return paths;
  }
}

export const catalogue = new Catalogue();
