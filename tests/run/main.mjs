// `npm test`: sets up, runs every suite (or those named after `--`), and ends with minutes and counts per suite.
import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { spawn } from "node:child_process";
import { root, target } from "../../src-tauri/scripts/places.mjs";
import { main, say, Stopped } from "../../src-tauri/scripts/steps.mjs";
import { add, none, verdict } from "./closing-lines.mjs";
import { setUp } from "./setup.mjs";
import { suites } from "./suites.mjs";
import { table } from "./table.mjs";

const logs = join(target, "test-logs");

/** Runs one command with its output on the terminal and in `log`; resolves to what it printed and its exit code. */
function listen([command, ...args], env, log) {
  return new Promise((done) => {
    const heard = [];
    const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
    const hear = (screen) => (bytes) => {
      heard.push(bytes);
      log.write(bytes);
      screen.write(bytes);
    };
    child.stdout.on("data", hear(process.stdout));
    child.stderr.on("data", hear(process.stderr));
    child.once("error", (error) => hear(process.stderr)(Buffer.from(`${command}: ${error.message}\n`)));
    child.once("close", (code) => done({ output: Buffer.concat(heard).toString(), code: code ?? 1 }));
  });
}

/** Runs one suite and tells its counts and minutes. */
async function runSuite({ name, shows, commands, env }) {
  say(`${name}: ${shows}.`);
  const started = performance.now();
  const log = createWriteStream(join(logs, `${name}.log`));
  const tests = none();
  for (const command of typeof commands === "function" ? commands() : commands) {
    const { output, code } = await listen(command, env, log);
    add(tests, verdict(output, code));
  }
  log.end();
  return { name, tests, minutes: (performance.now() - started) / 60_000 };
}

function chosen(names) {
  for (const name of names) {
    if (!suites.some((suite) => suite.name === name)) {
      throw new Stopped(`There is no suite "${name}"; there are: ${suites.map((suite) => suite.name).join(", ")}.`);
    }
  }
  if (names.length > 0) return suites.filter(({ name }) => names.includes(name));
  return suites.filter(({ onlyIn }) => !onlyIn || process.env[onlyIn]);
}

await main(async () => {
  const wanted = chosen(process.argv.slice(2));
  mkdirSync(logs, { recursive: true });
  const started = performance.now();
  await setUp(wanted);
  const rows = [{ name: "set-up", tests: none(), minutes: (performance.now() - started) / 60_000 }];
  for (const suite of wanted) rows.push(await runSuite(suite));
  const total = rows.reduce((sum, { tests }) => add(sum, tests), none());
  process.stdout.write(`\n${table(rows)}\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
  process.exitCode = total.failed === 0 ? 0 : 1;
});
