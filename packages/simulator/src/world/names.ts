/** Names of the roles that Gatehouse's hub and spoke consist of. */
export type Names = { hub: string; spoke: string; organizations: string };

export const NAMES: Names = { hub: "GatehouseHub", spoke: "GatehouseSpoke", organizations: "GatehouseOrganizations" };
