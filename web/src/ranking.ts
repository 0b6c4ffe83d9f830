/** How well each document answers a query. The same as plugins/xueku/search/ranking.py, number for number; FORMAT.md §5. */

import { wantedOf, type Query } from "./query";
import { FIELDS, HEADING, TEXT, TITLE, type Entry } from "./shard";
import { edgesOf, END, functionWordsIn, pairsOf, runsOf } from "./terms";

/** A document that was found, opened at its best leaf. */
export interface Found {
  readonly document: number;
  readonly leaf: number;
  readonly score: number;
  /** Whether its title or a heading holds a whole word of the query. */
  readonly isNamed: boolean;
  /** Whether every pair of every word stands in the leaf's text, so that it may hold the words themselves. */
  readonly mayHold: boolean;
}

/** A word of a query with its terms. */
export interface Word {
  readonly text: string;
  readonly pairs: readonly string[];
  /** Ends of runs, which tell titles and headings that are just this word. */
  readonly edges: readonly string[];
}

/** What is known of a term: its best postings and, where they were asked for, the rest. None for a term that no text holds. */
export type Lookup = (term: string) => readonly Entry[];

/** How an index counts: the leaf that each document begins with, and after the last one the number of leaves. */
export interface Extent {
  readonly starts: Int32Array;
  /** Documents from this number on are handbooks, which talk about content in the same words. */
  readonly aside: number;
}

/** How much a field counts, by its position in FIELDS: for words, and for questions. */
export const WEIGHTS = { words: [10, 10, 30], asks: [40, 25, 10] };
/** In a question, how much of a pair's weight is left if one of its units is a function word; of two nothing is left. */
const FUNCTION_PART = 0.3;
const EDGE_PART = 5;
const LEAST_WEIGHT = 2;
/** Words: documents that cover less than this part of what the best one covers were not found. */
const LEAST_COVERAGE = 0.5;
/** Questions: the same of scores. */
const LEAST_SCORE = 0.05;

/** The words with their terms; in a question without pairs of two function words, if there are others. */
export function wordsOf(texts: readonly string[], asks: boolean): Word[] {
  return texts.map((text) => {
    const runs = runsOf(text);
    const all = Array.from(new Set(pairsOf(runs)));
    const telling = asks ? all.filter((pair) => functionWordsIn(pair) < 2) : all;
    return { text, pairs: telling.length > 0 ? telling : all, edges: Array.from(new Set(edgesOf(runs))) };
  });
}

/** The weight of a term in `places` of `all` places. */
export function idf(all: number, places: number): number {
  return Math.max(1, Math.floor(16 * Math.log2(1 + (all - places + 0.5) / (places + 0.5)) + 0.5));
}

/** Everything that answers the query, best first; of equal ones the first document first. */
export function rank(query: Query, lookup: Lookup, { starts, aside }: Extent): Found[] {
  const tally = new Tally(query, lookup, starts);
  for (const word of wordsOf(wantedOf(query), query.asks)) tally.add(word);
  for (const word of wordsOf(query.without, false)) tally.leaveOut(word);
  const found = tally.bestLeaves(aside);
  const most = found.reduce((best, { measure }) => Math.max(best, measure), 0);
  const floor = most * (query.asks ? LEAST_SCORE : LEAST_COVERAGE);
  return found
    .filter(({ measure }) => measure >= floor)
    .sort((left, right) => right.score - left.score || left.document - right.document);
}

/** Every document but those that hold what the query leaves out, in their order, all worth the same. */
export function rest(query: Query, lookup: Lookup, { starts }: Extent): Found[] {
  const tally = new Tally(query, lookup, starts);
  for (const word of wordsOf(query.without, false)) tally.leaveOut(word);
  return tally.allowed().map((document) => ({ document, leaf: 0, score: 1, isNamed: true, mayHold: true }));
}

interface Measured extends Found {
  /** What must not fall too far behind the best: the coverage of words, the score of a question. */
  readonly measure: number;
}

/** What was found in each leaf. */
class Tally {
  private readonly leaves: number;
  private readonly score: Float64Array;
  private readonly covered: Float64Array;
  private readonly bonus: Float64Array;
  private readonly isNamed: Uint8Array;
  private readonly lacksWord: Uint8Array;
  private readonly lacksTitle: Uint8Array;
  private readonly isRefused: Uint8Array;
  private readonly seen = new Set<string>();
  private total = 0;

  constructor(
    private readonly query: Query,
    private readonly lookup: Lookup,
    private readonly starts: Int32Array,
  ) {
    this.leaves = starts[starts.length - 1] as number;
    this.score = new Float64Array(this.leaves);
    this.covered = new Float64Array(this.leaves);
    this.bonus = new Float64Array(this.leaves).fill(1);
    this.isNamed = new Uint8Array(this.leaves);
    this.lacksWord = new Uint8Array(this.leaves);
    this.lacksTitle = new Uint8Array(this.leaves);
    this.isRefused = new Uint8Array(this.leaves);
  }

