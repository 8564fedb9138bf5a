// tauri-driver and WebKitWebDriver: WebDriver sessions in the app's real window.
import { existsSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { tools } from "../../src-tauri/scripts/places.mjs";
import { run, say } from "../../src-tauri/scripts/steps.mjs";
import { startChild } from "./child.mjs";
import { until } from "./wait.mjs";

const version = "2.1.0"; // by exact version: an unversioned install may take the 3.0 alpha
const program = join(tools, "bin/tauri-driver");

/** Installs tauri-driver for this project alone. */
export async function install() {
  if (existsSync(program)) return;
  say(`Installing tauri-driver ${version} into target/tools.`);
  await run("cargo", ["install", "tauri-driver", "--version", `=${version}`, "--locked", "--root", tools]);
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** Starts a driver; the app that a session opens inherits `env`. */
export async function start(env) {
  const [port, nativePort] = [await freePort(), await freePort()];
  const child = startChild(program, ["--port", String(port), "--native-port", String(nativePort)], { env });
  const url = `http://127.0.0.1:${port}`;
  await until("tauri-driver answers", async () => (await fetch(`${url}/status`)).ok);
  return { url, heard: child.heard, stop: child.stop, pid: child.pid };
}
