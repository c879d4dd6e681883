import { render } from "solid-js/web";
import { App } from "./app.tsx";
import { restoreTheme } from "./lib/theme.ts";
import "./styles/main.css";

restoreTheme();

const root = document.getElementById("root");
if (root) render(() => <App />, root);
