/** The state of the search page as a URL query. */

import type { Wish } from "./engine";

export interface SearchState extends Wish {
  readonly query: string;
}

export const NOTHING: SearchState = { query: "", facets: {}, order: "relevance" };

const OWN = ["q", "order", "literal", "mark"];

/** The state that a URL query such as "?q=%E8%AA%93%E8%AF%8D&kind=course&order=date" names; every parameter that is not ours is a facet. */
export function readSearch(urlQuery: string): SearchState {
  const parameters = new URLSearchParams(urlQuery);
  const facets: Record<string, string[]> = {};
  for (const name of new Set(parameters.keys())) {
    if (!OWN.includes(name)) facets[name] = Array.from(new Set(parameters.getAll(name)));
  }
  return {
    query: (parameters.get("q") ?? "").trim(),
    facets,
    order: parameters.get("order") === "date" ? "date" : "relevance",
    ...(parameters.get("literal") === "1" ? { literally: true } : {}),
  };
}

/** The URL query that names the state, with "?" before it. */
export function writeSearch({ query, facets, order, literally }: SearchState): string {
  const parameters = new URLSearchParams({ q: query });
  for (const [name, ids] of Object.entries(facets)) for (const id of ids) parameters.append(name, id);
  if (order === "date") parameters.set("order", order);
  if (literally) parameters.set("literal", "1");
  return `?${parameters.toString()}`;
}

/** The state with the value chosen, or no longer chosen. */
export function toggleFacet(state: SearchState, name: string, id: string): SearchState {
  const chosen = state.facets[name] ?? [];
  const ids = chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id];
  const facets: Record<string, readonly string[]> = { ...state.facets, [name]: ids };
  if (ids.length === 0) delete facets[name];
  return { ...state, facets };
}
