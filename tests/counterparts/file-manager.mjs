// A file manager (Debian's thunar) with one picture in its window, and a hand that drags it.
import { execFile } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { startChild } from "./child.mjs";
import { until } from "./wait.mjs";

const execute = promisify(execFile);
/** Where the only picture is; root is told in a bar above it to be careful. */
const icon = ["210", process.getuid() === 0 ? "147" : "112"];

/** Drags a picture file from a file manager at the right of the screen to the middle of the window at the left. */
export async function dragFile(machine, picture) {
  const folder = join(machine.home, "pictures");
  await mkdir(folder);
  await writeFile(join(folder, "code.png"), picture);
  const { env } = machine;
  machine.with(startChild("thunar", [folder], { env }));
  const hand = (...line) => execute("xdotool", line, { env });
  const [files] = await until("the file manager is open", async () => (await machine.windows("pictures")).length > 0 && machine.windows("pictures"));
  await hand("windowsize", "--sync", files, "500", "500");
  await hand("windowmove", "--sync", files, "720", "100");
  await hand("mousemove", "--window", files, ...icon, "mousedown", "1");
  // A drag begins after some pixels, and the other window answers while the pointer is over it.
  for (const x of [700, 600, 400, 320, 310, 300]) await hand("mousemove", String(x), "300", "sleep", "0.1");
  await hand("mouseup", "1");
}
