// What tests do with a page: start the window, find things by their hooks, type, wait until the page has settled.
import { fireEvent, render, screen } from "@testing-library/svelte";
import { tick } from "svelte";
import { vi } from "vitest";
import App from "../app/App.svelte";
import { session } from "../app/session.svelte";
import { recovery } from "../recovery/recovery.svelte";
import { cameBack } from "../restore/came-back.svelte";
import { fake } from "./fake-backend";

/** Lets promises and effects run, with real or fake timers. */
export async function settle(rounds = 12) {
  for (let n = 0; n < rounds; n += 1) {
    await Promise.resolve();
    await tick();
  }
}

/** Lets time pass on fake timers. */
export async function pass(ms: number) {
  await vi.advanceTimersByTimeAsync(ms);
  await settle();
}

/** Starts the window over the fake backend, in the state the fake is in. */
export async function start() {
  Object.assign(session, { status: null, settings: null, place: "codes", page: null, sheet: null, replacing: null, offer: null, refusal: null, fresh: false, arrived: false, clockOffMs: null });
  recovery.forget();
  cameBack.told = null;
  await Promise.all([import("../unlock/Unlock.svelte"), import("../account/AccountPage.svelte"), import("../recovery/OpenSheet.svelte")]); // drawn at once below
  const page = render(App);
  await session.begin();
  await settle();
  return page;
}

export const one = (id: string) => screen.getByTestId(id);
export const all = (id: string) => screen.queryAllByTestId(id);
export const field = (id: string) => screen.getByTestId<HTMLInputElement>(id);

/** The words of something, as they are read: line breaks of the source are spaces. */
export const says = (id: string) => (one(id).textContent ?? "").replace(/\s+/g, " ").trim();

/** Waits for something that a lazily loaded part draws. */
export const soon = (id: string) => screen.findByTestId(id, undefined, { timeout: 20_000 });

export async function type(id: string, text: string) {
  await fireEvent.input(field(id), { target: { value: text } });
  await settle();
}
export async function press(key: string, how: KeyboardEventInit = {}, on: Element = document.activeElement ?? document.body) {
  await fireEvent.keyDown(on, { key, ...how });
  await settle();
}
export async function click(id: string) {
  await fireEvent.click(one(id));
  await settle();
}

/** The calls of one command, so far. */
export const calls = (command: string) => fake.calls.filter((call) => call.command === command).map((call) => call.args);
