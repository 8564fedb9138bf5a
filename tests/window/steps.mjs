// What most window tests begin with: a vault that exists, a window that is open, a row that is found.
import { hook } from "../counterparts/hooks.mjs";
import { passphrase } from "../counterparts/machine.mjs";
import { uri } from "./accounts.mjs";

/** Makes the vault by the command line, with `accounts` in it. */
export async function vaultWith(machine, ...accounts) {
  await machine.cli("init");
  for (const account of accounts) await machine.cli("add", uri(account));
}

/** Unlocks the window. */
export async function unlock(app, words = passphrase) {
  await app.type(hook.unlockPassphrase, words);
  await app.click(hook.unlockButton);
}

/** Opens the app on a vault with `accounts` and unlocks it. */
export async function openWith(machine, ...accounts) {
  await vaultWith(machine, ...accounts);
  const app = await machine.open();
  await unlock(app);
  await app.find(accounts.length > 0 ? hook.codes : hook.codesEmpty);
  return app;
}

/** What the code column of the row of `account` says; the row is found by its issuer. */
export async function codeInRow(app, account) {
  for (const row of await app.all(hook.row)) {
    if ((await row.getText()).includes(account.issuer)) return (await app.within(row, hook.rowCode)).getText();
  }
  throw new Error(`no row of ${account.issuer}`);
}

/** The issuers of the rows on the screen, from top to bottom. */
export async function issuersOf(app, accounts) {
  const texts = await Promise.all((await app.all(hook.row)).map((row) => row.getText()));
  return texts.map((text) => accounts.find(({ issuer }) => text.includes(issuer))?.issuer ?? text);
}

/** Opens the account page of a row. */
export async function openAccount(app, account) {
  await app.click(hook.rowOpen, `[aria-label*="${account.issuer}"]`);
  await app.find(hook.account);
}
