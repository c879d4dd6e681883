import { accessRouter } from "./access/router.ts";
import { auditRouter } from "./audit/router.ts";
import { cliRouter } from "./cli/router.ts";
import { jobsRouter } from "./jobs/router.ts";
import { policiesRouter } from "./policies/router.ts";
import { sessionRouter } from "./session/router.ts";
import { settingsRouter } from "./settings/router.ts";
import { tokensRouter } from "./tokens/router.ts";
import { router } from "./trpc.ts";

/** The whole tRPC tree. The web imports its type and nothing else. */
export const appRouter = router({
  session: sessionRouter,
  settings: settingsRouter,
  access: accessRouter,
  audit: auditRouter,
  cli: cliRouter,
  jobs: jobsRouter,
  policies: policiesRouter,
  tokens: tokensRouter,
});
export type AppRouter = typeof appRouter;
