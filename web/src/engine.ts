/** What a search engine is to the rest of the client, and what an index file hands over. */

/** The unit that a search finds: one section of a page. */
export interface IndexedDocument {
  /** Path from the site's root, with the section's anchor. */
  readonly address: string;
  /** What the section belongs to; documents of one record are one result. */
  readonly record: string;
  /** The record's title. */
  readonly title: string;
  /** The section's heading; "" for what stands before the first one. */
  readonly heading: string;
  /** Id of one of the index's kinds. */
  readonly kind: string;
  readonly text: string;
}

export interface Kind {
  readonly id: string;
  /** What readers call it. */
  readonly label: string;
}

/** The content of an index file. An engine adds what it needs beside these. */
export interface SearchData {
  readonly format: number;
  readonly engine: string;
  readonly kinds: readonly Kind[];
  readonly documents: readonly IndexedDocument[];
}

/** One record that was found. */
export interface Hit {
  /** The record's best section. */
  readonly document: IndexedDocument;
  /** Higher is better; comparable within one search only. */
  readonly score: number;
  /** What to mark in the document, normalised as in segment.ts; none is empty. */
  readonly terms: readonly string[];
  /** Up to two further sections of the record that were found, best first. */
  readonly sections: readonly IndexedDocument[];
}

export interface SearchEngine {
  /** Hits for what a reader typed, best first, each record once; none for a query without a letter or number. */
  search(query: string): Promise<Hit[]>;
}

export type EngineFactory = (data: SearchData) => SearchEngine;

/** The content of the manifest: the one file of an index whose name never changes. */
export interface SearchManifest {
  readonly format: number;
  readonly engine: string;
  /** The index file, beside the manifest. */
  readonly index: string;
}

/** The format of index files that this client reads. */
export const FORMAT = 1;

declare global {
  interface Window {
    /** Called by the manifest with its content. */
    xuekuSearchManifest?: (manifest: SearchManifest) => void;
    /** Called by the index file with its content. */
    xuekuSearchIndex?: (data: SearchData) => void;
    /** Called by the engine script with its factory. */
    xuekuSearchEngine?: (factory: EngineFactory) => void;
  }
}
