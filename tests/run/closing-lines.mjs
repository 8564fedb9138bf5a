// Reads how many tests ran from the closing lines of the runners we use. Runs nothing.

const rules = [
  // cargo nextest: "Summary [ 0.5s] 12 tests run: 11 passed (1 slow), 1 failed, 2 skipped"
  { line: /^\s*Summary \[.*?\] .*tests? run: (.*)$/, read: (text) => words(text) },
  // cargo test: "test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; ..."
  { line: /^test result: \w+\. (.*)$/, read: (text) => words(text) },
  // vitest: "Tests  1 failed | 34 passed | 2 skipped (37)"
  { line: /^\s*Tests\s+(.* \(\d+\))$/, read: (text) => words(text) },
  // node --test: "ℹ pass 3", one line a figure; a cancelled test did not pass
  { line: /^ℹ pass (\d+)$/, read: (text) => ({ passed: Number(text) }) },
  { line: /^ℹ (?:fail|cancelled) (\d+)$/, read: (text) => ({ failed: Number(text) }) },
  { line: /^ℹ (?:skipped|todo) (\d+)$/, read: (text) => ({ skipped: Number(text) }) },
];

const meaning = { passed: "passed", failed: "failed", skipped: "skipped", ignored: "skipped", todo: "skipped", "timed out": "failed" };

function words(text) {
  const found = {};
  for (const [, count, word] of text.matchAll(/(\d+) (passed|failed|timed out|skipped|ignored|todo)/g)) {
    found[meaning[word]] = (found[meaning[word]] ?? 0) + Number(count);
  }
  return found;
}

/** No test at all. */
export const none = () => ({ passed: 0, failed: 0, skipped: 0 });

/** Adds `more` to `sum`. */
export function add(sum, more) {
  for (const key of Object.keys(sum)) sum[key] += more[key] ?? 0;
  return sum;
}

/** The tests that a runner's output tells of. */
export function countTests(output) {
  const sum = none();
  const plain = output.replace(/\x1b\[[0-9;]*m/g, "");
  for (const line of plain.split("\n")) {
    for (const rule of rules) {
      const match = line.match(rule.line);
      if (match) add(sum, rule.read(match[1]));
    }
  }
  return sum;
}

/** What one command contributes: its tests, or itself as one check when it is no test runner. */
export function verdict(output, exitCode) {
  const tests = countTests(output);
  if (exitCode === 0) return tests.passed + tests.skipped > 0 ? tests : { ...none(), passed: 1 };
  return tests.failed > 0 ? tests : { ...tests, failed: 1 };
}
