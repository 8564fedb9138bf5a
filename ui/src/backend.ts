// The one door to the desktop shell: the only file that may import the generated bindings or `@tauri-apps/*`.
// Every refusal leaves here as a `Refused` that carries a `UiError`; the words for it live in errors.ts.
import { commands, events, type AccountView, type UiError } from "./bindings";

export type * from "./bindings";

/** The kinds of code there are. */
export type KindName = AccountView["kind"];

/** What a command answers: the generated form of `Result<T, UiError>`. */
export type Result<T> = { status: "ok"; data: T } | { status: "error"; error: UiError };

/** The shell said no. `reason` says why, in a form errors.ts has words for. */
export class Refused extends Error {
  constructor(readonly reason: UiError) {
    super(reason.kind);
  }
}

/** What went wrong, whatever was thrown. Anything the shell did not name itself is `Internal`. */
export const reasonOf = (thrown: unknown): UiError =>
  thrown instanceof Refused ? thrown.reason : { kind: "Internal" };

type Ok<T> = Extract<T, { status: "ok" }>;
type Answer<T> = [Ok<T>] extends [never] ? T : Ok<T> extends { data: infer D } ? D : never;
type Backend = {
  [K in keyof typeof commands]: (
    ...args: Parameters<(typeof commands)[K]>
  ) => Promise<Answer<Awaited<ReturnType<(typeof commands)[K]>>>>;
};

const isResult = (value: unknown): value is Result<unknown> =>
  typeof value === "object" && value !== null && "status" in value &&
  (value.status === "ok" || value.status === "error");

/** A command whose arguments the shell cannot read answers with a plain text instead of a reason. */
const isReason = (error: unknown): error is UiError => typeof error === "object" && error !== null && "kind" in error;

function unwrapped(command: (...args: never[]) => Promise<unknown>) {
  return async (...args: never[]) => {
    const answer = await command(...args);
    if (!isResult(answer)) return answer;
    if (answer.status === "error") throw new Refused(isReason(answer.error) ? answer.error : { kind: "Internal" });
    return answer.data;
  };
}

/** Every command of the shell, by its name; a promise of the answer, or a `Refused`. */
export const backend = Object.fromEntries(
  Object.entries(commands).map(([name, command]) => [name, unwrapped(command)]),
) as Backend;

type Heard = { [K in keyof typeof events]: Parameters<Parameters<(typeof events)[K]["listen"]>[0]>[0]["payload"] };

/** Calls `heard` for each event of that name until the returned function is called. */
export function on<K extends keyof Heard>(name: K, heard: (payload: Heard[K]) => void): () => void {
  const listen = events[name].listen as unknown as (cb: (event: { payload: Heard[K] }) => void) => Promise<() => void>;
  const listening = listen((event) => heard(event.payload));
  let over = false;
  void listening.then((stop) => over && stop());
  return () => {
    over = true;
    void listening.then((stop) => stop());
  };
}

const preview: string = import.meta.env.VITE_PREVIEW ?? "preview://localhost/frame";

/** Where the newest viewfinder picture is; `n` only makes the address new. */
export const previewUrl = (n: number) => `${preview}?n=${n}`;
