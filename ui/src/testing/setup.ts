// Before each test: a fresh fake backend, a page of a real size, and nothing left of the last test.
import { cleanup } from "@testing-library/svelte";
import { afterEach, beforeEach, vi } from "vitest";
import { fake } from "./fake-backend";

const SIZE = { clientHeight: 640, clientWidth: 420 };
for (const [name, value] of Object.entries(SIZE)) {
  Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get: () => value });
}

beforeEach(() => fake.reset());
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});
