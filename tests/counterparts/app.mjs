// The app itself, opened in its real window. What a person does in that window is in `page.mjs`.
import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, readlink } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { Builder, Capabilities } from "selenium-webdriver";
import { target } from "../../src-tauri/scripts/places.mjs";
import { Page } from "./page.mjs";
import * as tauriDriver from "./tauri-driver.mjs";
import { until } from "./wait.mjs";

const execute = promisify(execFile);

/** A built program; the `build` suite makes the debug ones, `npm start` and `npm run bench` the release ones. */
export const built = (name) => join(target, process.env.KEEPWARD_PROFILE ?? "debug", name);
export const program = built("keepward-app");

/** Opens the app in `env` and resolves when its page can be spoken to. */
export async function start(env, args = []) {
  const driver = await tauriDriver.start(env);
  const capabilities = new Capabilities().setBrowserName("wry").set("tauri:options", { application: program, args });
  try {
    const session = await new Builder().usingServer(driver.url).withCapabilities(capabilities).build();
    return new App(session, driver, env);
  } catch (error) {
    await driver.stop();
    throw new Error(`${error.message}\n${driver.heard()}`);
  }
}

/** Process ids of the app in the home of `env`. */
export async function processes(env) {
  const found = [];
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const exe = await readlink(`/proc/${pid}/exe`).catch(() => "");
    if (exe !== program) continue;
    const environment = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
    if (environment.split("\0").includes(`HOME=${env.HOME}`)) found.push(Number(pid));
  }
  return found;
}

class App extends Page {
  #driver;
  #env;

  constructor(session, driver, env) {
    super(session);
    this.#driver = driver;
    this.#env = env;
  }

  /** What the app wrote to stdout and stderr. */
  heard() {
    return this.#driver.heard();
  }

  /** Saves what the window shows, once the frame being drawn is on the screen. Taken from the screen itself, because the
   * driver's own pictures never come when the engine draws without a graphics card. */
  async shot(file) {
    const twoFrames = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))";
    await this.driver.executeAsyncScript(twoFrames);
    const { stdout: ids } = await execute("xdotool", ["search", "--onlyvisible", "--name", "^Keepward$"], { env: this.#env });
    await mkdir(dirname(file), { recursive: true });
    await execute("import", ["-window", ids.trim(), file], { env: this.#env });
  }

  /** Closes the window and waits until the app is gone. */
  async stop() {
    await this.driver.quit().catch(() => {}); // it may have ended before
    await this.#driver.stop();
    await until("the app has ended", async () => (await processes(this.#env)).length === 0);
  }
}
