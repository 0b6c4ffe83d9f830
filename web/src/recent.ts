/** The queries that this browser's reader searched last; they stay in the browser and can be removed. */

import { readStored, writeStored } from "./storage";

const KEY = "xueku.recent";
const MOST = 8;

/** The latest first; none if nothing is or can be stored. */
export function recentQueries(): string[] {
  try {
    const stored: unknown = JSON.parse(readStored(KEY) ?? "[]");
    return Array.isArray(stored) ? stored.filter((query): query is string => typeof query === "string").slice(0, MOST) : [];
  } catch {
    return [];
  }
}

export function rememberQuery(query: string): void {
  if (query !== "") write([query, ...recentQueries().filter((other) => other !== query)].slice(0, MOST));
}

export function forgetQuery(query: string): void {
  write(recentQueries().filter((other) => other !== query));
}

export function forgetQueries(): void {
  write([]);
}

function write(queries: readonly string[]): void {
  writeStored(KEY, queries.length === 0 ? null : JSON.stringify(queries));
}
