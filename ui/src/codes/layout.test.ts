// Where rows stand, and which of them exist.
import { expect, test } from "vitest";
import { EDGE, HEADING, layout, visible } from "./layout";

test("without pins there are no headings", () => {
  const rows = layout(3, 0, 64);
  expect(rows.headings).toEqual([]);
  expect(rows.topOf(0)).toBe(EDGE);
  expect(rows.height).toBe(EDGE + 3 * 64 + EDGE);
});

test("pinned and others have a heading each", () => {
  const rows = layout(5, 2, 64);
  expect(rows.headings.map((heading) => heading.top)).toEqual([0, HEADING + 2 * 64]);
  expect(rows.topOf(2)).toBe(HEADING + 2 * 64 + HEADING);
});

test("every row is found at its own top, and the last one at the end", () => {
  for (const pinned of [0, 1, 7, 20]) {
    const rows = layout(20, pinned, 64);
    for (let index = 0; index < 20; index += 1) {
      expect(rows.indexAt(rows.topOf(index))).toBe(index);
      expect(rows.indexAt(rows.topOf(index) + 63)).toBe(index);
    }
    expect(rows.indexAt(1e9)).toBe(19);
    expect(rows.indexAt(-5)).toBe(0);
  }
});

test("only a screen of rows exists among ten thousand", () => {
  const rows = layout(10_000, 3, 64);
  const { first, count } = visible(rows, 10_000, 300_000, 640);
  expect(count).toBeLessThan(22);
  expect(rows.topOf(first)).toBeLessThan(300_000);
  expect(rows.topOf(first + count)).toBeGreaterThan(300_640);
});

test("nothing is drawn without rows or without a height", () => {
  expect(visible(layout(0, 0, 64), 0, 0, 640).count).toBe(0);
  expect(visible(layout(9, 0, 64), 9, 0, 0).count).toBe(0);
});
