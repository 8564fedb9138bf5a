// Dragging a row to another place in the person's own order: begins after a few pixels, so that a press stays a press;
// rows give way while it moves, and the list scrolls at its edges. Keyboard users have Alt and the arrows.
import type { Codes } from "./codes.svelte";
import type { Layout } from "./layout";

const BEGINS_AFTER = 6;
const EDGE = 48;

type List = { codes: Codes; rows: Layout; scroller: HTMLElement };

export class Drag {
  /** Index of the row in the hand, once the drag has begun. */
  from = $state<number | null>(null);
  /** Index where it would land. */
  to = $state(0);
  #dy = $state(0);
  #pressed: { index: number; y: number; scroll: number; id: number } | null = null;
  #list: () => List;
  /** True until the click that follows the drag has passed, so that it copies nothing. */
  justEnded = false;

  constructor(list: () => List) {
    this.#list = list;
  }

  begin(event: PointerEvent, index: number) {
    if (event.button === 0) this.#pressed = { index, y: event.clientY, scroll: this.#list().scroller.scrollTop, id: event.pointerId };
  }

  move = (event: PointerEvent) => {
    const pressed = this.#pressed;
    if (pressed === null) return;
    const { codes, rows, scroller } = this.#list();
    const dy = event.clientY - pressed.y + scroller.scrollTop - pressed.scroll;
    if (this.from === null) {
      if (Math.abs(dy) < BEGINS_AFTER) return;
      scroller.setPointerCapture?.(pressed.id);
      this.from = pressed.index;
    }
    this.#dy = dy;
    const pinned = codes.page?.pinned ?? 0;
    const [low, high] = this.from < pinned ? [0, pinned - 1] : [pinned, codes.total - 1];
    this.to = Math.min(Math.max(low, rows.indexAt(rows.topOf(this.from) + dy + rows.rowHeight / 2)), high);
    const box = scroller.getBoundingClientRect();
    if (event.clientY < box.top + EDGE) scroller.scrollTop -= 8;
    else if (event.clientY > box.bottom - EDGE) scroller.scrollTop += 8;
  };

  end = () => {
    const { codes } = this.#list();
    const row = this.from === null ? null : codes.rowAt(this.from);
    if (row !== null && this.to !== this.from) void codes.move(row, this.to).then(this.#rest);
    else this.#rest();
    if (this.from !== null) {
      this.justEnded = true;
      setTimeout(() => (this.justEnded = false), 0);
    }
    this.#pressed = null;
  };

  cancel = () => {
    this.#pressed = null;
    this.#rest();
  };

  #rest = () => {
    this.from = null;
    this.#dy = 0;
  };

  /** Where a row stands while one is in the hand. */
  topOf(index: number): number {
    const { rows } = this.#list();
    const top = rows.topOf(index);
    if (this.from === null) return top;
    if (index === this.from) return this.#pressed === null ? rows.topOf(this.to) : top + this.#dy;
    if (index > this.from && index <= this.to) return top - rows.rowHeight;
    if (index < this.from && index >= this.to) return top + rows.rowHeight;
    return top;
  }
}
