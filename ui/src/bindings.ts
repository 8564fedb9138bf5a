// The commands and events of the desktop shell. Generated from `src-tauri` (`npm run gen`); do not edit.
import { invoke as call } from "@tauri-apps/api/core";
import { listen, type EventCallback, type UnlistenFn } from "@tauri-apps/api/event";

export type Phase = "absent" | "locked" | "open" | "damaged";
export type QuickUnlock = "on" | "off" | "unavailable";
export type Status = { phase: Phase; quickUnlock: QuickUnlock; keyringProblem: string | null; retryInMs: number; demo: boolean; folder: string; problem: string | null; setAside: number };
export type Strength = { score: number; crackTime: string; suggestion: string | null };
export type RowKind = "timed" | "counter";
export type KindName = "totp" | "hotp" | "steam" | "motp" | "yandex";
export type CodeRow = { id: string; issuer: string; name: string; icon: string | null; code: string | null; next: string | null; kind: RowKind; validForMs: number; periodMs: number; pinned: boolean; tags: string[]; waitsForConfirmation: boolean };
export type CodePage = { rows: CodeRow[]; from: number; total: number; pinned: number; accounts: number };
export type Replacement = { code: string | null; next: string | null; kind: RowKind; validForMs: number; periodMs: number };
export type HistoryLine = { at: number; what: string };
export type AccountView = { id: string; issuer: string; name: string; icon: string | null; tags: string[]; notes: string; pinned: boolean; kind: KindName; algorithm: string; digits: number; periodSecs: number | null; counter: number | null; offsetSecs: number; createdAt: number; lastUsedAt: number | null; uses: number; row: CodeRow; replacement: Replacement | null; history: HistoryLine[] };
export type AccountEdit = { issuer: string; name: string; icon: string | null; tags: string[]; notes: string; offsetSecs: number };
export type NewAccount = { issuer: string; name: string; tags: string[] };
export type ManualForm = { issuer: string; name: string; secret: string; kind: KindName; algorithm: string; digits: number; periodSecs: number; counter: number; pin: string };
export type Candidate = { id: number; issuer: string; name: string; kind: KindName; algorithm: string; digits: number; periodSecs: number | null; code: string | null; validForMs: number; already: string | null; sameName: string | null };
export type Batch = { have: number; of: number };
export type Offer = { candidates: Candidate[]; batch: Batch | null; notice: string | null };
export type Copied = { clearsInMs: number };
export type Qr = { png: string };
export type Snapshot = { id: string; at: number; bytes: number };
export type SetAside = { label: string; reason: string };
export type BinRow = { id: string; issuer: string; name: string; icon: string | null; binnedAt: number; deletesAt: number };
export type Camera = { id: string; name: string };
export type ClockCheck = { offsetMs: number };
export type About = { version: string; folder: string; settingsFile: string | null; licence: string };
export type Theme = "system" | "light" | "dark";
export type Sort = "manual" | "name" | "use";
export type Settings = { theme: Theme; hideCodes: boolean; showNext: boolean; sort: Sort; lockAfterSecs: number; lockOnSleep: boolean; lockOnScreenLock: boolean; clearClipboardSecs: number; closeToTray: boolean; checkClock: boolean; globalShortcut: string | null };
export type UiError =
  | { kind: "WrongPassphrase"; retryInMs: number }
  | { kind: "TooSoon"; retryInMs: number }
  | { kind: "VaultLocked" | "VaultAbsent" | "VaultExists" | "VaultDamaged" | "VaultNewer" | "VaultOlder" | "VaultBusy" }
  | { kind: "DiskFull" | "DiskReadOnly" | "FolderUnreadable" | "KeysReplaced" | "KeyringUnavailable" | "QuickUnlockOff" }
  | { kind: "AccountGone" | "CandidateGone" | "NotAnEnrolment" | "BadUri" | "BadSecret" | "BadForm" }
  | { kind: "PictureUnreadable" | "PictureTooLarge" | "NoCodeFound" }
  | { kind: "NoCamera" | "CameraBusy" | "CameraDenied" | "CameraSilent" | "CameraUnplugged" | "CameraFormat" }
  | { kind: "ScreenDenied" | "ScreenUnavailable" | "ClipboardEmpty" | "ClipboardUnavailable" }
  | { kind: "ClockUnreachable" | "SettingsUnwritable" | "ShortcutTaken" | "Internal" };
export type CameraEvent = { kind: "found"; offer: Offer } | { kind: "failed"; error: UiError };
export type Result<T, E> = { status: "ok"; data: T } | { status: "error"; error: E };

