// The one timer: in step, exact at ends, at rest when nobody is there, and not running for nothing.
import { beforeEach, expect, test, vi } from "vitest";
import { pass } from "../testing/page";
import { seconds } from "./seconds.svelte";

let fired: number[] = [];
const count = (ms: number) => {
  fired = [];
  const stop = $effect.root(() => {
    $effect(() => seconds.watch());
    $effect(() => void fired.push(Math.round(seconds.now)));
  });
  return pass(ms).then(() => stop);
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  seconds.stir();
});

test("fires once a second while somebody is there", async () => {
  const stop = await count(10_050);
  expect(fired.length).toBeGreaterThanOrEqual(10);
  expect(fired.length).toBeLessThanOrEqual(12);
  stop();
  expect(vi.getTimerCount()).toBe(0);
});

test("rests after twenty seconds, and wakes at a touch", async () => {
  const stop = await count(20_000);
  fired = [];
  await pass(20_000);
  expect(fired.length).toBeLessThanOrEqual(5);
  expect(seconds.resting).toBe(true);
  fired = [];
  seconds.stir();
  expect(seconds.resting).toBe(false);
  await pass(5_000);
  expect(fired.length).toBeGreaterThanOrEqual(5);
  stop();
});

test("fires when something ends, even at rest", async () => {
  const stop = await count(30_000);
  fired = [];
  const end = performance.now() + 7_300;
  seconds.due(7_300);
  await pass(7_400);
  expect(fired.some((at) => at >= end && at <= end + 10)).toBe(true);
  stop();
});
