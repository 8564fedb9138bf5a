// Recovery codes that the window tests bring in, as a person would paste them. Every code here is invented.

/** A service that Keepward knows by the look of its page. */
export const github = {
  service: "GitHub",
  codes: ["4be1c-90d27", "a07f3-5c1e8", "d2946-1bf0a", "70c5e-e84b3", "19ad8-6f72c", "f36b0-2a9d1", "8e512-c07f4", "b5d09-73e6a"],
};
github.text = `Recovery codes
Treat your recovery codes with the same level of attention as you would your password!

${github.codes.map((code) => `  - ${code}`).join("\n")}

When you generate new recovery codes, you must download or print the new codes. Your old codes won't work anymore.
`;

/** Numbered ones, of which the site asks for a certain number; the third was used before. */
export const numbered = {
  service: "Harbour Library",
  codes: ["KX4PQ9TM", "R7WD2HVC", "M3NZ8BYF", "T6GJ5LKE", "W9CR4XPD", "H2VF7QNB", "Y8LM3TGZ", "B5KD6JRW"],
};
numbered.text = `Harbour Library backup codes

${numbered.codes.map((code, n) => `${n + 1}. ${code}${n === 2 ? "  (used)" : ""}`).join("\n")}
`;

/** One key; using it shows a new one. */
export const atlassian = { service: "Atlassian", codes: ["6WQ2M904TB7XK1VD5RJ8H3NC"], next: "2HX7P190ZD4RV6KB8MT3W5QJ" };
atlassian.text = `Emergency recovery key

Save your emergency recovery key. If you can't access your authentication app you can log in with this key.
You can only use it once - we will give you a new one after you use it.

${atlassian.codes[0]}
`;

/** Two that are enough to come to the end of a set. */
export const few = { service: "Northwind Bank", codes: ["5520-9174-3386", "8043-2617-9951"] };
few.text = `Northwind Bank recovery codes\n\n${few.codes.join("\n")}\n`;

/** Everything of these sets that may be seen by nobody but the person. */
export const secrets = [github, numbered, atlassian, few].flatMap(({ codes, next }) => [...codes, ...(next ? [next] : [])]);

/** A code without its dashes and spaces: as it may be typed. */
export const bare = (code) => code.replace(/[\s-]/g, "");
