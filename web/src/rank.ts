/** From scored sections to hits: coverage of the query, exact phrases, each record once. */

import type { Hit, IndexedDocument } from "./engine";
import { isLatin } from "./segment";

export interface Query {
  /** All that was typed, normalised. */
  readonly phrase: string;
  readonly terms: readonly string[];
}

/** A document as text to look for a phrase in, normalised at equal length. */
export interface FoldedDocument {
  readonly title: string;
  /** Heading and text. */
  readonly body: string;
}

/** A section that an engine found. */
export interface Match {
  readonly document: IndexedDocument;
  readonly folded: FoldedDocument;
  readonly score: number;
  /** Those terms of the query that the section holds. */
  readonly terms: readonly string[];
  /** Whether heading or text holds one of them, not only the record's title. */
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
export function rank(matches: readonly Match[], query: Query): Hit[] {
  const weighed = matches.filter((match) => isSubstantial(match, query)).map((match) => weigh(match, query));
  weighed.sort((left, right) => Number(isAside(left)) - Number(isAside(right)) || right.score - left.score);
  return groupByRecord(weighed);
}

/** Readers look for content first; the handbooks talk about it in the same words. */
function isAside(match: Match): boolean {
  return match.document.kind === "docs";
}

/** Whether the folded document holds the whole phrase, which must have two characters or more. */
function holdsPhrase(folded: FoldedDocument, phrase: string): boolean {
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

function groupByRecord(weighed: readonly Match[]): Hit[] {
  const records = new Map<string, Match[]>();
  for (const match of weighed) {
    const sections = records.get(match.document.record);
    if (sections === undefined) records.set(match.document.record, [match]);
    else if (match.isOwn && sections.length <= FURTHER_SECTIONS) sections.push(match);
  }
  return Array.from(records.values(), ([best, ...further]) => hitOf(best as Match, further));
}

function hitOf({ document, score, terms }: Match, further: readonly Match[]): Hit {
  return { document, score, terms, sections: further.map((match) => match.document) };
}
