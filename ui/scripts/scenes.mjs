// Every screen and state worth looking at: how the fake backend is set, and what is pressed before the picture.
const open = async (page, id, size) => {
  if (size === "narrow") await id("row-open").first().click();
};
const read = (link) => async (page, id) => {
  await page.keyboard.press("Control+n");
  await id("add-link").fill(link);
  await id("add-link").press("Enter");
};
const JIRA = "otpauth://totp/Jira:ann@acme.example?secret=GEZDGNBVGY3TQOJQ&issuer=Jira";

const toRecovery = async (page, id) => {
  await id("nav-recovery").click();
  await page.waitForTimeout(250);
};
/** Opens the compartment when the sheet asks. */
const opened = async (page, id) => {
  await id("open-recovery-passphrase").fill("correct horse");
  await id("open-recovery-passphrase").press("Enter");
  await page.waitForTimeout(400);
};
const give = (set, ...then) => async (page, id) => {
  await toRecovery(page, id);
  await page.locator(`[data-set="${set}"] [data-testid="recovery-give"]`).click();
  await opened(page, id);
  for (const one of then) await id(one).click();
};
const set = (name, ...then) => async (page, id) => {
  await toRecovery(page, id);
  await page.locator(`[data-set="${name}"] [data-testid="recovery-set-open"]`).click();
  await opened(page, id);
  for (const one of then) await id(one).click();
};
const bring = (...then) => async (page, id) => {
  await toRecovery(page, id);
  await page.keyboard.press("Control+i");
  await id("bring-choose").click();
  await opened(page, id);
  for (const one of then) await id(one).click();
};
const scrolled = (act, top = 99999) => async (page, id, size) => {
  await act(page, id, size);
  await page.waitForTimeout(200);
  await id("recovery").evaluate((place, to) => (place.scrollTop = to), top);
};

