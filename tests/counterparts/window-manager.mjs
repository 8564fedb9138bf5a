// A window manager (Debian's jwm): windows have a close button, keys and an order, as on a desktop.
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { startChild } from "./child.mjs";
import { until } from "./wait.mjs";

const execute = promisify(execFile);
const configuration = `<?xml version="1.0"?>
<JWM><Key mask="A" key="F4">close</Key><FocusModel>click</FocusModel></JWM>
`;

/** Starts it on the screen in `env`; its configuration is written into HOME. */
export async function start(env) {
  const file = join(env.HOME, "jwmrc");
  await writeFile(file, configuration);
  const child = startChild("jwm", ["-f", file], { env });
  await until("a window manager is there", async () =>
    /window id/.test((await execute("xprop", ["-root", "_NET_SUPPORTING_WM_CHECK"], { env })).stdout),
  );
  return {
    /** Closes the window that has the focus, as Alt+F4 does. */
    closeWindow: () => execute("xdotool", ["key", "--clearmodifiers", "alt+F4"], { env }),
    stop: child.stop,
  };
}
