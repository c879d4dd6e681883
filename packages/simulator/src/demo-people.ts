/** The people of Larkspur, the simulated company: who they are and which groups they are in. */
export const DEMO_PEOPLE: readonly { name: string; displayName: string; about: string; groups: readonly string[] }[] = [
  {
    name: "priya.raman@larkspur.example",
    displayName: "Priya Raman",
    about: "Engineer on payments, lends a hand on the data platform: a dozen roles in several accounts",
    groups: ["payments-engineering", "data-platform", "all-staff"],
  },
  {
    name: "hye-jin.seo@larkspur.example",
    displayName: "Hye-jin Seo",
    about: "Cloud platform engineer and administrator of Gatehouse, with roles in GovCloud too",
    groups: ["cloud-platform", "gatehouse-admins", "all-staff"],
  },
  {
    name: "noor.haddad@larkspur.example",
    displayName: "Noor Haddad",
    about: "Security auditor: one read-only role in every account",
    groups: ["security-audit", "all-staff"],
  },
  {
    name: "tomas.arriaga@larkspur.example",
    displayName: "Tomás Arriaga",
    about: "Contractor who joined this year and has no role yet",
    groups: ["all-staff", "contractors-2026"],
  },
];
