/** The simple engine's ranking: from scored passages to documents by coverage of the query and exact phrases. */

import { isLatin } from "./segment";

/** The unit that lunr finds: one passage of a document. */
export interface IndexedPassage {
  /** Path from the site's root, with the passage's anchor. */
  readonly address: string;
  /** Number of the document that it belongs to. */
  readonly document: number;
  readonly title: string;
  readonly heading: string;
  readonly kind: string;
  readonly text: string;
}

/** One document that was found. */
export interface Ranked {
  /** The document's best passage. */
  readonly passage: IndexedPassage;
  readonly score: number;
  /** What to mark in it, normalised as in segment.ts; none is empty. */
  readonly terms: readonly string[];
  /** Up to two further passages that were found, best first. */
  readonly further: readonly IndexedPassage[];
}

export interface Query {
  /** All that was typed, normalised. */
  readonly phrase: string;
  readonly terms: readonly string[];
}

/** A passage as text to look for a phrase in, normalised at equal length. */
export interface FoldedPassage {
  readonly title: string;
  /** Heading and text. */
  readonly body: string;
}

/** A passage that lunr found. */
export interface Match {
  readonly passage: IndexedPassage;
  readonly folded: FoldedPassage;
  readonly score: number;
  /** Those terms of the query that the section holds. */
  readonly terms: readonly string[];
  /** Whether heading or text holds one of them, not only the document's title. */
  readonly isOwn: boolean;
}

const TITLE_BOOST = 6;
const BODY_BOOST = 3;
const FURTHER_SECTIONS = 2;

/**
 * Hits for the matches, best first; of equal ones the earlier match first.
 *
 * A score is multiplied by the square of the share of the query that is covered, and again where title or body holds the
 * whole phrase. A match in single characters alone (的, 和) is a hit only if they make up half of what was typed.
 */
export function rank(matches: readonly Match[], query: Query): Ranked[] {
  const weighed = matches.filter((match) => isSubstantial(match, query)).map((match) => weigh(match, query));
  weighed.sort((left, right) => Number(isAside(left)) - Number(isAside(right)) || right.score - left.score);
  return groupByDocument(weighed);
}

/** Readers look for content first; the handbooks talk about it in the same words. */
function isAside(match: Match): boolean {
  return match.passage.kind === "docs";
}

/** Whether the folded document holds the whole phrase, which must have two characters or more. */
function holdsPhrase(folded: FoldedPassage, phrase: string): boolean {
  return phrase.length > 1 && (folded.title.includes(phrase) || folded.body.includes(phrase));
}

function isSubstantial(match: Match, query: Query): boolean {
  const length = match.terms.reduce((sum, term) => sum + term.length, 0);
  return match.terms.some((term) => term.length > 1) || length * 2 >= query.phrase.length;
}

function weigh(match: Match, query: Query): Match {
  const coverage = weightOf(match.terms) / weightOf(query.terms);
  const isExact = holdsPhrase(match.folded, query.phrase);
  const inTitle = isExact && match.folded.title.includes(query.phrase);
  const inBody = isExact && match.folded.body.includes(query.phrase);
  return {
    ...match,
    score: match.score * coverage ** 2 * (inTitle ? TITLE_BOOST : 1) * (inBody ? BODY_BOOST : 1),
    terms: isExact && !match.terms.includes(query.phrase) ? [query.phrase, ...match.terms] : match.terms,
    isOwn: match.isOwn || inBody,
  };
}

/** A longer word says more; a Latin run counts like a word of two characters. */
function weightOf(terms: readonly string[]): number {
  return terms.reduce((sum, term) => sum + (isLatin(term) ? 2 : term.length), 0);
}

function groupByDocument(weighed: readonly Match[]): Ranked[] {
  const documents = new Map<number, Match[]>();
  for (const match of weighed) {
    const sections = documents.get(match.passage.document);
    if (sections === undefined) documents.set(match.passage.document, [match]);
    else if (match.isOwn && sections.length <= FURTHER_SECTIONS) sections.push(match);
  }
  return Array.from(documents.values(), ([best, ...further]) => hitOf(best as Match, further));
}

function hitOf({ passage, score, terms }: Match, further: readonly Match[]): Ranked {
  return { passage, score, terms, further: further.map((match) => match.passage) };
}
