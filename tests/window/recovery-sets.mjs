// Recovery codes that the window tests bring in, as a person would paste them. Every code here is invented.

/** An ordinary list, as most services show it. */
export const meridian = {
  service: "Meridian",
  codes: ["4be1c-90d27", "a07f3-5c1e8", "d2946-1bf0a", "70c5e-e84b3", "19ad8-6f72c", "f36b0-2a9d1", "8e512-c07f4", "b5d09-73e6a"],
};
meridian.text = `Meridian recovery codes

${meridian.codes.map((code) => `  - ${code}`).join("\n")}

When you generate new codes, your old codes won't work anymore.
`;

/** Of a service that Keepward knows by the name of its file. */
export const nextcloud = {
  service: "Nextcloud",
  codes: ["pWf4Qb9zKm7HsTe2", "R8kCx3DnYg5JtZa6", "mB7wPq2LhX9rVd4E", "Gz5TnK8sYc3QfWj6", "bH9eRx4MpD7kTa2C", "yJ3WqZ6gFn8LsVm5", "Kd2XtB7rPh4CwGe9", "tN6mYf3QzR8aJk5H", "Ws4DpL9xGb2TcZe7", "eV8KhM5nRy3XqPf6"],
};
nextcloud.text = `${nextcloud.codes.join("\n")}\n`;

/** Numbered ones, of which the site asks for a certain number; the third was used before. */
export const numbered = {
  service: "Harbour Library",
  codes: ["KX4PQ9TM", "R7WD2HVC", "M3NZ8BYF", "T6GJ5LKE", "W9CR4XPD", "H2VF7QNB", "Y8LM3TGZ", "B5KD6JRW"],
};
numbered.text = `Harbour Library backup codes

${numbered.codes.map((code, n) => `${n + 1}. ${code}${n === 2 ? "  (used)" : ""}`).join("\n")}
`;

/** One key; using it shows a new one. */
export const gitea = { service: "Gitea", codes: ["X7K2PM9QRT"], next: "W4HC8NZB5D" };
gitea.text = `Your scratch token is:

${gitea.codes[0]}

Keep it in a safe place. It works once, and then a new one is made.
`;

/** Two that are enough to come to the end of a set. */
export const few = { service: "Northwind Bank", codes: ["5520-9174-3386", "8043-2617-9951"] };
few.text = `Northwind Bank recovery codes\n\n${few.codes.join("\n")}\n`;

/** Everything of these sets that may be seen by nobody but the person. */
export const secrets = [meridian, nextcloud, numbered, gitea, few].flatMap(({ codes, next }) => [...codes, ...(next ? [next] : [])]);

/** A code without its dashes and spaces: as it may be typed. */
export const bare = (code) => code.replace(/[\s-]/g, "");
