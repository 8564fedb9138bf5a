// Tooltips: one small label for the whole page, shown on hover and keyboard focus. Without a text it shows the
// element's own text, and only when that is cut off; nothing on the screen may be unreadable.
const WAIT_MS = 450;
let label: HTMLElement | null = null;
let waiting: ReturnType<typeof setTimeout> | undefined;

const cutOff = (element: HTMLElement) => element.scrollWidth > element.clientWidth + 1;

function show(element: HTMLElement, text: string) {
  label ??= Object.assign(document.createElement("div"), { className: "tip" });
  label.setAttribute("role", "tooltip");
  label.textContent = text;
  (element.closest("dialog") ?? document.body).append(label);
  const at = element.getBoundingClientRect();
  const own = label.getBoundingClientRect();
  const left = Math.min(Math.max(8, at.left + at.width / 2 - own.width / 2), window.innerWidth - own.width - 8);
  const above = at.top - own.height - 6;
  label.style.left = `${Math.max(8, left)}px`;
  label.style.top = `${above > 8 ? above : at.bottom + 6}px`;
  label.classList.add("shown");
}

/** Takes the tooltip away, wherever it is. */
export function hideTip() {
  clearTimeout(waiting);
  label?.remove();
  label?.classList.remove("shown");
}

/** Attachment: `{@attach tip("Copy")}`, or `{@attach tip()}` for text that may be cut off. */
export function tip(text?: string) {
  return (element: HTMLElement) => {
    const words = () => text ?? (cutOff(element) ? (element.textContent?.trim() ?? "") : "");
    const soon = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => element.isConnected && words() !== "" && show(element, words()), WAIT_MS);
    };
    const focused = () => element.matches(":focus-visible") && soon();
    const heard = { pointerenter: soon, focus: focused, pointerleave: hideTip, blur: hideTip, pointerdown: hideTip };
    for (const [name, act] of Object.entries(heard)) element.addEventListener(name, act);
    return () => {
      for (const [name, act] of Object.entries(heard)) element.removeEventListener(name, act);
      hideTip();
    };
  };
}
