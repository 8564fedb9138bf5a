// The tray: closing leaves Keepward there when the person wants it so, with lock and quit in its menu.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { processes } from "../counterparts/app.mjs";
import { hook } from "../counterparts/hooks.mjs";
import { onMachine } from "../counterparts/on-machine.mjs";
import * as tray from "../counterparts/tray.mjs";
import { until } from "../counterparts/wait.mjs";
import * as windowManager from "../counterparts/window-manager.mjs";
import { acme, givesCodeOf } from "./accounts.mjs";
import { codeInRow, openWith } from "./steps.mjs";

/** The menu of the only icon in the tray: labels with what a click on each needs (com.canonical.dbusmenu). */
async function menu(panel) {
  const [item] = await until("the icon is in the tray", async () => (await panel.items()).length === 1 && panel.items());
  const [owner, path] = [item.slice(0, item.indexOf("/")), item.slice(item.indexOf("/"))];
  const speak = (method, ...rest) => panel.call("--session", "--dest", owner, "--object-path", `${path}/Menu`, "--method", method, "--", ...rest);
  const layout = await speak("com.canonical.dbusmenu.GetLayout", "0", "-1", "[]");
  const entries = [...layout.matchAll(/\((\d+), \{[^}]*'label': <'([^']*)'>/g)].map(([, id, label]) => ({ id, label }));
  return {
    labels: entries.map(({ label }) => label),
    click(label) {
      const { id } = entries.find((entry) => label.test(entry.label));
      return speak("com.canonical.dbusmenu.Event", id, "clicked", "<''>", "0");
    },
  };
}

/** The names of the processes that `pid` has started. */
async function startedBy(pid) {
  const stats = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map((each) => readFile(`/proc/${each}/stat`, "utf8").catch(() => ""));
  const parts = (await Promise.all(stats)).map((stat) => stat.match(/^\d+ \((.*)\) \S (\d+) /s)).filter(Boolean);
  return parts.filter(([, , parent]) => Number(parent) === pid).map(([, name]) => name);
}

async function withTray(machine, settings) {
  await machine.writeSettings(settings);
  const desk = { windows: machine.with(await windowManager.start(machine.env)), panel: machine.with(await tray.start(machine.env)) };
  return { ...desk, app: await openWith(machine, acme) };
}

onMachine("lock and quit are in the tray", {}, async (machine) => {
  const { app, panel } = await withTray(machine, { close_to_tray: true });
  await (await menu(panel)).click(/^Lock$/);
  await app.find(hook.unlockPassphrase);
  // An app that ends may be gone before it has answered the click; anything else that goes wrong here is wrong.
  await (await menu(panel)).click(/^Quit$/).catch((error) => assert.match(error.message, /disconnected from message bus without replying/));
  await until("the app has ended", async () => (await processes(machine.env)).length === 0);
});

onMachine("a closed window leaves the app in the tray, and a second start brings it back", {}, async (machine) => {
  const { windows, panel } = await withTray(machine, { close_to_tray: true });
  await windows.closeWindow();
  await until("its web view is gone", async () => (await machine.windows("Keepward")).length === 0);
  const [pid, ...others] = await processes(machine.env);
  assert.deepEqual(others, []);
  await until("nothing of the engine is left", async () => !(await startedBy(pid)).some((name) => name.startsWith("WebKit")));
  assert.equal((await panel.items()).length, 1);
  assert.equal(await machine.openAgain(), 0);
  await until("the window is back", async () => (await machine.windows("Keepward")).length === 1);
});

onMachine("without that setting closing the window ends the app", {}, async (machine) => {
  const { windows } = await withTray(machine, { close_to_tray: false });
  await windows.closeWindow();
  await until("the app has ended", async () => (await processes(machine.env)).length === 0);
});

onMachine("without a tray closing ends the app even so: a window that cannot come back is lost", {}, async (machine) => {
  await machine.writeSettings({ close_to_tray: true });
  const windows = machine.with(await windowManager.start(machine.env));
  const app = await openWith(machine, acme);
  await givesCodeOf(acme, () => codeInRow(app, acme));
  await windows.closeWindow();
  await until("the app has ended", async () => (await processes(machine.env)).length === 0);
});
