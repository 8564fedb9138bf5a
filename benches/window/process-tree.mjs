// What a program and everything it started use, from /proc: memory as PSS, time as CPU seconds.
import { readdirSync, readFileSync } from "node:fs";

const ticksPerSecond = 100; // sysconf(_SC_CLK_TCK) on every Linux we build for

function read(path) {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return ""; // the process has ended meanwhile
  }
}

/** Fields of /proc/PID/stat after the name, which may hold spaces (proc(5)); the first is the state. */
const stat = (pid) => read(`/proc/${pid}/stat`).split(") ").at(-1).split(" ");

/** `pid` and all its descendants. */
export function tree(pid) {
  const parents = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), Number(stat(name)[1])]);
  const found = [pid];
  for (const ancestor of found) for (const [child, parent] of parents) if (parent === ancestor) found.push(child);
  return found;
}

/** Sum of the proportional set sizes, in MB (10^6 bytes). */
export function pss(pid) {
  const kib = tree(pid).map((each) => Number(read(`/proc/${each}/smaps_rollup`).match(/^Pss:\s+(\d+) kB/m)?.[1] ?? 0));
  return (kib.reduce((sum, each) => sum + each, 0) * 1024) / 1e6;
}

/** CPU seconds, user and system, that the tree has used so far. */
export function cpuSeconds(pid) {
  const ticks = tree(pid).map((each) => Number(stat(each)[11] ?? 0) + Number(stat(each)[12] ?? 0));
  return ticks.reduce((sum, each) => sum + each, 0) / ticksPerSecond;
}
