/** The simple engine: lunr.js over an index that Python wrote. Only this module and its entry know lunr. */

import lunr from "lunr";
import type { EngineFactory, Hit, IndexedDocument, SearchData } from "./engine";
import { rank, type FoldedDocument, type Match, type Query } from "./rank";
import { cut, foldAtEqualLength, isLatin, normalise, vocabularyOf } from "./segment";

interface SerialisedIndex {
  readonly invertedIndex: [string, object][];
}

interface LunrData extends SearchData {
  /** As lunr.py serialises it: no pipeline, refs are positions in `documents`, fields as below. */
  readonly lunr: SerialisedIndex;
}

/** Fields in which a term matched, by token of the index. */
type MatchedFields = Record<string, Record<string, unknown>>;

const TEXT_FIELDS = ["title", "heading", "text"];
const OWN_FIELDS = ["heading", "text"];
const PINYIN_FIELDS = ["pinyin"];

/** An engine over the data of an index file whose `engine` is "lunr". */
export const createLunrEngine: EngineFactory = (data) => {
  const { documents, lunr: serialised } = data as LunrData;
  const index = loadIndex(serialised);
  const vocabulary = vocabularyOf(serialised.invertedIndex.map(([token]) => token));
  const folded = onceEach(documents, foldDocument);
  return {
    search: async (typed) => {
      const phrase = normalise(typed);
      const query = { phrase, terms: cut(phrase, vocabulary) };
      const hits = rank(findTerms(index, query.terms, documents, folded), query);
      return hits.length > 0 ? hits : findPhrase(phrase, documents, folded);
    },
  };
};

/** Python orders tokens by code point and JavaScript by UTF-16 unit; lunr refuses an index out of its own order. */
function loadIndex(serialised: SerialisedIndex): lunr.Index {
  const invertedIndex = [...serialised.invertedIndex].sort(([left], [right]) => (left < right ? -1 : 1));
  return lunr.Index.load({ ...serialised, invertedIndex });
}

function findTerms(
  index: lunr.Index,
  terms: readonly string[],
  documents: readonly IndexedDocument[],
  folded: (position: number) => FoldedDocument,
): Match[] {
  if (terms.length === 0) return [];
  const results = index.query((query) => terms.forEach((term) => addTerm(query, term)));
  return results.map(({ ref, score, matchData }) => {
    const fields = matchData.metadata as MatchedFields;
    const position = Number(ref);
    return {
      document: documents[position] as IndexedDocument,
      folded: folded(position),
      score,
      terms: terms.filter((term) => holdsTerm(fields, term)),
      isOwn: Object.values(fields).some((byField) => OWN_FIELDS.some((field) => field in byField)),
    };
  });
}

function addTerm(query: lunr.Query, term: string): void {
  query.term(term, { fields: TEXT_FIELDS, usePipeline: false });
  if (isLatin(term) && term.length > 1) {
    query.term(term, { fields: PINYIN_FIELDS, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING });
  }
}

function holdsTerm(fields: MatchedFields, term: string): boolean {
  return term in fields || (isLatin(term) && Object.keys(fields).some((token) => token.startsWith(term)));
}

/** Reads all texts: only for what the index's words do not reach, such as half a word. */
function findPhrase(
  phrase: string,
  documents: readonly IndexedDocument[],
  folded: (position: number) => FoldedDocument,
): Hit[] {
  const query: Query = { phrase, terms: [phrase] };
  const matches = documents
    .map((document, position) => ({ document, folded: folded(position), score: 1, terms: [phrase], isOwn: false }))
    .filter(({ folded: { title, body } }) => phrase !== "" && (title.includes(phrase) || body.includes(phrase)));
  return rank(matches, query);
}

function foldDocument({ title, heading, text }: IndexedDocument): FoldedDocument {
  return { title: foldAtEqualLength(title), body: foldAtEqualLength(`${heading}\n${text}`) };
}

/** A function that gives `make` of the item at a position and makes it at most once. */
function onceEach<T, R>(items: readonly T[], make: (item: T) => R): (position: number) => R {
  const made = new Map<number, R>();
  return (position) => {
    const known = made.get(position) ?? make(items[position] as T);
    made.set(position, known);
    return known;
  };
}
