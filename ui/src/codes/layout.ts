// Where rows stand in the list: heights, headings, and which rows are on the screen. Numbers only, no DOM.
export type Layout = {
  height: number;
  rowHeight: number;
  topOf: (index: number) => number;
  /** The row at that distance from the top, bounded to the rows there are. */
  indexAt: (y: number) => number;
  headings: readonly { text: string; top: number }[];
};

export const HEADING = 34;
export const EDGE = 8;

/** The layout of `total` rows of which the first `pinned` are pinned. Headings only when there are both kinds. */
export function layout(total: number, pinned: number, rowHeight: number): Layout {
  const both = pinned > 0 && pinned < total;
  const before = both ? HEADING : EDGE;
  const middle = both ? HEADING : 0;
  const split = both ? pinned : total;
  const topOf = (index: number) => before + index * rowHeight + (index >= split ? middle : 0);
  const indexAt = (y: number) => {
    const plain = Math.floor((y - before) / rowHeight);
    const index = plain < split ? plain : Math.max(split, Math.floor((y - before - middle) / rowHeight));
    return Math.min(Math.max(0, index), Math.max(0, total - 1));
  };
  const headings = both ? [{ text: "Pinned", top: 0 }, { text: "All", top: topOf(split) - HEADING }] : [];
  return { height: topOf(total) + EDGE, rowHeight, topOf, indexAt, headings };
}

/** The rows to draw: those on the screen and a few more on both sides, so that a step of the wheel shows no hole. */
export function visible(of: Layout, total: number, scrollTop: number, viewport: number, more = 4) {
  if (total === 0 || viewport <= 0) return { first: 0, count: 0 };
  const first = Math.max(0, of.indexAt(scrollTop) - more);
  const last = Math.min(total - 1, of.indexAt(scrollTop + viewport) + more);
  return { first, count: last - first + 1 };
}
