import tailwind from "@tailwindcss/vite";
import { defineConfig } from "vite";
import solid from "vite-plugin-solid";

const api = process.env["GATEHOUSE_API"] ?? "http://127.0.0.1:8081";

export default defineConfig({
  plugins: [solid(), tailwind()],
  build: {
    target: "es2023",
    // The polyfill is an inline script, which the content security policy refuses.
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // What most pages need travels as one file, which compresses better than twenty; the rest stays with its page, and
    // what opens above a page waits until it is opened: its library would weigh as much as the page.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: "base",
              minShareCount: 3,
              test: /node_modules.(?:solid-js|@solidjs|@tanstack|@trpc|lucide-solid)|web.src(?!.ui.(?:dialog|menu|popover|policy-editor|code-look)|.features.policies)/,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": api, "/audit/export": api } },
});