  add(word: Word): void {
    const holds = this.addPairs(word);
    const ends = this.query.asks ? this.noMarks() : this.addEdges(word);
    const count = word.pairs.length;
    const [mustBeTitle, mustBeExact] = [this.query.titles.includes(word.text), this.query.phrases.includes(word.text)];
    for (let leaf = 0; leaf < this.leaves; leaf += 1) {
      const [inText, inHeading, inTitle] = [TEXT, HEADING, TITLE].map((field) => at(holds, field, leaf) === count);
      const byTitle = inTitle ? 1 + at(ends, TITLE, leaf) : 0;
      const byHeading = inHeading ? 1 + at(ends, HEADING, leaf) : 0;
      (this.bonus[leaf] as number) *= 1 + Math.max(byTitle, byHeading);
      if (inTitle || inHeading) this.isNamed[leaf] = 1;
      if (!inText) this.lacksWord[leaf] = 1;
      if (!inTitle) this.lacksTitle[leaf] = 1;
      if ((mustBeTitle && !inTitle) || (mustBeExact && !inText && !inHeading && !inTitle)) this.isRefused[leaf] = 1;
    }
  }

  /** Refuse every document that has all of the word's pairs in one field of a leaf. */
  leaveOut(word: Word): void {
    const holds = this.noMarks();
    for (const pair of word.pairs) this.each(pair, (field, leaf) => void ((holds[field] as Uint16Array)[leaf] as number)++);
    for (let document = 0; document + 1 < this.starts.length; document += 1) {
      const [first, end] = [this.starts[document] as number, this.starts[document + 1] as number];
      for (let leaf = first; leaf < end; leaf += 1) {
        if ([TEXT, HEADING, TITLE].some((field) => at(holds, field, leaf) === word.pairs.length)) this.isRefused.fill(1, first, end);
      }
    }
  }

  /** The documents that are not refused. */
  allowed(): number[] {
    return Array.from({ length: this.starts.length - 1 }, (_, document) => document).filter(
      (document) => this.isRefused[this.starts[document] as number] === 0,
    );
  }

  /** The best leaf of each document that has any. */
  bestLeaves(aside: number): Measured[] {
    const found: Measured[] = [];
    for (let document = 0; document + 1 < this.starts.length; document += 1) {
      const first = this.starts[document] as number;
      let best: Measured | null = null;
      for (let leaf = first; leaf < (this.starts[document + 1] as number); leaf += 1) {
        if (this.isRefused[leaf] || this.score[leaf] === 0) continue;
        const coverage = (this.covered[leaf] as number) / this.total;
        const weight = this.query.asks ? 1 : coverage * coverage;
        const score = (this.score[leaf] as number) * weight * (this.bonus[leaf] as number) * (document < aside ? 1 : 0.5);
        if (score <= (best?.score ?? 0)) continue;
        const isNamed = this.isNamed[leaf] === 1;
        const measure = this.query.asks ? score : coverage;
        const opened = this.lacksTitle[leaf] ? leaf - first : 0;
        best = { document, leaf: opened, score, isNamed, mayHold: this.lacksWord[leaf] === 0, measure };
      }
      if (best !== null) found.push(best);
    }
    return found;
  }

  /** Add the score of the word's pairs; gives by field and leaf how many of them stand there. */
  private addPairs(word: Word): Uint16Array[] {
    const holds = this.noMarks();
    const last = new Int32Array(this.leaves);
    word.pairs.forEach((pair, position) => {
      const isNew = !this.seen.has(pair);
      this.seen.add(pair);
      const weight = isNew ? Math.max(LEAST_WEIGHT, idf(this.leaves, this.sizeOf(pair, TEXT))) : 0;
      this.total += weight;
      const part = this.query.asks && functionWordsIn(pair) > 0 ? FUNCTION_PART : 1;
      const factors = this.factorsOf(pair, isNew ? part : 0);
      this.each(pair, (field, leaf, impact) => {
        (this.score[leaf] as number) += (factors[field] as number) * impact;
        ((holds[field] as Uint16Array)[leaf] as number)++;
        if (last[leaf] !== position + 1) (this.covered[leaf] as number) += weight;
        last[leaf] = position + 1;
      });
    });
    return holds;
  }

  /** Add the score of the word's ends in titles and headings; gives by field and leaf whether one of its runs ends there. */
  private addEdges(word: Word): Uint16Array[] {
    const ends = this.noMarks();
    for (const edge of word.edges) {
      const factors = this.factorsOf(edge, 1 / EDGE_PART);
      this.each(edge, (field, leaf, impact) => {
        (this.score[leaf] as number) += (factors[field] as number) * impact;
        if (edge.endsWith(END)) (ends[field] as Uint16Array)[leaf] = 1;
      });
    }
    return ends;
  }

  private factorsOf(term: string, part: number): number[] {
    const weights = this.query.asks ? WEIGHTS.asks : WEIGHTS.words;
    const documents = this.starts.length - 1;
    return weights.map((weight, field) => {
      const all = field === TITLE ? documents : this.leaves;
      return weight * part * idf(all, this.sizeOf(term, field));
    });
  }

  private sizeOf(term: string, field: number): number {
    return this.lookup(term)[0]?.lists[field]?.size ?? 0;
  }

  /** Call back for each posting of a term; a title's for each leaf of its document. */
  private each(term: string, visit: (field: number, leaf: number, impact: number) => void): void {
    for (const { lists } of this.lookup(term)) {
      lists.forEach(({ documents, leaves, impacts }, field) => {
        documents.forEach((document, position) => {
          const first = (this.starts[document] as number) + (leaves[position] as number);
          const end = field === TITLE ? (this.starts[document + 1] as number) : first + 1;
          for (let leaf = first; leaf < end; leaf += 1) visit(field, leaf, impacts[position] as number);
        });
      });
    }
  }

  private noMarks(): Uint16Array[] {
    return Array.from({ length: FIELDS }, () => new Uint16Array(this.leaves));
  }
}

function at(marks: readonly Uint16Array[], field: number, leaf: number): number {
  return (marks[field] as Uint16Array)[leaf] as number;
}
