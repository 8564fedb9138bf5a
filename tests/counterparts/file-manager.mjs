// A file manager (Debian's thunar) with one file in its window, and a hand that drags it.
import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { startChild } from "./child.mjs";
import { until } from "./wait.mjs";

const execute = promisify(execFile);
/** Where the only file is; root is told in a bar above it to be careful. */
const icon = ["210", process.getuid() === 0 ? "147" : "112"];

/** Drags a file from a file manager at the right of the screen to the middle of the window at the left; its path. */
export async function dragFile(machine, content, name = "code.png") {
  const folder = join(machine.home, "downloads");
  const file = join(folder, name);
  await mkdir(folder);
  await writeFile(file, content);
  const { env } = machine;
  machine.with(startChild("thunar", [folder], { env }));
  const hand = (...line) => execute("xdotool", line, { env });
  const [files] = await until("the file manager is open", async () => (await machine.windows("downloads")).length > 0 && machine.windows("downloads"));
  await hand("windowsize", "--sync", files, "500", "500");
  await hand("windowmove", "--sync", files, "720", "100");
  await hand("mousemove", "--window", files, ...icon, "mousedown", "1");
  // A drag begins after some pixels, and the other window answers while the pointer is over it.
  for (const x of [700, 600, 400, 320, 310, 300]) await hand("mousemove", String(x), "300", "sleep", "0.1");
  await hand("mouseup", "1");
  return file;
}
