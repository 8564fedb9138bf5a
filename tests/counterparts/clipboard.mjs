// Another program's view of the clipboard (Debian's xclip).
import { execFile } from "node:child_process";
import { startChild } from "./child.mjs";

/** The text on the clipboard of the screen in `env`; "" when nobody holds it. */
export function read(env) {
  return new Promise((done) => {
    execFile("xclip", ["-selection", "clipboard", "-out"], { env, timeout: 3000 }, (_, text) => done(text ?? ""));
  });
}

/** Copies `content` as another program would; it holds the clipboard until `stop` or until somebody else copies. */
export function hold(env, content, type = "UTF8_STRING") {
  const args = ["-selection", "clipboard", "-target", type, "-quiet", "-in"];
  return startChild("xclip", args, { env, input: content });
}
