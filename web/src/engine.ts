/** What a search engine is to the rest of the client. */

/** One result: a record or docs page that was found, opened where it answers. */
export interface Hit {
  /** Path from the site's root, with the anchor of the passage that answers best. */
  readonly address: string;
  readonly title: string;
  /** The passage's heading; "" for what stands before the first one. */
  readonly heading: string;
  /** Id of one of the search's kinds. */
  readonly kind: string;
  /** ISO date, or "" for a page without one. */
  readonly day: string;
  /** The text of the passage. */
  readonly text: string;
  /** What to mark, folded as in terms.ts; none is empty. */
  readonly marks: readonly string[];
  /** Up to two further passages of the same document that answer, best first. */
  readonly further: readonly Place[];
}

export interface Place {
  readonly address: string;
  readonly heading: string;
}

export interface Kind {
  readonly id: string;
  /** What readers call it. */
  readonly label: string;
}

/** Ids of the chosen values by facet name; values of one facet are alternatives. */
export type Chosen = Readonly<Record<string, readonly string[]>>;

/** What a reader asks for beside the words. */
export interface Wish {
  readonly facets: Chosen;
  readonly order: "relevance" | "date";
  /** Take the words as they are typed, without correction. */
  readonly literally?: boolean;
}

export interface FacetValue {
  readonly id: string;
  readonly label: string;
  /** How many of the documents found have it, if every other facet stays as chosen. */
  readonly count: number;
}

export interface Facet {
  readonly name: string;
  readonly label: string;
  readonly values: readonly FacetValue[];
}

/** The answer to one query. */
export interface Answer {
  /** How many documents were found. */
  readonly total: number;
  /** The words that were searched in the place of those typed, or null. */
  readonly correction: string | null;
  /** For the reader: parts of the index that could not be read. Grows while hits are read. */
  readonly troubles: readonly string[];
  /** The hits from position `start` on, at most `count`; a text that cannot be read is told in `troubles` and left out. */
  hits(start: number, count: number): Promise<Hit[]>;
  /** Facets over what was found; none if the file that holds them cannot be read. */
  facets(): Promise<Facet[]>;
}

export interface SearchEngine {
  readonly kinds: readonly Kind[];
  /** The answer to what a reader typed: nothing is found for a query without a letter or figure. */
  search(typed: string, wish: Wish): Promise<Answer>;
}

/** The content of the manifest: the one file of an index whose name never changes. */
export interface SearchManifest {
  readonly format: number;
  readonly engine: string;
  readonly kinds: readonly Kind[];
}

/** Gives what the file at this path, below the manifest's folder, hands over under this name. Rejects with a SearchFailure. */
export type LoadPart = <T>(name: string, path: string) => Promise<T>;

export type EngineFactory = (manifest: SearchManifest, load: LoadPart) => SearchEngine;

/** The format of index files that this client reads. */
export const FORMAT = 3;

/** Why there is no search, in words for the reader. */
export class SearchFailure extends Error {
  override readonly name = "SearchFailure";
}

/** Whether an error is a SearchFailure. Told by its name: page and engine are bundled apart, and each has the class for itself. */
export function isFailure(error: unknown): error is SearchFailure {
  return error instanceof Error && error.name === "SearchFailure";
}

declare global {
  interface Window {
    /** Called by the manifest with its content. */
    xuekuSearchManifest?: (manifest: SearchManifest) => void;
    /** Called by every other file of an index with its name and its content. */
    xuekuSearchPart?: (name: string, ...content: unknown[]) => void;
    /** Called by the engine script with its factory. */
    xuekuSearchEngine?: (factory: EngineFactory) => void;
  }
}