async function typed<T>(command: string, args: Record<string, unknown> = {}): Promise<Result<T, UiError>> {
  try {
    return { status: "ok", data: await call<T>(command, args) };
  } catch (error) {
    if (error instanceof Error) throw error;
    return { status: "error", error: error as UiError };
  }
}

export const commands = {
  status: () => call<Status>("status"),
  createVault: (passphrase: string, quickUnlock: boolean) => typed<Status>("create_vault", { passphrase, quickUnlock }),
  unlock: (passphrase: string, acceptOlder: boolean) => typed<Status>("unlock", { passphrase, acceptOlder }),
  quickUnlock: () => typed<Status>("quick_unlock"),
  lock: () => typed<Status>("lock"),
  ratePassphrase: (passphrase: string) => call<Strength>("rate_passphrase", { passphrase }),
  changePassphrase: (current: string, next: string) => typed<null>("change_passphrase", { current, next }),
  replaceKeys: (current: string, next: string) => typed<null>("replace_keys", { current, next }),
  setQuickUnlock: (on: boolean, passphrase: string) => typed<null>("set_quick_unlock", { on, passphrase }),
  snapshots: () => typed<Snapshot[]>("snapshots"),
  restoreSnapshot: (id: string, passphrase: string) => typed<null>("restore_snapshot", { id, passphrase }),
  setAside: () => typed<SetAside[]>("set_aside"),
  codes: (text: string, from: number, count: number) => typed<CodePage>("codes", { text, from, count }),
  revealCode: (id: string) => typed<CodeRow>("reveal_code", { id }),
  copyCode: (id: string) => typed<Copied>("copy_code", { id }),
  nextCode: (id: string) => typed<CodeRow>("next_code", { id }),
  pin: (id: string, on: boolean) => typed<null>("pin", { id, on }),
  move: (id: string, toIndex: number) => typed<null>("move", { id, toIndex }),
  account: (id: string) => typed<AccountView>("account", { id }),
  editAccount: (id: string, edit: AccountEdit) => typed<null>("edit_account", { id, edit }),
  binAccount: (id: string) => typed<null>("bin_account", { id }),
  restoreAccount: (id: string) => typed<null>("restore_account", { id }),
  bin: () => typed<BinRow[]>("bin"),
  deleteForever: (id: string) => typed<null>("delete_forever", { id }),
  accountQr: (id: string, passphrase: string) => typed<Qr>("account_qr", { id, passphrase }),
  cameras: () => typed<Camera[]>("cameras"),
  startCamera: (id: string | null) => typed<null>("start_camera", { id }),
  stopCamera: () => typed<null>("stop_camera"),
  scanScreen: () => typed<Offer>("scan_screen"),
  scanClipboard: () => typed<Offer>("scan_clipboard"),
  scanImageFile: () => typed<Offer | null>("scan_image_file"),
  scanImage: (bytes: number[]) => typed<Offer>("scan_image", { bytes }),
  readText: (text: string) => typed<Offer>("read_text", { text }),
  offerManual: (form: ManualForm) => typed<Offer>("offer_manual", { form }),
  pendingOffer: () => typed<Offer | null>("pending_offer"),
  discardOffer: () => typed<null>("discard_offer"),
  addCandidate: (candidateId: number, account: NewAccount) => typed<string>("add_candidate", { candidateId, account }),
  startReplacement: (accountId: string, candidateId: number) => typed<null>("start_replacement", { accountId, candidateId }),
  confirmReplacement: (accountId: string) => typed<null>("confirm_replacement", { accountId }),
  cancelReplacement: (accountId: string) => typed<null>("cancel_replacement", { accountId }),
  settings: () => typed<Settings>("settings"),
  saveSettings: (settings: Settings) => typed<null>("save_settings", { settings }),
  checkClock: () => typed<ClockCheck>("check_clock"),
  about: () => typed<About>("about"),
  userActive: () => call<null>("user_active"),
};

const event = <T>(name: string) => ({ listen: (heard: EventCallback<T>): Promise<UnlistenFn> => listen<T>(name, heard) });

export const events = {
  statusChanged: event<Status>("status-changed"),
  codesChanged: event<null>("codes-changed"),
  offered: event<Offer>("offered"),
  cameraEvent: event<CameraEvent>("camera-event"),
  scanFailed: event<UiError>("scan-failed"),
  dropHover: event<boolean>("drop-hover"),
  focusSearch: event<null>("focus-search"),
};
