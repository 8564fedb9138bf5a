// Every place of the app and how a person gets there. `take.mjs` goes through them and takes the pictures.
import { truncate } from "node:fs/promises";
import { join } from "node:path";
import { hook } from "../counterparts/hooks.mjs";
import { passphrase } from "../counterparts/machine.mjs";
import { acme, globex, uri } from "../window/accounts.mjs";
import { openAccount, readLink, unlock, vaultWith } from "../window/steps.mjs";
import { recovery } from "./recovery.mjs";

const demoPassphrase = "demo";
const github = { issuer: "GitHub", name: "ann@acme.example", secret: acme.secret };

const closeSheet = (app, sheet) => app.press("Escape").then(() => app.gone(sheet));

/** From nothing to the first account. */
const firstStart = {
  places: [
    ["welcome", (app) => app.find(hook.welcomeBegin)],
    ["passphrase", async (app) => {
      await app.click(hook.welcomeBegin);
      await app.type(hook.onboardingPassphrase, passphrase);
      await app.says(hook.onboardingStrength, /\w/);
    }],
    ["empty", async (app) => {
      await app.type(hook.onboardingRepeat, passphrase);
      await app.click(hook.onboardingCreate);
      await app.find(hook.codesEmpty);
    }],
  ],
};

/** The sample vault: everything behind the passphrase, with a camera on the computer. */
const open = {
  args: ["--demo"],
  camera: true,
  places: [
    ["codes", (app) => app.find(hook.row)],
    ["copied", async (app) => {
      await app.press("Enter");
      await app.find(hook.rowStatus);
    }],
    ["search", (app) => app.type(hook.search, "ann")],
    ["search-nothing", (app) => app.type(hook.search, "zzz").then(() => app.find(hook.codesEmpty))],
    ["quick-search", async (app) => {
      await app.click(hook.nav("settings")); // In the list the same keys lead to its own search.
      await app.find(hook.settings);
      await app.press("Control", "k");
      await app.type(hook.quickSearchField, "se");
    }],
    ["shortcuts", async (app) => {
      await closeSheet(app, hook.quickSearch);
      await app.press("F1");
      await app.find(hook.shortcuts);
    }],
    ["add", async (app) => {
      await closeSheet(app, hook.shortcuts);
      await app.click(hook.nav("codes"));
      await app.click(hook.add);
      await app.find(hook.addPreview, '[data-state="live"]');
    }],
    ["add-notice", async (app) => {
      await app.enter(hook.addLink, "https://example.org/");
      await app.find(hook.addNotice);
    }],
    ["add-by-hand", (app) => app.click(hook.addByHand)],
    ["add-found", async (app, { camera }) => {
      await closeSheet(app, hook.addSheet);
      await app.click(hook.add);
      await camera.show(uri(globex));
      await app.find(hook.addFound);
    }],
    ["add-saved", (app) => app.click(hook.addSave).then(() => app.find(hook.addedCode))],
    ["account", async (app, { camera }) => {
      await camera.show();
      await app.click(hook.addedDone);
      await openAccount(app, github);
    }],
    ["account-edit", (app) => app.click(hook.accountEdit)],
    ["account-icons", (app) => app.click(hook.accountIcon).then(() => app.find(hook.iconSearch))],
    ["account-qr-passphrase", async (app) => {
      await closeSheet(app, hook.iconSearch);
      await app.click(hook.accountCancel);
      await app.click(hook.accountQr);
      await app.find(hook.accountQrPassphrase);
    }],
    ["account-qr", async (app) => {
      await app.type(hook.accountQrPassphrase, demoPassphrase);
      await app.click(hook.accountQrShow);
      await app.find(hook.accountQrPicture);
    }],
    ["account-replacement", async (app) => {
      await closeSheet(app, hook.accountQrPicture);
      await app.click(hook.accountReplace);
      await app.enter(hook.addLink, uri({ ...github, secret: globex.secret.replace("J", "K") }));
      await app.click(hook.addSave);
      await app.find(hook.accountReplacement);
    }],
    ["bin", async (app) => {
      await app.click(hook.accountBin);
      await app.find(hook.toastAction);
      await app.click(hook.nav("bin"));
      await app.find(hook.binRow);
    }],
    ["bin-delete", (app) => app.click(hook.binDelete).then(() => app.find(hook.binConfirm))],
    ["settings", async (app) => {
      await closeSheet(app, hook.binConfirm);
      await app.click(hook.nav("settings"));
      await app.find(hook.settings);
    }],
    ["settings-end", (app) => app.scrollTo(hook.settingsVersion)],
    ["locked", (app) => app.click(hook.lock).then(() => app.find(hook.unlockPassphrase))],
    ["wrong-passphrase", async (app) => {
      await unlock(app, "wrong");
      await app.find(hook.unlockProblem);
      await unlock(app, "wrong again");
      await app.find(hook.unlockCountdown);
    }],
  ],
};

/** A camera that another program holds. */
const busyCamera = {
  args: ["--demo"],
  camera: true,
  prepare: (machine) => machine.camera.fail("busy"),
  places: [["add-camera-busy", (app) => app.click(hook.add).then(() => app.find(hook.addPreview, '[data-state="failed"]'))]],
};

/** A vault that does not decrypt. */
const damaged = {
  prepare: async (machine) => {
    await vaultWith(machine, acme, globex);
    await truncate(join(machine.vault, "vault.age"), 40);
  },
  places: [
    ["damaged", (app) => app.find(hook.snapshots)],
    ["damaged-snapshots", (app) => app.click(hook.snapshots, " button").then(() => app.click(hook.snapshots, " input[type=radio]"))],
  ],
};

export const visits = [firstStart, open, recovery, busyCamera, damaged];
