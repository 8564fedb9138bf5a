// Made-up downloads for the fake backend, and a preview of them as the real parser would hand it over.
import type { ImportPreview, PreviewCode, PreviewSet, Reconciled, SetFacts } from "../bindings";

export const discordFile = "These are your Discord backup codes for account ann@example.org. Keep them safe!\r\n\r\n* 7f3k-92mx \r\n* a81d-0qpe (used)\r\n* 44hb-t2ws \r\n* zz19-mmk3 \r\n* p0o1-lk2j \r\n* 93jd-x8c7 \r\n* 2026-0304 \r\n* b5n6-v4r8 \r\n";

const facts = (more: Partial<SetFacts> = {}): SetFacts => ({ label: "", service: "discord", account: "ann@example.org", site: "https://discord.example/settings", accountId: null, kind: "list", effect: "consume", ordered: false, regeneration: "replaces", expiresOn: "", ...more });

function codesOf(text: string): PreviewCode[] {
  const lines = text.split(/\r?\n/).map((line) => /^(?:\*|(\d+)[.:])?\s*([A-Za-z0-9]{4,}(?:[- ][A-Za-z0-9]{4,})*)\s*(\(used\))?\s*$/.exec(line)).filter((found) => found !== null);
  return lines.map((found): PreviewCode => {
    const code = found[2] ?? "";
    return { number: found[1] === undefined ? null : Number(found[1]), text: code, used: found[3] !== undefined, doubt: /^20\d\d-\d{4}$/.test(code) ? "This may be a date." : null };
  });
}

let next = 1;
const set = (index: number, text: string, more: Partial<PreviewSet> = {}): PreviewSet => ({ index, known: "Discord", facts: facts(), codes: codesOf(text), reconciled: { kind: "new" }, mayHaveSpentOne: false, rivalAccount: null, suggestedAccount: { id: "discord", issuer: "Discord", name: "ann#0421", icon: null }, ...more });

/** A preview of a file (or pasted text) that holds one set. */
export function previewOf(fileName: string | null, text: string, more: Partial<PreviewSet> = {}): ImportPreview {
  const known = fileName === null ? { known: null, facts: facts({ service: "", account: "", site: "", effect: "unknown", regeneration: "unknown" }), suggestedAccount: null } : {};
  return { id: next++, fileName, canDeleteFile: fileName !== null, sets: [set(0, text, { ...known, ...more })], elsewhere: [], truncatedOriginal: text };
}

const notes = "GitHub\r\n4f1a9-77c02\r\n08bde-1d3f4\r\naa910-55e6c\r\n\r\nPyPI\r\n1. 9a8b7c6d5e4f3a2b\r\n2. 0011223344556677\r\n3. fedcba9876543210\r\n\r\notpauth://totp/Binance:ann?secret=(16 characters)\r\n";

/** Several services in one file, with something that belongs elsewhere. */
export const notesPreview = (reconciled: Reconciled = { kind: "regenerated", setId: "github", title: "GitHub" }): ImportPreview => ({
  id: next++, fileName: "notes.txt", canDeleteFile: true, truncatedOriginal: notes,
  sets: [
    set(0, notes.split("PyPI")[0] ?? "", { known: "GitHub", facts: facts({ service: "github", account: "ann-dev" }), reconciled, suggestedAccount: { id: "github", issuer: "GitHub", name: "ann-dev", icon: null } }),
    set(1, notes.split("PyPI")[1] ?? "", { known: "PyPI", facts: facts({ service: "pypi", account: "" }), mayHaveSpentOne: true, suggestedAccount: null }),
  ],
  elsewhere: [{ line: 11, what: "otpauth", offered: true }, { line: 14, what: "ageKey", offered: false }],
});
