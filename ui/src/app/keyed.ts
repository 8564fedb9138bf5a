// Buttons with a key: pressing the key presses the button, as long as it is in reach: not disabled, not covered by a sheet.
import { tip } from "../controls/tip";
import { pressed } from "./keys";

/** The topmost sheet takes the keys. */
const inReach = (element: HTMLElement) =>
  element.closest("dialog") === ([...document.querySelectorAll("dialog")].at(-1) ?? null) && !element.matches(":disabled") && element.closest("[inert]") === null;

/** A key as assistive programs are told it. */
export const spokenKeys = (keys: string) => keys.replace("Ctrl", "Control").replace("←", "ArrowLeft").replace("Esc", "Escape");

/** Attachment: `{@attach key("Alt+S")}`, by a name of keys.ts. The tooltip is the button's own text and the key. */
export function key(keys: string) {
  return (element: HTMLElement) => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || pressed(event) !== keys || !inReach(element)) return;
      event.preventDefault();
      element.click();
    };
    element.setAttribute("aria-keyshortcuts", spokenKeys(keys));
    window.addEventListener("keydown", press);
    const untip = tip(`${element.getAttribute("aria-label") ?? element.textContent?.trim()}  ${keys}`)(element);
    return () => {
      window.removeEventListener("keydown", press);
      untip();
    };
  };
}
