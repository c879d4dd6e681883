import { ROOT } from "../setup/root.ts";
import type { Step } from "./run-step.ts";
import { testFiles } from "./test-files.ts";

/** Everything verify runs; the steps of one phase may run at the same time. */
export function phases({ ci }: { ci: boolean }): Step[][] {
  const files = testFiles(ROOT);
  const inWeb = files.web.map((path) => path.replace("apps/web/", "./"));
  const patient = ["--only-failures", "--timeout", "30000"];
  // A real server, a browser or a killed process now and then answers late; what fails twice is a defect.
  const long = ["--only-failures", "--timeout", "120000", "--retry=1"];
  const everyPage = files.browser.filter((path) => path.includes("accessibility"));
  const journeys = files.browser.filter((path) => !everyPage.includes(path));
  const inBrowser = { env: { GATEHOUSE_BROWSER: "1" }, tests: true, mustRunAll: ci };
  return [
    [
      { name: "format", run: ["node_modules/oxfmt/bin/oxfmt", "--check"] },
      { name: "types", run: ["node_modules/typescript/bin/tsc", "-b"] },
      { name: "lint and boundaries", run: ["node_modules/oxlint/bin/oxlint"] },
      { name: "dead code", run: ["node_modules/knip/bin/knip.js"] },
    ],
    [
      { name: "unit, contract and journey tests", run: ["test", ...patient, ...here(files.unit)], tests: true },
      {
        name: "web tests",
        run: ["test", "--conditions=browser", ...patient, ...inWeb],
        folder: "apps/web",
        tests: true,
      },
    ],
    [
      {
        name: "live tests",
        run: ["test", ...long, ...here(files.live)],
        tests: true,
        mustRunAll: ci,
      },
    ],
    // Each file has a demo and a browser of its own, and waits for them more than it works.
    [
      { ...inBrowser, name: "browser tests of every page", run: ["test", ...long, ...here(everyPage)] },
      { ...inBrowser, name: "browser tests of the journeys", run: ["test", ...long, ...here(journeys)] },
    ],
  ];
}

function here(paths: readonly string[]): string[] {
  return paths.map((path) => `./${path}`);
}
