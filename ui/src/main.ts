// Starts the window: theme, the state of the vault, the first paint; then, in a quiet moment, the icon catalogue.
import { mount } from "svelte";
import App from "./app/App.svelte";
import { session } from "./app/session.svelte";
import { theme } from "./app/theme.svelte";
import { catalogue } from "./icons/catalogue.svelte";

theme.begin();
const target = document.getElementById("app");
if (target) mount(App, { target });
void session.begin();
setTimeout(() => void catalogue.load(), 250);
