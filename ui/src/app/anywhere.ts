// The keys that work in every place of the open window, and pasting into it. Keys of one place stay in that place.
import { backend, reasonOf } from "../backend";
import { isEmptyField, isTyping, pressed } from "./keys";
import { places } from "./places";
import { session } from "./session.svelte";
import { toasts } from "./toasts.svelte";

/** Whether a key press begins a word and no field takes it: it then lands in the search of the list. */
const startsSearch = (event: KeyboardEvent) =>
  /^[\p{L}\p{N}]$/u.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey && !isTyping(event.target) &&
  session.place === "codes" && session.sheet === null && session.page === null && document.querySelector("dialog[open]") === null;

/** Handles a key press that means the same everywhere. */
export function anywhere(event: KeyboardEvent) {
  if (event.defaultPrevented) return;
  const keys = pressed(event);
  if (keys === "Ctrl+Q") return (event.preventDefault(), void backend.quit());
  if (session.status?.phase !== "open") return;
  const place = places.find((one) => one.keys === keys);
  const acts: Record<string, () => void> = {
    "Ctrl+K": () => session.search(),
    "Ctrl+F": () => session.search(),
    "Ctrl+N": () => session.sheet !== "add" && session.add(),
    "Ctrl+L": () => void session.lock(),
    F1: () => (session.sheet = "keys"),
  };
  if (keys === "?" && (!isTyping(event.target) || isEmptyField(event.target)) && session.sheet === null) {
    acts["?"] = () => (session.sheet = "keys");
  }
  const undo = toasts.list.findLast((toast) => toast.action);
  if (keys === "Ctrl+Z" && undo && (!isTyping(event.target) || isEmptyField(event.target))) acts[keys] = () => toasts.act(undo);
  if (startsSearch(event)) return session.search();
  const act = place ? () => session.go(place.id) : acts[keys];
  if (act === undefined) return;
  event.preventDefault();
  act();
}

const holdsPicture = (data: DataTransfer | null) =>
  Array.from(data?.items ?? []).some((item) => item.type.startsWith("image/"));

/** A paste that is an enrolment: a picture, or a link, anywhere; anything at all outside a text field. Plain text
    in the recovery place is for that place to read. */
export function pasted(event: ClipboardEvent) {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const link = /^\s*otpauth(-migration)?:\/\//i.test(text);
  if (session.place === "recovery" && session.sheet === null && !link && !holdsPicture(event.clipboardData)) return;
  if (isTyping(event.target) && !link && !holdsPicture(event.clipboardData)) return;
  event.preventDefault();
  void (link ? backend.readText(text) : backend.scanClipboard()).then(
    (offer) => session.read(offer),
    (thrown) => session.failed(reasonOf(thrown)),
  );
}
