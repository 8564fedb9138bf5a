// A webcam without a kernel module: tests/camera/camera.c, preloaded into the app, shows the picture of a file.
import { existsSync, mkdirSync, statSync } from "node:fs";
import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { root, tools } from "../../src-tauri/scripts/places.mjs";
import { run, say } from "../../src-tauri/scripts/steps.mjs";
import { yuyvFrame } from "./pictures.mjs";

const source = join(root, "tests/camera/camera.c");
const library = join(tools, "camera.so");

/** Compiles the camera. */
export async function install() {
  if (existsSync(library) && statSync(library).mtimeMs > statSync(source).mtimeMs) return;
  say("Compiling the test camera.");
  mkdirSync(tools, { recursive: true });
  await run("cc", ["-O2", "-Wall", "-Wextra", "-shared", "-fPIC", "-o", library, source]);
}

/** Replaces a file at once: the camera reads the old picture or the new one, never a part. */
async function swap(file, content) {
  await writeFile(`${file}.new`, content);
  await rename(`${file}.new`, file);
}

/** A camera plugged into a computer whose home is `home`; programs started in its `env` see it, in an empty room. */
export async function start(home) {
  const [frame, fault] = [join(home, "camera.yuyv"), join(home, "camera.fault")];
  await swap(frame, yuyvFrame({}));
  await swap(fault, "");
  return {
    env: { LD_PRELOAD: library, KEEPWARD_CAMERA_FRAME: frame, KEEPWARD_CAMERA_FAULT_FILE: fault },
    /** Holds a QR code into the picture. */
    show: (text) => swap(frame, yuyvFrame({ text })),
    /** "busy", "denied", "unplug" or "stall", now or in the middle of a scan; "" ends it. */
    fail: (word) => swap(fault, word),
    stop() {},
  };
}
