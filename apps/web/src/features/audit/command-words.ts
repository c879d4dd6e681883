import { COMMANDS } from "@gatehouse/core/commands";

/** What is on record beside the commands of the authorisation table. */
const MORE = ["sign-in", "begin-cli-login", "create-token", "revoke-token", "use-token", "export-audit"];

/** Every command that the log can be narrowed to, in the order of the alphabet. */
export const AUDITED: readonly string[] = [...new Set([...COMMANDS, ...MORE])].toSorted((a, b) => a.localeCompare(b));

/** Says a command as people do. */
export function commandWords(command: string): string {
  const plain = command.replaceAll("-", " ").replace("cli", "CLI");
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
