// A whole computer for one test: home, settings, screen, session bus, and a keyring or logind if asked for.
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as app from "./app.mjs";
import { startChild } from "./child.mjs";
import * as keyring from "./keyring.mjs";
import * as logind from "./logind.mjs";
import * as sessionBus from "./session-bus.mjs";
import * as xvfb from "./xvfb.mjs";

/** The built command line. */
export const keepward = app.built("keepward");
export const passphrase = "correct horse battery staple";

/** Starts a computer; `env` goes to every program on it. */
export async function start({ settings, keyring: wanted = false, logind: wantsLogind = false, screen, env } = {}) {
  const home = await mkdtemp(join(tmpdir(), "keepward-"));
  const machine = new Machine(home);
  await mkdir(join(home, "run"), { mode: 0o700 });
  await mkdir(join(home, "config/keepward"), { recursive: true });
  await writeFile(machine.passphraseFile, `${passphrase}\n`);
  if (settings) await machine.writeSettings(settings);
  const { display } = machine.with(await xvfb.start(screen));
  const { address } = machine.with(await sessionBus.start(join(home, "run")));
  const folders = { DATA: "data", CONFIG: "config", CACHE: "cache", STATE: "state" };
  const xdg = Object.entries(folders).map(([name, folder]) => [`XDG_${name}_HOME`, join(home, folder)]);
  const desktop = { DISPLAY: display, GDK_BACKEND: "x11", DBUS_SESSION_BUS_ADDRESS: address, NO_AT_BRIDGE: "1" };
  const login = { PATH: process.env.PATH, LANG: "C.UTF-8", HOME: home, XDG_RUNTIME_DIR: join(home, "run") };
  if (wantsLogind) machine.logind = machine.with(await logind.start(join(home, "run")));
  machine.env = { ...login, ...Object.fromEntries(xdg), ...desktop, ...machine.logind?.env, ...env };
  if (wanted) machine.keyring = machine.with(await keyring.start(machine.env));
  return machine;
}

class Machine {
  #counterparts = [];

  constructor(home) {
    this.home = home;
    this.vault = join(home, "data/keepward");
    this.passphraseFile = join(home, "passphrase");
  }

  /** Keeps a counterpart running until the computer stops. */
  with(counterpart) {
    this.#counterparts.push(counterpart);
    return counterpart;
  }

  writeSettings(settings) {
    return writeFile(join(this.home, "config/keepward/settings.json"), JSON.stringify(settings));
  }

  /** Opens the app's window. */
  async open({ args, env } = {}) {
    this.app = this.with(await app.start({ ...this.env, ...env }, args));
    return this.app;
  }

  /** Starts the app a second time, as a clicked link does; resolves to its exit code. */
  openAgain(...args) {
    return new Promise((done) => execFile(app.program, args, { env: this.env }, (error) => done(error?.code ?? 0)));
  }

  /** Ids of the visible windows with that title. */
  windows(title) {
    const search = ["search", "--onlyvisible", "--name", title];
    return new Promise((done) => execFile("xdotool", search, { env: this.env }, (_, ids) => done(ids.split("\n").filter(Boolean))));
  }

  /** Runs `keepward` on this computer's vault; resolves to how it ended and what it wrote. */
  async keepward(line, input) {
    const child = startChild(keepward, [...line, "--passphrase-file", this.passphraseFile], { env: this.env, input });
    return { code: await child.ended, said: child.heard(), stdout: child.printed() };
  }

  /** Runs `keepward`, which has to succeed, and resolves to what it prints. */
  async cli(...line) {
    const { code, said, stdout } = await this.keepward(line);
    if (code !== 0) throw new Error(`keepward ${line[0]} ended with ${code}: ${said}`);
    return stdout;
  }

  async stop() {
    for (const counterpart of this.#counterparts.reverse()) await counterpart.stop();
    await rm(this.home, { recursive: true, force: true, maxRetries: 5 });
  }
}
