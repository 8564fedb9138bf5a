// A desktop panel with a tray (Debian's xfce4-panel): the other end of a StatusNotifierItem and its menu.
import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { startChild } from "./child.mjs";
import { until } from "./wait.mjs";

const execute = promisify(execFile);
const architecture = process.arch === "arm64" ? "aarch64" : "x86_64";
const settings = `/usr/lib/${architecture}-linux-gnu/xfce4/xfconf/xfconfd`; // the panel's own service; our bus starts none
const watcher = ["--session", "--dest", "org.kde.StatusNotifierWatcher", "--object-path", "/StatusNotifierWatcher"];
const panel = `<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array">
    <value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=10;x=0;y=0"/>
      <property name="size" type="uint" value="26"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
    </property>
  </property>
  <property name="plugins" type="empty"><property name="plugin-1" type="string" value="systray"/></property>
</channel>
`;

/** Starts a panel with nothing but a tray on the bus and screen in `env`. */
export async function start(env) {
  const folder = join(env.XDG_CONFIG_HOME, "xfce4/xfconf/xfce-perchannel-xml");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "xfce4-panel.xml"), panel);
  const children = [startChild(settings, [], { env }), startChild("xfce4-panel", ["--disable-wm-check"], { env })];
  const call = async (...line) => (await execute("gdbus", ["call", ...line], { env })).stdout;
  const property = (name) => call(...watcher, "--method", "org.freedesktop.DBus.Properties.Get", "org.kde.StatusNotifierWatcher", name);
  await until("the tray is there", async () => /true/.test(await property("IsStatusNotifierHostRegistered")));
  return {
    /** The icons in the tray, as the bus names and paths of their items. */
    items: async () => [...(await property("RegisteredStatusNotifierItems")).matchAll(/'([^']+)'/g)].map(([, item]) => item),
    call,
    stop: () => Promise.all(children.reverse().map((child) => child.stop())),
  };
}
