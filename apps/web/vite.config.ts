import tailwind from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import solid from "vite-plugin-solid";

const api = process.env["GATEHOUSE_API"] ?? "http://127.0.0.1:8081";

/**
 * Gives live-api.ts a copy of its own of tRPC's client, which is one module: the first page would carry the event
 * stream's code otherwise, 4 of its 60 kB. The class of errors stays one, so that both clients' errors are known by it.
 */
function liveClientApart(): Plugin {
  const copied = /@trpc.(?:client.dist.index|server.dist)/;
  return {
    name: "live-client-apart",
    enforce: "pre",
    async resolveId(source, importer = "") {
      if (!/live-api\.ts$|\?live$/.test(importer)) return undefined;
      const found = await this.resolve(source, importer.replace(/\?live$/, ""), { skipSelf: true });
      return found !== null && copied.test(found.id) ? `${found.id}?live` : found;
    },
  };
}

export default defineConfig({
  plugins: [liveClientApart(), solid(), tailwind()],
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
              test: /node_modules.(?:solid-js|@solidjs|@tanstack|@trpc|lucide-solid)|web.src(?!.ui.(?:dialog|menu|popover|policy-editor|code-)|.features.policies)/,
            },
          ],
        },
      },
    },
  },
  server: { proxy: { "/api": api, "/audit/export": api } },
});
