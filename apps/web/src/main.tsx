import { render } from "solid-js/web";
import { App } from "./app.tsx";
import { reloadOnNewBuild } from "./lib/new-build.ts";
import { restoreTheme } from "./lib/theme.ts";
import "./styles/main.css";

restoreTheme();
reloadOnNewBuild();

const root = document.getElementById("root");
if (root) render(() => <App />, root);
