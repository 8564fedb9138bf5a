// The places of the app, in one table: navigation, quick search, keys and titles all read it. A new place is a row here.
import type { Component } from "svelte";
import type { Drawing } from "../controls/drawings";
import CodesPlace from "../codes/CodesPlace.svelte";

export type PlaceId = "codes" | "recovery" | "bin" | "settings";
type Place = {
  id: PlaceId;
  label: string;
  icon: Drawing;
  keys: string;
  /** Where it stands in the wide navigation: with the factors, or at the foot. */
  end: "top" | "foot";
  load: () => Promise<{ default: Component }>;
};

export const places: readonly Place[] = [
  { id: "codes", label: "Codes", icon: "codes", keys: "Ctrl+1", end: "top", load: async () => ({ default: CodesPlace }) },
  { id: "recovery", label: "Recovery", icon: "recovery", keys: "Ctrl+2", end: "top", load: () => import("../recovery/RecoveryPlace.svelte") },
  { id: "bin", label: "Bin", icon: "bin", keys: "Ctrl+3", end: "foot", load: () => import("../bin/BinPlace.svelte") },
  { id: "settings", label: "Settings", icon: "settings", keys: "Ctrl+,", end: "foot", load: () => import("../settings/SettingsPlace.svelte") },
];