export const scenes = {
  welcome: { query: "phase=absent" },
  passphrase: {
    query: "phase=absent",
    act: async (page, id) => {
      await id("welcome-begin").click();
      await id("onboarding-passphrase").fill("meadow lantern");
      await page.waitForTimeout(300);
    },
  },
  "passphrase-no-keyring": {
    query: "phase=absent&quick=unavailable&keyring",
    act: async (page, id) => id("welcome-begin").click(),
  },
  "passphrase-differs": {
    query: "phase=absent",
    act: async (page, id) => {
      await id("welcome-begin").click();
      await id("onboarding-passphrase").fill("meadow lantern copper otter");
      await id("onboarding-repeat").fill("meadow lantern");
      await id("onboarding-create").click();
    },
  },
  ready: {
    query: "phase=absent&accounts=0",
    act: async (page, id) => {
      await id("welcome-begin").click();
      await id("onboarding-passphrase").fill("meadow lantern copper otter");
      await id("onboarding-repeat").fill("meadow lantern copper otter");
      await id("onboarding-create").click();
    },
  },
  unlock: { query: "phase=locked&quick=on&refuse=quickUnlock&with=QuickUnlockOff" },
  "unlock-plain": { query: "phase=locked" },
  "unlock-wrong": {
    query: "phase=locked",
    act: async (page, id) => {
      await id("unlock-passphrase").fill("nope");
      await id("unlock-button").click();
    },
  },
  "unlock-slow": {
    query: "phase=locked&slow=unlock",
    act: async (page, id) => {
      await id("unlock-passphrase").fill("x");
      await id("unlock-button").click();
      await id("cancel-trying").waitFor();
    },
  },
  "unlock-wait": { query: "phase=locked&retry=128000" },
  "unlock-keyring": { query: "phase=locked&quick=unavailable&keyring" },
  "unlock-newer": {
    query: "phase=locked&refuse=unlock&with=VaultNewer",
    act: async (page, id) => {
      await id("unlock-passphrase").fill("x");
      await id("unlock-button").click();
    },
  },
  "unlock-older": {
    query: "phase=locked&refuse=unlock&with=VaultOlder",
    act: async (page, id) => {
      await id("unlock-passphrase").fill("x");
      await id("unlock-button").click();
    },
  },
  damaged: {
    query: "phase=damaged&problem=vault.age ends in the middle of a record. The file was left untouched.",
    act: async (page, id) => {
      await id("snapshots").locator("button").click();
      await id("snapshots").locator("input").nth(1).click();
    },
  },
  codes: {},
  "codes-soon": { at: 22 },
  "codes-copied": { act: async (page, id) => id("row").nth(1).click() },
  "codes-hidden": { query: "hide" },
  "codes-search": { act: async (page, id) => id("search").fill("git") },
  "codes-nothing": { act: async (page, id) => id("search").fill("zzz") },
  "codes-empty": { query: "accounts=0" },
  "codes-many": { query: "accounts=10000", act: async (page, id) => id("codes").evaluate((list) => (list.scrollTop = 300000)) },
  "codes-aside": { query: "aside=1" },
  "codes-clock": { query: "clock" },
  "codes-problem": { query: "refuse=codes&with=Internal" },
  "codes-drop": { act: async (page) => page.evaluate(() => fake.emit("dropHover", true)) },
  account: { act: open },
  "account-replacing": { query: "replacing", act: open },
  "account-edit": {
    act: async (page, id, size) => {
      await open(page, id, size);
      await id("account-edit").click();
    },
  },
  "account-icon": {
    act: async (page, id, size) => {
      await open(page, id, size);
      await id("account-edit").click();
      await id("account-icon").click();
      await page.waitForTimeout(500);
    },
  },
  "account-qr": {
    act: async (page, id, size) => {
      await open(page, id, size);
      await id("account-qr").click();
    },
  },
  "account-bin": {
    act: async (page, id, size) => {
      await open(page, id, size);
      await id("account-bin").click();
    },
  },
  add: { act: async (page) => page.keyboard.press("Control+n") },
  "add-no-camera": { query: "camera=NoCamera", act: async (page) => page.keyboard.press("Control+n") },
  "add-notice": { act: read("https://example.com/") },
  "add-batch": {
    act: async (page) => {
      await page.keyboard.press("Control+n");
      await page.waitForTimeout(300);
      await page.evaluate(() => fake.emit("cameraEvent", { kind: "found", offer: { batch: { have: 2, of: 3 }, notice: null, candidates: [1, 2, 3, 4].map((id) => ({ id, issuer: "Service " + id, name: "ann", kind: "totp", algorithm: "SHA-1", digits: 6, periodSecs: 30, code: null, validForMs: 0, already: null, sameName: null })) } }));
    },
  },
  "add-many": {
    act: async (page) => {
      await page.keyboard.press("Control+n");
      await page.waitForTimeout(300);
      await page.evaluate(() => fake.emit("cameraEvent", { kind: "found", offer: { batch: null, notice: null, candidates: ["GitHub", "GitLab", "Dropbox", "Landesbank"].map((issuer, n) => ({ id: n, issuer, name: "ann@acme.example", kind: "totp", algorithm: "SHA-1", digits: 6, periodSecs: 30, code: null, validForMs: 0, already: n === 1 ? "gitlab" : null, sameName: null })) } }));
    },
  },
  "add-found": { act: read(JIRA) },
  "add-same": {
    act: async (page) => {
      await page.keyboard.press("Control+n");
      await page.waitForTimeout(300);
      await page.evaluate(() => fake.emit("cameraEvent", { kind: "found", offer: { batch: null, notice: null, candidates: [{ id: 1, issuer: "Jira", name: "ann@acme.example", kind: "totp", algorithm: "SHA-1", digits: 6, periodSecs: 30, code: null, validForMs: 0, already: null, sameName: "jira" }] } }));
    },
  },
  "add-manual": {
    act: async (page, id) => {
      await page.keyboard.press("Control+n");
      await id("add-by-hand").click();
      await id("add-sheet").locator("summary").click();
    },
  },
  "add-done": {
    act: async (page, id) => {
      await read(JIRA)(page, id);
      await id("add-save").click();
    },
  },
  bin: { query: "binned", act: async (page, id) => id("nav-bin").click() },
  "bin-empty": { act: async (page, id) => id("nav-bin").click() },
  "bin-delete": {
    query: "binned",
    act: async (page, id) => {
      await id("nav-bin").click();
      await id("bin-delete").first().click();
    },
  },
  recovery: { act: toRecovery },
  "recovery-middle": { act: scrolled(toRecovery, 560) },
  "recovery-end": { act: scrolled(toRecovery) },
  "recovery-folded": {
    act: scrolled(async (page, id) => {
      await toRecovery(page, id);
      await id("recovery-folded").locator("summary").click();
    }),
  },
  "recovery-empty": { query: "recovery=none", act: toRecovery },
  "recovery-problem": { query: "refuse=recoveryOverview&with=RecoveryMissing", act: toRecovery },
  "recovery-open": {
    act: async (page, id) => {
      await toRecovery(page, id);
      await page.keyboard.press("Control+o");
      await opened(page, id);
    },
  },
  "recovery-passphrase": {
    act: async (page, id) => {
      await toRecovery(page, id);
      await page.keyboard.press("Control+o");
      await id("open-recovery-passphrase").fill("nope");
      await id("open-recovery-button").click();
    },
  },
  "recovery-older": {
    query: "refuse=openRecovery&with=RecoveryOlder",
    act: async (page, id) => {
      await toRecovery(page, id);
      await page.keyboard.press("Control+o");
      await opened(page, id);
    },
  },
  "recovery-question": {
    act: scrolled(async (page, id) => {
      await toRecovery(page, id);
      await id("question-show").first().click();
      await opened(page, id);
    }, 1100),
  },
  "recovery-question-add": {
    act: async (page, id) => {
      await toRecovery(page, id);
      await id("question-add").click();
    },
  },
  "recovery-log": {
    act: async (page, id) => {
      await give("jira", "hand-worked")(page, id);
      await id("recovery-log").click();
    },
  },
  hand: { act: give("jira") },
  "hand-long": { act: give("matrix") },
  "hand-waiting": { act: give("github") },
  "hand-number": { act: give("keycloak") },
  "hand-disables": { act: give("bitwarden") },
  "hand-disables-after": { act: give("bitwarden", "hand-go", "hand-worked") },
  "hand-new-key": { act: give("atlassian", "hand-worked", "hand-new-key-save") },
  "hand-none": { query: "refuse=takeCode&with=NoCodeLeft", act: give("jira") },
  "hand-expired": {
    query: "openfor=1500",
    act: async (page, id) => {
      await give("jira")(page, id);
      await page.waitForTimeout(2000);
    },
  },
  set: { act: set("jira") },
  "set-end": { act: scrolled(set("jira")) },
  "set-many": { act: set("privacyidea") },
  "set-key": { act: set("atlassian") },
  "set-closed": {
    act: async (page, id) => {
      await toRecovery(page, id);
      await page.locator('[data-set="jira"] [data-testid="recovery-set-open"]').click();
      await page.keyboard.press("Escape");
    },
  },
  "set-edit": { act: set("duo", "set-edit") },
  "set-output": { act: set("jira", "set-output") },
  "set-delete": { act: set("jira", "set-delete") },
  bring: {
    act: async (page, id) => {
      await toRecovery(page, id);
      await page.keyboard.press("Control+i");
    },
  },
  "bring-refused": { query: "refuse=chooseRecoveryFile&with=FileWithoutText", act: async (page, id) => {
    await toRecovery(page, id);
    await page.keyboard.press("Control+i");
    await id("bring-choose").click();
  } },
  "bring-preview": { act: bring() },
  "bring-preview-end": { act: scrolled(bring()) },
  "bring-many": { query: "file=notes", act: bring() },
  "bring-many-end": { query: "file=notes", act: scrolled(bring()) },
  "bring-subset": { query: "file=subset", act: bring() },
  "bring-same": { query: "file=same", act: bring() },
  "bring-expired": {
    query: "openfor=1500",
    act: async (page, id) => {
      await bring()(page, id);
      await page.waitForTimeout(2000);
    },
  },
  "bring-done": { act: bring("bring-accept") },
  "bring-deleted": { act: bring("bring-accept", "bring-delete") },
  "kit-make": { act: async (page, id) => { await toRecovery(page, id); await id("kit-make").click(); } },
  "kit-first": { query: "kit=none", act: async (page, id) => { await toRecovery(page, id); await id("kit-make").click(); } },
  "kit-made": {
    act: async (page, id) => {
      await toRecovery(page, id);
      await id("kit-make").click();
      await id("kit-passphrase").fill("correct horse");
      await id("kit-pdf").click();
    },
  },
  "kit-test": { act: async (page, id) => { await toRecovery(page, id); await id("kit-test").click(); } },
  "kit-scan": { act: async (page, id) => { await toRecovery(page, id); await id("kit-test").click(); await id("kit-scan").click(); } },
  "kit-wrong": {
    act: async (page, id) => {
      await toRecovery(page, id);
      await id("kit-test").click();
      await id("kit-text").fill("AGE-SECRET-KEY-1QQQ");
      await id("kit-prove").click();
    },
  },
  "kit-proven": {
    act: async (page, id) => {
      await toRecovery(page, id);
      await id("kit-test").click();
      await id("kit-text").fill("AGE-SECRET-KEY-1FAKE");
      await id("kit-prove").click();
    },
  },
  "unlock-lost": { query: "phase=locked", act: async (page, id) => id("lost-open").click() },
  "unlock-restore": { query: "phase=locked", act: async (page, id) => id("restore").click() },
  "unlock-restore-incomplete": { query: "phase=locked&refuse=chooseBackup&with=ArchiveIncomplete", act: async (page, id) => id("restore").click() },
  "account-recovery": {
    act: async (page, id, size) => {
      await open(page, id, size);
      await page.waitForTimeout(200);
    },
  },
  "quick-search-set": {
    act: async (page, id) => {
      await toRecovery(page, id);
      await page.keyboard.press("Control+k");
      await id("quick-search-field").pressSequentially("git");
    },
  },
  settings: { act: async (page, id) => id("nav-settings").click() },
  "settings-end": {
    act: async (page, id) => {
      await id("nav-settings").click();
      await id("settings-check-clock").click();
      await page.waitForTimeout(200);
      await id("settings").evaluate((place) => (place.scrollTop = 99999));
    },
  },
  "settings-change": {
    act: async (page, id) => {
      await id("nav-settings").click();
      await id("settings-leaked").click();
    },
  },
  "quick-search": {
    act: async (page, id) => {
      await id("nav-settings").click();
      await page.keyboard.press("Control+k");
      await id("quick-search-field").pressSequentially("i");
    },
  },
  keys: { act: async (page) => page.keyboard.press("F1") },
};
