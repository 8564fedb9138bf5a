// Every key, in one table: the shortcut sheet prints it, and the names here are what the handlers compare with.
export type Shortcut = { keys: string; says: string };

export const shortcuts: readonly { group: string; list: readonly Shortcut[] }[] = [
  {
    group: "Anywhere",
    list: [
      { keys: "Ctrl+K", says: "Search" },
      { keys: "Ctrl+N", says: "Add an account" },
      { keys: "Ctrl+V", says: "Read a QR code or link from the clipboard" },
      { keys: "Ctrl+L", says: "Lock" },
      { keys: "Ctrl+1", says: "Codes" },
      { keys: "Ctrl+2", says: "Recovery" },
      { keys: "Ctrl+3", says: "Bin" },
      { keys: "Ctrl+,", says: "Settings" },
      { keys: "?", says: "This list (or F1)" },
      { keys: "Esc", says: "Close, go back, clear the search" },
    ],
  },
  {
    group: "In the list",
    list: [
      { keys: "Enter", says: "Copy the chosen code" },
      { keys: "↑ ↓", says: "Choose" },
      { keys: "PgUp PgDn", says: "Choose, a screen at a time" },
      { keys: "Ctrl+Home", says: "First (Ctrl+End: last)" },
      { keys: "Ctrl+Enter", says: "Open the account page" },
      { keys: "Ctrl+Space", says: "Show a hidden code, or make the next one" },
      { keys: "Ctrl+P", says: "Pin or unpin" },
      { keys: "Alt+↑ Alt+↓", says: "Move up or down (own order)" },
    ],
  },
  {
    group: "On an account",
    list: [
      { keys: "Ctrl+E", says: "Edit" },
      { keys: "Ctrl+S", says: "Save the changes" },
      { keys: "Ctrl+Delete", says: "Put in the bin (with undo)" },
    ],
  },
  {
    group: "In Recovery",
    list: [
      { keys: "Ctrl+I", says: "Add recovery codes" },
      { keys: "Ctrl+G", says: "Give me a code (of the set on the screen)" },
      { keys: "Ctrl+U", says: "Take the last answer back" },
      { keys: "Ctrl+O", says: "Open the recovery codes, or close them now" },
      { keys: "Alt+←", says: "Back to the overview (or Esc)" },
    ],
  },
];

/** A key press as the table writes it: "Ctrl+K", "Alt+↑", "Enter". Ctrl and ⌘ are one. */
export function pressed(event: KeyboardEvent): string {
  const names: Record<string, string> = { " ": "Space", Escape: "Esc", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", PageUp: "PgUp", PageDown: "PgDn" };
  const key = names[event.key] ?? (event.key.length === 1 ? event.key.toUpperCase() : event.key);
  const typed = event.key.length === 1 && event.key !== " ";
  return [event.ctrlKey || event.metaKey ? "Ctrl" : "", event.altKey ? "Alt" : "", event.shiftKey && !typed ? "Shift" : "", key]
    .filter(Boolean)
    .join("+");
}

/** Whether a key press goes into a text the person is writing. */
export const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select") || target.isContentEditable);

/** Whether that text is empty, so that `?` can mean the shortcut sheet. */
export const isEmptyField = (target: EventTarget | null) => target instanceof HTMLInputElement && target.value === "" && target.type === "text";
