// Waiting for something to become true. Tests never sleep for a guessed time.
import { setTimeout as pause } from "node:timers/promises";

/** Asks `question` until it answers something truthy, and gives that answer. */
export async function until(what, question, { seconds = 40, everyMs = 50 } = {}) {
  const end = performance.now() + seconds * 1000;
  let last;
  do {
    try {
      const answer = await question();
      if (answer) return answer;
      last = answer;
    } catch (error) {
      last = error;
    }
    await pause(everyMs);
  } while (performance.now() < end);
  throw new Error(`Waited ${seconds} s in vain until ${what}; the last answer was: ${last}`);
}
