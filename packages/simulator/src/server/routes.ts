import { requiredMembers, textTrait, type Shape } from "../protocol/schema.ts";
import type { Operation } from "./service.ts";

/** How a REST operation is recognised. */
export type Route = {
  method: string;
  segments: readonly string[];
  query: readonly (readonly [name: string, value: string])[];
  requiredQuery: readonly string[];
  requiredHeaders: readonly string[];
  score: number;
};

/** The method, path and query of a request. */
export type Address = { method: string; path: string; query: URLSearchParams; headers: Headers };

function segmentScore(segment: string): number {
  if (!segment.startsWith("{")) return 3;
  return segment.endsWith("+}") ? 1 : 2;
}

/** Compiles an operation's HTTP trait; required query and header members tell operations of one path apart. */
export function parseRoute(method: string, uri: string, input: Shape): Route {
  const [path = "", search = ""] = uri.split("?");
  const query = [...new URLSearchParams(search)].filter(([name]) => name !== "x-id");
  const required = new Set(requiredMembers(input));
  const members = input.isUnitSchema() ? [] : [...input.structIterator()].filter(([name]) => required.has(name));
  const named = (trait: "httpQuery" | "httpHeader") =>
    members.map(([, member]) => textTrait(member, trait)).filter((name) => name !== undefined);
  const [requiredQuery, requiredHeaders] = [named("httpQuery"), named("httpHeader")];
  const segments = path.split("/").filter(Boolean);
  const pathScore = segments.reduce((total, segment) => total + segmentScore(segment), 0);
  const score = pathScore * 10 + (query.length + requiredQuery.length) * 4 + requiredHeaders.length;
  return { method, segments, query, requiredQuery, requiredHeaders, score };
}

/** Orders operations so that the first whose route fits is the one that is meant. */
export function isMoreSpecific(left: Operation, right: Operation): number {
  return (right.route?.score ?? 0) - (left.route?.score ?? 0);
}

function matchPath(segments: readonly string[], path: string): Record<string, string> | undefined {
  const parts = path.split("/").slice(1);
  if (parts.at(-1) === "" && segments.length < parts.length) parts.pop();
  const labels: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index];
    if (!part) return undefined;
    if (segment.endsWith("+}")) {
      return { ...labels, [segment.slice(1, -2)]: decodeURIComponent(parts.slice(index).join("/")) };
    }
    if (segment.startsWith("{")) labels[segment.slice(1, -1)] = decodeURIComponent(part);
    else if (segment !== part) return undefined;
  }
  return parts.length === segments.length ? labels : undefined;
}

function matchRoute(route: Route, { method, path, query, headers }: Address): Record<string, string> | undefined {
  if (route.method !== method) return undefined;
  if (!route.query.every(([name, value]) => query.has(name) && (value === "" || query.get(name) === value))) {
    return undefined;
  }
  if (!route.requiredQuery.every((name) => query.has(name))) return undefined;
  if (!route.requiredHeaders.every((name) => headers.has(name))) return undefined;
  return matchPath(route.segments, path);
}

/** Finds the operation of a REST request and its path labels. */
export function findRoute(routes: readonly Operation[], address: Address) {
  for (const operation of routes) {
    const labels = operation.route && matchRoute(operation.route, address);
    if (labels) return { operation, labels };
  }
  return undefined;
}
