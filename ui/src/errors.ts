// The words for every refusal: what happened, and what to do next. A kind without words does not type-check.
import type { UiError } from "./backend";

export type Words = { happened: string; next: string };

export const words: Record<UiError["kind"], Words> = {
  VaultLocked: { happened: "The vault is locked.", next: "Unlock it and try again." },
  VaultAbsent: { happened: "There is no vault in this folder.", next: "Make a new one, or start Keepward with the folder that holds yours." },
  VaultExists: { happened: "This folder already holds a vault.", next: "Unlock that one. Nothing was overwritten." },
  WrongPassphrase: { happened: "That is not the passphrase.", next: "Check Caps Lock and the keyboard layout, then try again." },
  TooSoon: { happened: "Too many wrong tries.", next: "Wait for the countdown, then try again." },
  VaultDamaged: { happened: "The vault file cannot be read.", next: "It was left untouched. You can restore an earlier snapshot below." },
  VaultNewer: { happened: "This vault was written by a newer Keepward.", next: "Update Keepward. Nothing was changed in the file." },
  VaultOlder: { happened: "This vault is older than the one last seen on this computer.", next: "Someone may have put an old copy back. Open it only if that was you." },
  VaultBusy: { happened: "Another program is writing to the vault.", next: "Wait a moment and try again." },
  DiskFull: { happened: "The disk is full, so nothing was saved.", next: "Free some space and try again. The vault is as it was." },
  DiskReadOnly: { happened: "The vault folder cannot be written to.", next: "Make the folder writable and try again. The vault is as it was." },
  FolderUnreadable: { happened: "The vault folder cannot be read.", next: "Check that it exists and belongs to you, then start Keepward again." },
  KeysReplaced: { happened: "The keys of this vault were replaced elsewhere.", next: "Lock, then unlock again with the new passphrase." },
  KeyringUnavailable: { happened: "The system keyring does not answer.", next: "Use the passphrase. Quick unlock comes back when the keyring does." },
  QuickUnlockOff: { happened: "Quick unlock is off on this computer.", next: "Use the passphrase. You can switch it on in Settings." },
  AccountGone: { happened: "This account is no longer in the vault.", next: "It may be in the bin." },
  CandidateGone: { happened: "What was read is no longer waiting.", next: "Read the code again." },
  NotAnEnrolment: { happened: "This is not an enrolment code.", next: "Look for a code the service shows when you set up an authenticator app." },
  BadUri: { happened: "This set-up link is not complete.", next: "Copy the whole link that starts with otpauth:// and try again." },
  BadSecret: { happened: "The secret has characters that do not belong in one.", next: "A secret has letters A to Z and digits 2 to 7. Check it for O and 0, I and 1." },
  BadForm: { happened: "Something in the form does not fit.", next: "Check the fields. Digits are 4 to 10, the period at least 1 second." },
  PictureUnreadable: { happened: "This file cannot be read as a picture.", next: "Try a PNG or JPEG, or take a new screenshot." },
  PictureTooLarge: { happened: "This picture is too large to read safely.", next: "Crop it to the QR code and try again." },
  NoCodeFound: { happened: "There is no QR code in this picture.", next: "Show the whole code with its white border, as large as you can." },
  NoCamera: { happened: "No camera was found.", next: "Plug one in, or use the screen or a picture instead." },
  CameraBusy: { happened: "Another program is using the camera.", next: "Close it there, then try again." },
  CameraDenied: { happened: "Keepward may not use the camera.", next: "Allow it in the system settings, then try again." },
  CameraSilent: { happened: "The camera sends no picture.", next: "Unplug it and plug it in again, or choose another one." },
  CameraUnplugged: { happened: "The camera was unplugged.", next: "Plug it in again, then try again." },
  CameraFormat: { happened: "This camera speaks a format Keepward does not know.", next: "Choose another camera, or use the screen or a picture instead." },
  ScreenDenied: { happened: "The desktop did not share the screen.", next: "Allow the screenshot when the desktop asks, or use a picture." },
  ScreenUnavailable: { happened: "This desktop offers no screenshots to programs.", next: "Take a screenshot yourself and drop it on this window." },
  ClipboardEmpty: { happened: "The clipboard holds no picture and no set-up link.", next: "Copy the QR code or the otpauth:// link first." },
  ClipboardUnavailable: { happened: "The clipboard cannot be reached.", next: "Try again, or drop the picture on this window." },
  ClockUnreachable: { happened: "The time server did not answer.", next: "Check the network and try again." },
  SettingsUnwritable: { happened: "The settings could not be saved.", next: "Check that the settings folder is writable and the disk not full." },
  ShortcutTaken: { happened: "Another program already has this shortcut.", next: "Choose another combination." },
  Internal: { happened: "Something inside Keepward went wrong.", next: "Nothing was changed. Try again; restart Keepward if it happens twice." },
};

/** The two sentences for a refusal. A kind this build does not know gets the words for `Internal`. */
export const wordsFor = (reason: UiError): Words => words[reason.kind] ?? words.Internal;
