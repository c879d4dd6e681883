/** The engine as one file: what is built anew for each rule that is switched off. */
export { parsePolicy } from "@gatehouse/core/policy/document";
export { evaluate } from "@gatehouse/core/policy/evaluate";
