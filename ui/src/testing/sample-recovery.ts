// Made-up recovery sets for the fake backend: every effect, every state of a code, long lists, short ones. All codes
// are invented here and belong to nobody.
import type { CodeState, Regeneration, SetKind, SetStanding, UseEffect } from "../bindings";

export type FakeCode = { number: number | null; text: string; state: CodeState; at: number | null; note: string; before: CodeState | null };
export type FakeSet = {
  id: string; title: string; service: string | null; account: string | null; site: string | null; accountId: string | null; kind: SetKind; effect: UseEffect; ordered: boolean;
  regeneration: Regeneration; standing: SetStanding; label: string; fileName: string | null; hasOwnLayout: boolean; importedAt: number; generatedAt: number | null;
  expiresAt: number | null; supersededBy: string | null; alsoDisables: boolean; codes: FakeCode[];
};
export type FakeQuestion = { id: string; service: string; account: string | null; question: string; answer: string };

const DAY = 86_400;
const AT = 1_795_300_200; // the moment of the scenes

/** Invented codes: the same for the same seed. */
export function inventedCodes(seed: string, count: number, shape: (n: number) => string): string[] {
  let hash = 2166136261;
  const next = (base: number) => {
    for (const char of seed) hash = Math.imul(hash ^ char.charCodeAt(0), 16777619) >>> 0;
    hash = Math.imul(hash ^ (hash >>> 13), 2246822519) >>> 0;
    return hash % base;
  };
  return Array.from({ length: count }, (_, n) => shape(n).replace(/[x9]/g, (sign) => (sign === "9" ? String(next(10)) : (next(32) + 4).toString(36))));
}

const states = (count: number, given: Partial<Record<CodeState, number>>): CodeState[] => {
  const list = Object.entries(given).flatMap(([state, many]) => Array.from({ length: many }, () => state as CodeState));
  return [...list, ...Array.from({ length: count - list.length }, () => "unused" as const)];
};

function set(id: string, title: string, account: string, shape: string, count: number, more: Partial<FakeSet> = {}, given: Partial<Record<CodeState, number>> = {}): FakeSet {
  const how = states(count, given);
  const codes = inventedCodes(id, count, () => shape).map((text, n): FakeCode => {
    const state = how[n] ?? "unused";
    return { number: null, text, state, at: state === "unused" ? null : AT - (n + 1) * 9 * DAY, note: state === "used" && n === 0 ? "phone lost" : "", before: state === "unused" ? null : "unused" };
  });
  return { id, title, service: title.toLowerCase(), account, site: `https://${title.toLowerCase()}.example/security`, accountId: null, kind: "list", effect: "consume", ordered: false, regeneration: "replaces", standing: "active", label: "", fileName: `${title.toLowerCase()}-recovery-codes.txt`, hasOwnLayout: true, importedAt: AT - 80 * DAY, generatedAt: null, expiresAt: null, supersededBy: null, alsoDisables: false, codes, ...more };
}

const numbered = (one: FakeSet): FakeSet => ({ ...one, codes: one.codes.map((code, n) => ({ ...code, number: n + 1 })) });

export const sampleSets = (): FakeSet[] => [
  set("wordpress", "WordPress", "blog.example.net", "9999 9999", 10, { accountId: "wordpress", regeneration: "replaces" }, { used: 8 }),
  set("epic", "Epic Games", "ann-plays", "xxxx-xxxx", 8, {}, { used: 7, invalid: 1 }),
  set("duo", "Duo", "ann@acme.example", "999999999", 10, { expiresAt: AT + 9 * DAY }, { used: 2 }),
  set("atlassian", "Atlassian", "ann@acme.example", "xxxxxx-xxxxxx-xxxxxx-xxxxxx", 1, { kind: "singleKey", effect: "replace", label: "Emergency recovery key" }),
  set("jira", "Jira", "ann@acme.example", "xxxx-xxxx", 15, { accountId: "jira" }, { used: 3, invalid: 1, unsure: 1 }),
  set("github", "GitHub", "ann-dev", "xxxxx-xxxxx", 16, { accountId: "github" }, { reserved: 1 }),
  numbered(set("keycloak", "Keycloak", "ann@sso.example.org", "xxxx-xxxx-xxxx", 12, { ordered: true }, { used: 1 })),
  set("bitwarden", "Bitwarden", "ann@example.com", "xxxx xxxx xxxx xxxx xxxx xxxx xxxx xxxx", 1, { kind: "singleKey", effect: "disablesTwoFactor" }),
  set("matrix", "Matrix", "@ann:example.org", "xxxx xxxx xxxx xxxx xxxx xxxx xxxx xxxx xxxx xxxx xxxx xxxx", 1, { kind: "singleKey", effect: "reusable", label: "Security key" }),
  numbered(set("privacyidea", "privacyIDEA", "ann", "999999", 100, { ordered: true, label: "Paper token" }, { used: 23 })),
  set("github-old", "GitHub", "ann-dev", "xxxxx-xxxxx", 16, { standing: "superseded", supersededBy: "github", importedAt: AT - 700 * DAY }, { used: 5, invalid: 11 }),
  set("forum", "Discourse", "old forum", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", 10, { standing: "archived", importedAt: AT - 900 * DAY }),
];

export const sampleQuestions = (): FakeQuestion[] => [
  { id: "q1", service: "Landesbank Beispielstadt", account: "ann.weatherby", question: "What was the name of your first teacher?", answer: "Brass teapot 41" },
  { id: "q2", service: "Tax office", account: null, question: "In which town did your parents meet?", answer: "Umber lighthouse" },
];
