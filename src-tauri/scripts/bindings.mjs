// `npm run gen`: writes ui/src/bindings.ts from the commands and events of the app. The `rust` suite checks that it is fresh.
import { ensureInterface } from "./interface.mjs";
import { main, run } from "./steps.mjs";

// The flags of `npm test`, so that both share what is built.
const writing = ["test", "--workspace", "--features", "custom-protocol", "--lib", "bindings_are_what_the_commands_are"];

await main(async () => {
  await ensureInterface(); // the app embeds it
  await run("cargo", writing, { env: { KEEPWARD_WRITE_BINDINGS: "1" } });
});
