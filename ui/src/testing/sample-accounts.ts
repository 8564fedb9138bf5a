// Made-up accounts for the fake backend: common services, long names, other kinds of code.
import type { KindName } from "../backend";

export type FakeAccount = {
  id: string; issuer: string; name: string; icon: string | null; tags: string[]; kind: KindName; digits: number;
  period: number; counter: number; pinned: boolean; replacing: boolean; binnedAt: number | null; notes: string;
  offsetSecs: number;
};

const one = (id: string, issuer: string, name: string, more: Partial<FakeAccount> = {}): FakeAccount => ({
  id, issuer, name, icon: null, tags: [], kind: "totp", digits: 6, period: 30, counter: 3, pinned: false,
  replacing: false, binnedAt: null, notes: "", offsetSecs: 0, ...more,
});

export const sampleAccounts = (): FakeAccount[] => [
  one("jira", "Jira", "ann@acme.example", { pinned: true, tags: ["work", "atlassian"], notes: "Ask Rob in IT when the phone is lost." }),
  one("github", "GitHub", "ann-dev", { pinned: true, tags: ["work"] }),
  one("gitlab", "GitLab", "ann@acme.example", { period: 45 }),
  one("discord", "Discord", "ann#0421"),
  one("proton", "Proton", "ann@proton.example", { tags: ["mail"] }),
  one("wordpress", "WordPress", "blog.example.net", { digits: 8, period: 60 }),
  one("bank", "Landesbank Beispielstadt Onlinebanking", "ann.weatherby-longlastname@mail.example.org"),
  one("vpn", "Acme VPN", "ann", { kind: "hotp" }),
  one("google", "Google (work)", "ann@acme.example"),
  one("apple", "Apple", "ann@example.com"),
  one("hetzner", "Hetzner", "K0293841"),
  one("microsoft", "Microsoft", "ann@outlook.example"),
  one("snapchat", "Snapchat", "ann.snaps"),
  one("npm", "npm", "ann-dev", { tags: ["work"] }),
];

/** Any number of accounts, for lists that do not end. */
export const manyAccounts = (count: number): FakeAccount[] =>
  Array.from({ length: count }, (_, n) => one(`many-${n}`, `Service ${String(n + 1).padStart(5, "0")}`, `ann+${n}@example.com`, { pinned: n < 2 }));
