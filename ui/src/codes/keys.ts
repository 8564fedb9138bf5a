// What keys do in the code list, by the names of app/keys.ts. A handler that returns false leaves the key alone.
import { session } from "../app/session.svelte";
import type { CodeRow } from "../backend";
import type { Codes } from "./codes.svelte";

type Acts = Record<string, () => unknown>;

/** The keys of the list, for a screen of `pageRows` rows. */
export function listKeys(codes: Codes, pageRows: number): Acts {
  const withRow = (act: (row: CodeRow) => unknown) => () => {
    const chosen = codes.rowAt(codes.chosen);
    if (chosen === null) return false;
    void act(chosen);
    return true;
  };
  return {
    "↓": () => codes.choose(codes.chosen + 1),
    "↑": () => codes.choose(codes.chosen - 1),
    PgDn: () => codes.choose(codes.chosen + pageRows),
    PgUp: () => codes.choose(codes.chosen - pageRows),
    "Ctrl+Home": () => codes.choose(0),
    "Ctrl+End": () => codes.choose(codes.total - 1),
    Enter: withRow((chosen) => codes.copy(chosen)),
    "Ctrl+Enter": withRow((chosen) => (session.page = chosen.id)),
    "Ctrl+Space": withRow((chosen) => codes.reveal(chosen)),
    "Ctrl+P": withRow((chosen) => codes.pin(chosen)),
    "Alt+↑": withRow((chosen) => codes.move(chosen, codes.chosen - 1)),
    "Alt+↓": withRow((chosen) => codes.move(chosen, codes.chosen + 1)),
    Esc: () => {
      if (codes.text === "") return false;
      codes.search("");
      return true;
    },
  };
}
