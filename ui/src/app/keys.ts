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
      { keys: "Ctrl+Z", says: "Undo what the last message tells of" },
      { keys: "Tab", says: "Next control; Space presses or switches it" },
      { keys: "?", says: "This list (or F1)" },
      { keys: "Esc", says: "Close, go back, cancel, clear the search" },
      { keys: "Ctrl+Q", says: "Quit" },
    ],
  },
  {
    group: "When locked",
    list: [
      { keys: "Enter", says: "Unlock" },
      { keys: "Ctrl+U", says: "Quick unlock" },
      { keys: "Ctrl+H", says: "Earlier versions" },
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
      { keys: "Ctrl+I", says: "Change the icon, while editing" },
      { keys: "Ctrl+S", says: "Save the changes" },
      { keys: "Ctrl+M", says: "Move to a phone: show the QR code" },
      { keys: "Ctrl+R", says: "Replace the code" },
      { keys: "Alt+Y", says: "The new code works" },
      { keys: "Alt+N", says: "Keep the old code" },
      { keys: "Ctrl+H", says: "Show the whole history" },
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
  {
    group: "Adding",
    list: [
      { keys: "Alt+S", says: "From the screen" },
      { keys: "Alt+P", says: "From a picture" },
      { keys: "Alt+C", says: "From the clipboard" },
      { keys: "Alt+T", says: "Type it in" },
      { keys: "Alt+G", says: "Go on with the pictures read so far" },
      { keys: "Alt+R", says: "Replace the code of the account of that name" },
      { keys: "Alt+O", says: "Open the account that is there already" },
      { keys: "Enter", says: "Continue, add, copy" },
      { keys: "Alt+←", says: "Back, or read another" },
    ],
  },
  {
    group: "In the bin",
    list: [
      { keys: "↑ ↓", says: "Choose" },
      { keys: "Enter", says: "Put back" },
      { keys: "Delete", says: "Delete for good (asks first)" },
      { keys: "Ctrl+Delete", says: "Yes, delete for good" },
    ],
  },
  {
    group: "In the settings",
    list: [
      { keys: "Alt+P", says: "Change the passphrase" },
      { keys: "Alt+L", says: "It leaked: replace the keys" },
      { keys: "Alt+U", says: "Quick unlock on or off" },
      { keys: "Alt+G", says: "Choose the key from anywhere" },
      { keys: "Alt+K", says: "Check the clock now" },
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
