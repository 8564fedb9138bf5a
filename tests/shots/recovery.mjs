// The places of the recovery codes, on the sample vault: from the empty overview to the kit and the lost passphrase.
import { hook } from "../counterparts/hooks.mjs";
import { few, gitea, nextcloud, numbered } from "../window/recovery-sets.mjs";
import { answer, keep, openCodes, openSet, paste, preview, toRecovery } from "../window/recovery-steps.mjs";
import { openAccount } from "../window/steps.mjs";

const demo = "demo";
const closeSheet = (app, sheet) => app.press("Escape").then(() => app.gone(sheet));

export const recovery = {
  args: ["--demo"],
  places: [
    ["recovery-empty", (app) => toRecovery(app).then(() => app.find(hook.recoveryEmpty))],
    ["recovery-ways", (app) => app.press("Control", "i").then(() => app.find(hook.bringText))],
    ["recovery-passphrase", async (app) => {
      await paste(app, numbered.text);
      await app.find(hook.openPassphrase);
    }],
    ["recovery-preview", async (app) => {
      await openCodes(app, demo);
      await app.find(hook.bringSet);
    }],
    ["recovery-kept", (app) => app.click(hook.bringAccept).then(() => app.find(hook.bringDone))],
    ["recovery-set", async (app) => {
      await app.click(hook.bringDone, " button");
      await app.find(hook.setCodes);
    }],
    ["recovery-number", (app) => app.click(hook.recoveryGive).then(() => app.find(hook.handNumber))],
    ["recovery-hand-out", (app) => app.click(hook.handGo).then(() => app.find(hook.handCode))],
    ["recovery-new-key", async (app) => {
      await closeSheet(app, hook.handOut);
      await preview(app, gitea, demo);
      await keep(app);
      await app.click(hook.recoveryGive);
      await answer(app, "worked");
      await app.find(hook.handNewKey);
    }],
    ["recovery-overview", async (app) => {
      await app.press("Escape"); // back to the question
      await closeSheet(app, hook.handOut);
      for (const set of [few, nextcloud]) {
        await preview(app, set, demo);
        await keep(app);
      }
      await toRecovery(app);
    }],
    ["recovery-overview-end", (app) => app.scrollTo(hook.backup)],
    ["recovery-waiting", async (app) => {
      await openSet(app, numbered.service);
      await app.click(hook.recoveryGive);
      await openIfAsked(app);
      await app.find(hook.setWaiting);
    }],
    ["recovery-kit", async (app) => {
      await closeSheet(app, hook.handOut);
      await toRecovery(app);
      await app.click(hook.kitMake);
      await app.find(hook.kitPassphrase);
    }],
    ["recovery-notice", async (app) => {
      await closeSheet(app, hook.kitSheet);
      await app.click(hook.nav("codes"));
      await app.find(hook.recoveryNotice);
    }],
    ["recovery-account", (app) => openAccount(app, { issuer: nextcloud.service }).then(() => app.scrollTo(hook.accountRecovery))],
    ["recovery-lost", async (app) => {
      await app.press("Escape");
      await app.click(hook.lock);
      await app.click(hook.lostOpen);
      await app.find(hook.kitText);
    }],
  ],
};

/** The time may be over on a slow computer. */
async function openIfAsked(app) {
  if ((await app.all(hook.openPassphrase)).length > 0) await openCodes(app, demo);
}
