/** The simple engine: lunr.js over an index that Python wrote. Only this module and its entry know lunr. */

import lunr from "lunr";
import type { Answer, EngineFactory, Hit, SearchEngine, SearchManifest, Wish } from "./engine";
import { FacetTable } from "./facet-table";
import type { FacetColumn } from "./index-reader";
import { rank, type FoldedPassage, type IndexedPassage, type Match, type Query, type Ranked } from "./rank";
import { cut, isLatin, normalise, vocabularyOf, type Vocabulary } from "./segment";
import { fold } from "./terms";

export interface SerialisedIndex {
  readonly invertedIndex: [string, object][];
}

/** The one part of the index: passages; lunr.py's index, whose refs are positions in them, without pipeline; facets and days. */
export type LunrContent = readonly [passages: readonly IndexedPassage[], index: SerialisedIndex, facets: readonly FacetColumn[], days: string];

interface LunrManifest extends SearchManifest {
  /** Hash of the index file. */
  readonly l: string;
}

/** Fields in which a term matched, by token of the index. */
type MatchedFields = Record<string, Record<string, unknown>>;

const TEXT_FIELDS = ["title", "heading", "text"];
const OWN_FIELDS = ["heading", "text"];
const PINYIN_FIELDS = ["pinyin"];

/** An engine that loads the whole index at the first search, and again after a failure. */
export const createLunrEngine: EngineFactory = (manifest, load) => {
  let opened: Promise<LunrSearch> | null = null;
  const open = (): Promise<LunrSearch> => {
    opened =
      opened ??
      load<LunrContent>("l0", `index-${(manifest as LunrManifest).l}.js`).then(
        (content) => new LunrSearch(content),
        (error: unknown) => {
          opened = null;
          throw error;
        },
      );
    return opened;
  };
  return {
    kinds: manifest.kinds,
    search: async (typed, wish) => (await open()).answer(typed, wish),
  } satisfies SearchEngine;
};

class LunrSearch {
  private readonly passages: readonly IndexedPassage[];
  private readonly index: lunr.Index;
  private readonly vocabulary: Vocabulary;
  private readonly table: FacetTable;
  private readonly folded: (position: number) => FoldedPassage;

  constructor([passages, index, facets, days]: LunrContent) {
    this.passages = passages;
    this.index = loadIndex(index);
    this.vocabulary = vocabularyOf(index.invertedIndex.map(([token]) => token));
    this.table = new FacetTable(facets, days);
    this.folded = onceEach(passages, foldPassage);
  }

  answer(typed: string, { facets, order }: Wish): Answer {
    const found = this.find(typed);
    const numberOf = ({ passage }: Ranked): number => passage.document;
    const narrowed = this.table.narrow(found, numberOf, facets, order);
    return {
      total: narrowed.length,
      correction: null,
      troubles: [],
      hits: async (start, count) => narrowed.slice(start, start + count).map((ranked) => hitOf(ranked, this.table.days[numberOf(ranked)] ?? "")),
      facets: async () => this.table.count(found.map(numberOf), facets),
    };
  }

  private find(typed: string): Ranked[] {
    const phrase = normalise(typed);
    const query = { phrase, terms: cut(phrase, this.vocabulary) };
    const hits = rank(findTerms(this.index, query.terms, this.passages, this.folded), query);
    return hits.length > 0 ? hits : findPhrase(phrase, this.passages, this.folded);
  }
}

function hitOf({ passage: { address, title, heading, kind, text }, terms, further }: Ranked, day: string): Hit {
  return { address, title, heading, kind, day, text, marks: terms, further };
}

/** Python orders tokens by code point and JavaScript by UTF-16 unit; lunr refuses an index out of its own order. */
function loadIndex(serialised: SerialisedIndex): lunr.Index {
  const invertedIndex = [...serialised.invertedIndex].sort(([left], [right]) => (left < right ? -1 : 1));
  return lunr.Index.load({ ...serialised, invertedIndex });
}

function findTerms(
  index: lunr.Index,
  terms: readonly string[],
  passages: readonly IndexedPassage[],
  folded: (position: number) => FoldedPassage,
): Match[] {
  if (terms.length === 0) return [];
  const results = index.query((query) => terms.forEach((term) => addTerm(query, term)));
  return results.map(({ ref, score, matchData }) => {
    const fields = matchData.metadata as MatchedFields;
    const position = Number(ref);
    return {
      passage: passages[position] as IndexedPassage,
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
  passages: readonly IndexedPassage[],
  folded: (position: number) => FoldedPassage,
): Ranked[] {
  const query: Query = { phrase, terms: [phrase] };
  const matches = passages
    .map((passage, position) => ({ passage, folded: folded(position), score: 1, terms: [phrase], isOwn: false }))
    .filter(({ folded: { title, body } }) => phrase !== "" && (title.includes(phrase) || body.includes(phrase)));
  return rank(matches, query);
}

function foldPassage({ title, heading, text }: IndexedPassage): FoldedPassage {
  return { title: fold(title), body: fold(`${heading}\n${text}`) };
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
