// Brings the fake backend into the state a design page asks for: `?fake&phase=locked&accounts=10000&at=12`.
import type { fake as Fake } from "./fake-backend";
import { manyAccounts } from "./sample-accounts";

const START = 1_795_300_200; // a fixed moment on a 30 s edge, so that pictures do not change

/** Sets the scene. `at` is how many seconds of the 30 have passed. */
export function scene(fake: typeof Fake, asked: URLSearchParams) {
  const text = (name: string) => asked.get(name);
  if (text("at") !== null) fake.time = START + Number(text("at"));
  if (text("phase") !== null) fake.status.phase = text("phase") as typeof fake.status.phase;
  if (text("quick") !== null) fake.status.quickUnlock = text("quick") as typeof fake.status.quickUnlock;
  if (text("keyring") !== null) fake.status.keyringProblem = "The system keyring does not answer.";
  if (text("retry") !== null) fake.status.retryInMs = Number(text("retry"));
  if (text("problem") !== null) fake.status.problem = text("problem");
  if (text("aside") !== null) fake.status.setAside = Number(text("aside"));
  if (text("demo") !== null) fake.status.demo = true;
  if (text("theme") !== null) fake.settings.theme = text("theme") as typeof fake.settings.theme;
  if (text("hide") !== null) fake.settings.hideCodes = true;
  if (text("clock") !== null) fake.settings.checkClock = true;
  if (text("accounts") !== null) fake.accounts = manyAccounts(Number(text("accounts")));
  if (text("binned") !== null) {
    fake.accounts.slice(3, 6).forEach((a, n) => (a.binnedAt = Math.round((fake.time ?? Date.now() / 1000) - n * 700_000 - 4_000)));
  }
  if (text("replacing") !== null) fake.accounts[0]!.replacing = true;
  if (text("camera") !== null) fake.cameraFailure = { kind: text("camera") as "NoCamera" };
  if (text("slow") !== null) fake.waits.set(text("slow")!, new Promise(() => {}));
  if (text("refuse") !== null) fake.refusals.set(text("refuse")!, { kind: text("with") as "Internal" });
}
