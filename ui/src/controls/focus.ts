// Putting the cursor where the person goes on. After the page has settled, so that an opening sheet does not take it away.
import { tick } from "svelte";

/** Attachment: `{@attach takeFocus}` on the control that is to be used first. */
export function takeFocus(element: HTMLElement) {
  void tick().then(() => element.focus());
}
