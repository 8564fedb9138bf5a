// Processor time of the app and everything it starts while the code list is open and nobody does anything.
import { setTimeout as pause } from "node:timers/promises";
import { atDesk } from "./desk.mjs";
import { print } from "./figure.mjs";
import { cpuSeconds } from "./process-tree.mjs";

const seconds = 60;

await atDesk({ settings: { lock_after_secs: 0 } }, async ({ fill, open }) => {
  for (const accounts of [10, 10_000]) {
    await fill(accounts);
    const app = open();
    await pause(10_000); // until it has drawn and settled
    const before = cpuSeconds(app.pid);
    await pause(seconds * 1000);
    print(`keepward, ${accounts} accounts on the screen, ${seconds} s`, [((cpuSeconds(app.pid) - before) / seconds) * 100], "% of one core");
    await app.stop();
  }
});
