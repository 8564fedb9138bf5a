// How a figure of the app is written: one line, the middle of some runs and their span.

/** `name   530 ms (510 to 604, 5 runs)` */
export function print(name, values, unit) {
  const sorted = [...values].sort((a, b) => a - b);
  const text = (value) => (value < 10 ? value.toFixed(2) : value.toFixed(0));
  const span = sorted.length > 1 ? ` (${text(sorted[0])} to ${text(sorted.at(-1))}, ${sorted.length} runs)` : "";
  process.stdout.write(`  ${name.padEnd(48)} ${text(sorted[sorted.length >> 1]).padStart(6)} ${unit}${span}\n`);
}
