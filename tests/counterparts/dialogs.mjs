// The desktop's own dialogs (GTK): a hand that types into the one with a certain title. They are no part of any page.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { until } from "./wait.mjs";

const execute = promisify(execFile);

/** The window with that title, waited for and given the keys. */
export async function dialog(machine, title) {
  const id = await until(`a window "${title}" is there`, async () => (await machine.windows(title)).at(-1));
  await execute("xdotool", ["windowactivate", "--sync", id], { env: machine.env });
  return id;
}

/** Types a path into a dialog that asks for a file, and says yes. */
export async function chooseFile(machine, title, path) {
  const id = await dialog(machine, title);
  // The path is typed over the name that is proposed, or opens the field for it.
  await execute("xdotool", ["type", "--delay", "20", path], { env: machine.env });
  await execute("xdotool", ["key", "Return"], { env: machine.env });
  await until(`"${title}" has left`, async () => !(await machine.windows(title)).includes(id));
}

/** Leaves a dialog without a choice. */
export async function leave(machine, title) {
  const id = await dialog(machine, title);
  await execute("xdotool", ["key", "Escape"], { env: machine.env });
  await until(`"${title}" has left`, async () => !(await machine.windows(title)).includes(id));
}

/** A picture of one window, or of the whole screen, in a file. */
export async function photograph(machine, file, window = "root") {
  await execute("import", ["-window", window, file], { env: machine.env });
}
