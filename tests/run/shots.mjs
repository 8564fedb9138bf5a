// `npm run shots`: sets up and builds like the window tests, then takes a picture of every place.
import { main, run } from "../../src-tauri/scripts/steps.mjs";
import { setUp } from "./setup.mjs";
import { DESKTOP, INTERFACE, LIBRARIES, PROGRAMS } from "./suites.mjs";

await main(async () => {
  await setUp([{ name: "shots", needs: [LIBRARIES, INTERFACE, DESKTOP, PROGRAMS] }]);
  await run("node", ["tests/shots/take.mjs", ...process.argv.slice(2)]);
});
