// Memory of the app and everything it starts (sum of PSS): with the window open, in the tray; and how fast it is back.
import { existsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { startChild } from "../../tests/counterparts/child.mjs";
import * as tray from "../../tests/counterparts/tray.mjs";
import { until } from "../../tests/counterparts/wait.mjs";
import * as windowManager from "../../tests/counterparts/window-manager.mjs";
import { atDesk } from "./desk.mjs";
import { print } from "./figure.mjs";
import { paintedAfter } from "./framebuffer.mjs";
import { pss } from "./process-tree.mjs";

const settle = () => pause(4000); // the web view gives memory back some seconds after it drew

await atDesk({ settings: { close_to_tray: true } }, async ({ fill, framebuffer, machine, open }) => {
  const windows = machine.with(await windowManager.start(machine.env));
  machine.with(await tray.start(machine.env));
  for (const accounts of [0, 10_000]) {
    await fill(accounts);
    const app = open();
    await settle();
    print(`keepward, window with ${accounts} accounts`, [pss(app.pid)], "MB");
    if (accounts > 0) {
      await windows.closeWindow();
      await until("the window is gone", async () => (await machine.windows("^Keepward$")).length === 0);
      await settle();
      print("keepward, in the tray", [pss(app.pid)], "MB");
      const back = await paintedAfter(() => machine.openAgain(), framebuffer);
      print("keepward, from the tray to painted codes", [back], "ms");
    }
    await app.stop();
  }
  for (const peer of ["keepassxc", "otpclient"]) {
    if (!existsSync(`/usr/bin/${peer}`)) continue;
    const app = startChild(peer, [], { env: machine.env });
    await settle();
    print(`${peer}, first window (locked, empty)`, [pss(app.pid)], "MB");
    await app.stop();
  }
});
