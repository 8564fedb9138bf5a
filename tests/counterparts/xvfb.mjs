// A screen in memory (Debian's xvfb). Each test has its own, and so its own clipboard.
import { startChild } from "./child.mjs";

/** Starts a screen that picks a free display number. */
export async function start({ width = 1280, height = 1000, framebuffer } = {}) {
  const shared = framebuffer ? ["-fbdir", framebuffer] : [];
  const args = ["-displayfd", "3", "-screen", "0", `${width}x${height}x24`, "-nolisten", "tcp", "-noreset", ...shared];
  const child = startChild("Xvfb", args);
  return { display: `:${await child.firstLine()}`, stop: child.stop };
}
