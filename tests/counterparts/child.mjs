// A program that runs beside a test: started, listened to, ended with the test. Knows no program by name.
import { spawn } from "node:child_process";

const running = new Set();
process.on("exit", () => running.forEach((child) => child.signal("SIGKILL"))); // a test that died leaves nothing behind
for (const name of ["SIGINT", "SIGTERM"]) process.once(name, () => process.exit(1));

/** Starts a program in a process group of its own. `fd3` gives the lines it writes to file descriptor 3. */
export function startChild(command, args, { env = process.env, input } = {}) {
  const child = spawn(command, args, { env, detached: true, stdio: ["pipe", "pipe", "pipe", "pipe"] });
  let [heard, printed] = ["", ""];
  const hear = (bytes) => (heard += bytes);
  child.stdout.on("data", (bytes) => (hear(bytes), (printed += bytes)));
  child.stderr.on("data", hear);
  child.stdin.on("error", () => {}); // it may end before it read all of its input
  child.stdin.end(input);
  const ended = new Promise((done) => {
    child.once("error", (error) => hear(`${command}: ${error.message}\n`) && done(-1));
    child.once("close", (code, signal) => done(code ?? signal));
  });
  const signal = (name) => {
    try {
      process.kill(-child.pid, name);
    } catch {} // the group is gone already
  };
  const handle = {
    pid: child.pid,
    ended,
    /** Everything it wrote to stdout and stderr so far. */
    heard: () => heard,
    /** What it wrote to stdout alone. */
    printed: () => printed,
    /** The first line on file descriptor 3: how Xvfb and dbus-daemon tell that they are ready. */
    firstLine: () =>
      new Promise((done, broken) => {
        let line = "";
        child.stdio[3].on("data", (bytes) => (line += bytes).includes("\n") && done(line.split("\n")[0]));
        ended.then(() => broken(new Error(`${command} ended before it was ready:\n${heard}`)));
      }),
    signal,
    /** Ends it and what it started; asks first, insists after five seconds. */
    async stop() {
      signal("SIGTERM");
      const insist = setTimeout(signal, 5000, "SIGKILL");
      await ended;
      clearTimeout(insist);
    },
  };
  running.add(handle);
  ended.then(() => running.delete(handle));
  return handle;
}
