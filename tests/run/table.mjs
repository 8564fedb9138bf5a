// The closing table of `npm test`, as text.

const columns = [
  ["suite", ({ name }) => name],
  ["minutes", ({ minutes }) => minutes.toFixed(1)],
  ["passed", ({ tests }) => String(tests.passed)],
  ["failed", ({ tests }) => String(tests.failed)],
  ["skipped", ({ tests }) => String(tests.skipped)],
];

/** One line a suite; the first column to the left, figures to the right. */
export function table(rows) {
  const cells = [columns.map(([title]) => title), ...rows.map((row) => columns.map(([, cell]) => cell(row)))];
  const widths = columns.map((_, column) => Math.max(...cells.map((line) => line[column].length)));
  const pad = (cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]));
  return cells.map((line) => line.map(pad).join("  ")).join("\n");
}
