/** The state of the search page as a URL query. */

export interface SearchState {
  readonly query: string;
  /** Ids of the kinds to show, in the order chosen; none means all. */
  readonly kinds: readonly string[];
}

/** The state that a URL query such as "?q=%E8%AA%93%E8%AF%8D&kind=course" names. */
export function readSearch(urlQuery: string): SearchState {
  const parameters = new URLSearchParams(urlQuery);
  return {
    query: (parameters.get("q") ?? "").trim(),
    kinds: Array.from(new Set(parameters.getAll("kind"))),
  };
}

/** The URL query that names the state, with "?" before it. */
export function writeSearch({ query, kinds }: SearchState): string {
  const parameters = new URLSearchParams({ q: query });
  for (const kind of kinds) parameters.append("kind", kind);
  return `?${parameters.toString()}`;
}
