import { Route, Router, type RouteSectionProps } from "@solidjs/router";
import { QueryClientProvider } from "@tanstack/solid-query";
import { ErrorBoundary, lazy, Show, Suspense } from "solid-js";
import { eligibleRoles, preferences } from "./features/access/queries.ts";
import { jobsOverview } from "./features/jobs/queries.ts";
import { me } from "./features/session/queries.ts";
import { Shell } from "./features/shell/shell.tsx";
import { overlay } from "./lib/overlays.ts";
import { queryClient } from "./lib/query-client.ts";
import { BrokenPage } from "./ui/broken-page.tsx";
import { Toasts } from "./ui/toasts.tsx";

const RolesPage = lazy(async () => ({ default: (await import("./features/access/roles-page.tsx")).RolesPage }));
const WhyPage = lazy(async () => ({ default: (await import("./features/access/why-page.tsx")).WhyPage }));
const SignInPage = lazy(async () => ({ default: (await import("./features/access/sign-in-page.tsx")).SignInPage }));
const ProfilePage = lazy(async () => ({ default: (await import("./features/profile/profile-page.tsx")).ProfilePage }));
const TokensPage = lazy(async () => ({ default: (await import("./features/tokens/tokens-page.tsx")).TokensPage }));
const ApprovePage = lazy(async () => ({ default: (await import("./features/cli/approve-page.tsx")).ApprovePage }));
const LoginsPage = lazy(async () => ({ default: (await import("./features/cli/logins-page.tsx")).LoginsPage }));
const EditLinkPage = lazy(async () => ({
  default: (await import("./features/cli/edit-link-page.tsx")).EditLinkPage,
}));
const JobsPage = lazy(async () => ({ default: (await import("./features/jobs/jobs-page.tsx")).JobsPage }));
const AuditPage = lazy(async () => ({ default: (await import("./features/audit/audit-page.tsx")).AuditPage }));
const SettingsPage = lazy(async () => ({
  default: (await import("./features/settings/settings-page.tsx")).SettingsPage,
}));
const PoliciesPage = lazy(async () => ({
  default: (await import("./features/policies/policies-page.tsx")).PoliciesPage,
}));
const LoginPage = lazy(async () => ({ default: (await import("./features/session/login-page.tsx")).LoginPage }));
const NotFoundPage = lazy(async () => ({
  default: (await import("./features/shell/not-found-page.tsx")).NotFoundPage,
}));
const Palette = lazy(async () => ({ default: (await import("./features/palette/palette.tsx")).Palette }));
const HelpDialog = lazy(async () => ({ default: (await import("./features/shell/help-dialog.tsx")).HelpDialog }));

/** The data of a page is asked for beside its script, not after it. */
const ask = {
  shell: () => void queryClient.prefetchQuery(me()),
  roles: () => {
    void queryClient.prefetchQuery(eligibleRoles(false));
    void queryClient.prefetchQuery(preferences());
  },
  jobs: () => void queryClient.prefetchQuery(jobsOverview()),
};

/** The map of the site. */
export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <Router root={Everywhere}>
        <Route path="/login" component={LoginPage} />
        <Route path="/role/*role" component={SignInPage} />
        <Route path="/challenge_validator/:token" component={ApprovePage} />
        <Route path="/policies/edit/:account/iamrole/*role" component={EditLinkPage} />
        <Route path="/" component={Shell} preload={ask.shell}>
          <Route path="/" component={RolesPage} preload={ask.roles} />
          <Route path="/why" component={WhyPage} />
          <Route path="/policies/:view?" component={PoliciesPage} />
          <Route path="/me" component={ProfilePage} />
          <Route path="/tokens" component={TokensPage} />
          <Route path="/cli" component={LoginsPage} />
          <Route path="/jobs" component={JobsPage} preload={ask.jobs} />
          <Route path="/config" component={SettingsPage} />
          <Route path="/audit" component={AuditPage} />
          <Route path="/*" component={NotFoundPage} />
        </Route>
      </Router>
    </QueryClientProvider>
  );
}

function Everywhere(props: RouteSectionProps) {
  return (
    <>
      <ErrorBoundary fallback={(error) => <BrokenPage error={error} />}>
        <Suspense>{props.children}</Suspense>
      </ErrorBoundary>
      <Suspense>
        <Show when={overlay() === "palette"}>
          <Palette />
        </Show>
        <Show when={overlay() === "help"}>
          <HelpDialog />
        </Show>
      </Suspense>
      <Toasts />
    </>
  );
}
