// Which brand an issuer means: "Google (work)" is Google, "accounts.example.com" is Example. Works on names only;
// it prefers no match to a wrong one, because a wrong logo misleads and letters do not.

/** Brands whose products are written "<Brand> <product>" in issuers. */
const FAMILIES = ["google", "github", "gitlab", "atlassian", "proton", "cloudflare", "apple", "meta", "yandex", "zoho",
  "mozilla", "jetbrains", "docker", "nextcloud", "bitwarden", "vmware", "oracle", "sap", "steam", "discord", "dropbox"];

/** Words that say nothing about the brand, at the end of an issuer. */
const GENERIC = new Set(["account", "accounts", "login", "sso", "id", "auth", "2fa", "mfa", "totp", "otp", "work",
  "personal", "private", "home", "business", "admin", "inc", "llc", "ltd", "gmbh", "ag", "app", "cloud", "mail", "com",
  "org", "net", "staging", "dev", "test", "online", "support", "services", "service", "security", "wiki"]);

/** Names people and services use that the icon set does not list. */
const ALSO: Record<string, string> = {
  gmail: "gmail", googleworkspace: "google", protonmail: "protonmail", twitter: "x", xtwitter: "x", fb: "facebook",
  ig: "instagram", psn: "playstation", playstationnetwork: "playstation", sony: "sony", epic: "epicgames",
  eaorigin: "ea", electronicarts: "ea", ovhcloud: "ovh", npmjs: "npm", pythonpackageindex: "pypi", hackernews: "ycombinator",
  valve: "steam", steampowered: "steam", ubisoftconnect: "ubisoft", uplay: "ubisoft", battlenet: "battledotnet",
  blizzard: "battledotnet", dockerhub: "docker", wordpresscom: "wordpress", jiracloud: "jira", icloud: "icloud",
};

/** Second-level labels under which names are registered: the brand stands one label further left. */
const REGISTRIES = new Set(["co", "com", "org", "net", "gov", "ac", "edu"]);

/** A name reduced to what brands are compared by: letters and digits, lower case, no accents. */
export function reduced(name: string): string {
  return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/&/g, "and").replace(/\+/g, "plus")
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** The brand label of a host name ("accounts.example.co.uk" gives "example"), or null when it is no host name. */
function hostLabel(text: string): string | null {
  const host = text.toLowerCase().replace(/^https?:\/\//, "").split(/[/:?#]/)[0] ?? "";
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host) || /^[\d.]+$/.test(host)) return null;
  const labels = host.split(".");
  labels.pop();
  const last = labels.at(-1);
  if (labels.length > 1 && last !== undefined && REGISTRIES.has(last)) labels.pop();
  return labels.at(-1) ?? null;
}

/** Every way to read an issuer, most exact first. */
export function readings(issuer: string): string[] {
  const found: string[] = [issuer];
  const bare = issuer.replace(/\s*[([{].*?[)\]}]\s*/g, " ").trim();
  found.push(bare);
  const host = hostLabel(bare);
  if (host !== null) found.push(host);
  const first = bare.split(/\s+[-–—|/:·]\s+|:\s+/)[0] ?? bare;
  found.push(first);
  const list = first.split(/\s+/);
  while (list.length > 1 && GENERIC.has(reduced(list.at(-1) ?? ""))) {
    list.pop();
    found.push(list.join(" "));
  }
  const head = reduced(list[0] ?? "");
  if (list.length > 1 && FAMILIES.includes(head)) found.push(head);
  return [...new Set(found.map(reduced))].filter((name) => name !== "");
}

/** The slug an issuer means, by a table of reduced names to slugs; null when no brand is meant. */
export function matched(issuer: string, slugs: ReadonlyMap<string, string>): string | null {
  for (const name of readings(issuer)) {
    const slug = slugs.get(name) ?? slugs.get(ALSO[name] ?? "");
    if (slug !== undefined) return slug;
  }
  return null;
}
