// Starts the window: theme, the state of the vault, the first paint.
import { mount } from "svelte";
import App from "./app/App.svelte";
import { session } from "./app/session.svelte";
import { theme } from "./app/theme.svelte";

theme.begin();
const target = document.getElementById("app");
if (target) mount(App, { target });
void session.begin();
setTimeout(() => void import("./unlock/Unlock.svelte"), 2_000); // locking must not wait for a file
