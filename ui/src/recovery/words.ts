// The words of the recovery place: what using a code does, how a code stands, how much is left. Nothing is decided here.
import type { CodeState, KitStanding, RecoveryNotice, Regeneration, SetFacts, SetKind, SetRow, UseEffect } from "../backend";

/** What using one does, as a person chooses it. */
export const EFFECTS: readonly { value: UseEffect; label: string; says: string }[] = [
  { value: "consume", label: "Works once", says: "Each code works once and is spent." },
  { value: "replace", label: "Gives a new one", says: "Using it shows a new one, once. Keepward asks for it." },
  { value: "disablesTwoFactor", label: "Turns two-step sign-in off", says: "Using it switches the second factor off at the service. Keepward says so before." },
  { value: "reusable", label: "Works again and again", says: "Using it changes nothing. Keepward only shows it." },
  { value: "unknown", label: "Not known", says: "Treated as one that works once." },
];
export const REGENERATIONS: readonly { value: Regeneration; label: string }[] = [
  { value: "replaces", label: "New ones end the old" },
  { value: "adds", label: "Old ones stay valid" },
  { value: "unknown", label: "Not known" },
];
export const KINDS: readonly { value: SetKind; label: string }[] = [
  { value: "list", label: "A list of codes" },
  { value: "singleKey", label: "One key" },
];
export const STATES: Record<CodeState, string> = { unused: "Not used", reserved: "Handed out", used: "Used", invalid: "Did not work", unsure: "Not sure" };

export const saysOf = (effect: UseEffect) => EFFECTS.find((one) => one.value === effect)?.says ?? "";
/** A day, past or to come: "4 December", with the year when it is not this one. */
export function day(at: number, now = Date.now() / 1000): string {
  const date = new Date(at * 1000);
  const year = date.getFullYear() === new Date(now * 1000).getFullYear() ? undefined : "numeric";
  return date.toLocaleDateString(undefined, { day: "numeric", month: "long", year });
}
/** A day with its time, for the activity. */
export const moment = (at: number) => `${day(at)}, ${new Date(at * 1000).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}`;
export const counted = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;

/** "Code 5 of 16", "Code #7 of 12", "The key". */
export function nameOf(row: SetRow, code: { position: number; number: number | null }): string {
  if (row.kind === "singleKey") return "The key";
  return `Code ${code.number === null ? code.position + 1 : `#${code.number}`}`;
}

/** How much is left, in two or three words, and how loudly. */
export function leftOf(row: SetRow): { text: string; look: "plain" | "good" | "warn" | "danger" } {
  if (row.standing === "superseded") return { text: "Replaced", look: "plain" };
  if (row.standing === "archived") return { text: "Archived", look: "plain" };
  if (row.expired) return { text: "Expired", look: "danger" };
  if (row.kind === "singleKey") return row.low === "empty" ? { text: "Used up", look: "danger" } : { text: "Kept", look: "good" };
  if (row.low === "empty") return { text: "None left", look: "danger" };
  if (row.low === "low") return { text: `${row.unused} left`, look: "warn" };
  return { text: `${row.unused} of ${row.total}`, look: "plain" };
}

/** One line below the name: whose, and what is special about it. */
export function sublineOf(row: SetRow): string {
  const parts = [row.account];
  if (row.expiresAt !== null && (row.expiring || row.expired)) parts.push(`${row.expired ? "expired" : "expires"} ${day(row.expiresAt)}`);
  if (row.reserved > 0) parts.push("waits for your answer");
  return parts.filter((part) => part !== null && part !== "").join(" · ");
}

/** The dots in words, for those who do not see them. */
export function spokenOf(row: SetRow): string {
  const parts = [[row.unused, "not used"], [row.reserved, "handed out"], [row.used, "used"], [row.invalid, "did not work"], [row.unsure, "not sure"]] as const;
  return `${counted(row.total, row.kind === "singleKey" ? "key" : "code")}: ${parts.filter(([count]) => count > 0).map(([count, says]) => `${count} ${says}`).join(", ")}`;
}

/** The one quiet notice, in words. */
export function noticeWords({ kind, setIds }: RecoveryNotice, rowOf: (id: string) => SetRow | null, kit: KitStanding): { title: string; says: string } {
  const rows = setIds.map(rowOf);
  const names = `${rows.slice(0, 3).map((row) => row?.title ?? "").join(", ")}${rows.length > 3 ? ` and ${rows.length - 3} more` : ""}`;
  const expired = rows.filter((row) => row?.expired).length;
  return {
    empty: { title: `No recovery codes left: ${names}`, says: "Make new ones at the service while you are still signed in there." },
    low: { title: `Few recovery codes left: ${names}`, says: "Make new ones at the service when you have a quiet minute." },
    expiring:
      expired === 0
        ? { title: `Recovery codes expire soon: ${names}`, says: "Make new ones at the service before they do." }
        : { title: `Recovery codes ${expired === rows.length ? "have expired" : "have expired or soon will"}: ${names}`, says: "Make new ones at the service while you are still signed in there." },
    noKit: { title: "There is no emergency kit yet", says: "One printed page opens everything when the passphrase is lost." },
    kitUnproven: { title: kit.provenAt === null ? "Your emergency kit was never tested" : `Your emergency kit was last tested ${day(kit.provenAt)}`, says: "Scan or type it once: only then is it sure that it opens the vault." },
  }[kind];
}

/** The facts of a stored set, as the form edits them. */
export const factsOf = (row: SetRow, label: string, regeneration: Regeneration): SetFacts => ({
  label, service: row.service ?? "", account: row.account ?? "", site: row.site ?? "", accountId: row.accountId, kind: row.kind, effect: row.effect, ordered: row.ordered, regeneration,
  expiresOn: row.expiresAt === null ? "" : new Date(row.expiresAt * 1000).toISOString().slice(0, 10),
});
