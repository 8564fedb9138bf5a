// The names by which the interface lets itself be found: read from its own source, so that they cannot drift apart.
import { readFileSync } from "node:fs";
import ts from "typescript";

const source = readFileSync(new URL("../../ui/src/testing/hooks.ts", import.meta.url), "utf8");
const { outputText } = ts.transpileModule(source, { compilerOptions: { module: "ESNext", target: "ES2022" } });

export const { hook } = await import(`data:text/javascript,${encodeURIComponent(outputText)}`);
