// What most window tests are made of: a vault that exists, a window that is open, a row, an account page.
import { hook } from "../counterparts/hooks.mjs";
import { passphrase } from "../counterparts/machine.mjs";
import { words } from "../counterparts/page.mjs";
import { until } from "../counterparts/wait.mjs";
import { givesCodeOf, uri } from "./accounts.mjs";

/** Makes the vault by the command line, with `accounts` in it. */
export async function vaultWith(machine, ...accounts) {
  await machine.cli("init");
  if (accounts.length === 0) return;
  const { code, said } = await machine.keepward(["add", "-"], accounts.map(uri).join("\n"));
  if (code !== 0) throw new Error(said);
}

/** Types the passphrase into the locked window. */
export async function unlock(app, words = passphrase) {
  await app.type(hook.unlockPassphrase, words);
  await app.click(hook.unlockButton);
}

/** Opens the app on a vault with `accounts` and unlocks it. */
export async function openWith(machine, ...accounts) {
  await vaultWith(machine, ...accounts);
  const app = await machine.open();
  await unlock(app);
  await app.find(accounts.length > 0 ? hook.row : hook.codesEmpty);
  return app;
}

/** The row of `account`, found by its issuer. */
export function rowOf(app, account) {
  return until(`a row of ${account.issuer} is on the screen`, async () => {
    for (const row of await app.all(hook.row)) if ((await words(row)).includes(account.issuer)) return row;
  });
}

/** What the code column of its row says. */
export async function codeInRow(app, account) {
  return words(await app.within(await rowOf(app, account), hook.rowCode));
}

/** The issuers of the rows on the screen, from top to bottom. */
export async function issuersOf(app, accounts) {
  const texts = await Promise.all((await app.all(hook.row)).map(words));
  return texts.map((text) => accounts.find(({ issuer }) => text.includes(issuer))?.issuer ?? text);
}

/** Opens its page: beside the list in a wide window, over it in a narrow one. */
export async function openAccount(app, account) {
  const row = await rowOf(app, account);
  const id = await row.getAttribute("data-account");
  const opener = (await app.all(hook.row, `[data-account="${id}"] [data-testid="${hook.rowOpen}"]`))[0];
  await (opener ?? row).click();
  await app.find(hook.account, `[data-account="${id}"]`);
}

/** Opens the add sheet and pastes the account's link into it. */
export async function readLink(app, account) {
  await app.click(hook.add);
  await app.enter(hook.addLink, uri(account));
  await app.find(hook.addFound);
}

/** From what was found to its code, there and in the list. */
export async function saveFound(app, account) {
  await app.click(hook.addSave);
  await givesCodeOf(account, () => app.text(hook.addedCode));
  await app.click(hook.addedDone);
  await givesCodeOf(account, () => codeInRow(app, account));
}

/** Makes the vault in the window, as a newcomer does, with quick unlock. */
export async function onboardWithQuickUnlock(app) {
  await app.click(hook.welcomeBegin);
  await app.type(hook.onboardingPassphrase, passphrase);
  await app.type(hook.onboardingRepeat, passphrase);
  const quick = await app.find(hook.onboardingQuickUnlock);
  if ((await quick.getAttribute("aria-checked")) !== "true") await quick.click();
  await app.click(hook.onboardingCreate);
  await app.find(hook.codesEmpty);
}
