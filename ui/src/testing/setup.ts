// Before each test: a fresh fake backend, a page of a real size, and nothing left of the last test.
import { readFile } from "node:fs/promises";
import { cleanup } from "@testing-library/svelte";
import { afterEach, beforeEach, vi } from "vitest";
import { fake } from "./fake-backend";

const SIZE = { clientHeight: 640, clientWidth: 420 };
for (const [name, value] of Object.entries(SIZE)) {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value });
}

// The app reads its icons from its own files; so do tests. Nothing else is fetched, and no camera is there.
vi.stubGlobal("fetch", async (path: string) => new Response(await readFile(`public${path}`)));
HTMLImageElement.prototype.decode = () => new Promise((done) => setTimeout(done, 5));

beforeEach(() => fake.reset());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});
