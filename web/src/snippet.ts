/** Excerpts of a text with the found terms marked. */

import { fold } from "./terms";

/** A stretch of text that is marked or not; pieces follow one another without a gap. */
export interface Piece {
  readonly text: string;
  readonly isMatch: boolean;
}

interface Place {
  readonly start: number;
  readonly end: number;
  readonly term: string;
}

const LENGTH = 80;
const LEAD = 16;
const SENTENCE_END = /(?:[。！？；]["”’」』）]*|\n)\s*/;

/** The whole text, cut where a term (folded as in terms.ts) begins or ends. */
export function markTerms(text: string, terms: readonly string[]): Piece[] {
  const pieces: Piece[] = [];
  const add = (start: number, end: number, isMatch: boolean): void => {
    if (start < end) pieces.push({ text: text.slice(start, end), isMatch });
  };
  let position = 0;
  for (const { start, end } of joinOverlaps(findPlaces(text, terms))) {
    add(position, start, false);
    add(start, end, true);
    position = end;
  }
  add(position, text.length, false);
  return pieces;
}

/**
 * A window of about `length` characters of the text, marked, with “…” where text was left out.
 * It is the one that shows most of the terms, each counted once by its length, closest together; without any, the beginning.
 * At most `lead` characters stand before the first marked place, and a sentence that begins among them begins the window.
 */
export function snippet(text: string, terms: readonly string[], length: number = LENGTH, lead: number = LEAD): Piece[] {
  const start = windowStart(text, terms, length, lead);
  const end = atCharacter(text, Math.min(text.length, start + length));
  const pieces = markTerms(text.slice(start, end), terms);
  if (start > 0) pieces.unshift({ text: "…", isMatch: false });
  if (end < text.length) pieces.push({ text: "…", isMatch: false });
  return pieces;
}

function windowStart(text: string, terms: readonly string[], length: number, lead: number): number {
  const places = findPlaces(text, terms);
  let best = { start: 0, weight: 0, until: 0 };
  for (const [index, { start }] of places.entries()) {
    const found = { start, ...firstOfEach(places.slice(index), start + length - lead) };
    const isDenser = found.weight === best.weight && found.until - start < best.until - best.start;
    if (found.weight > best.weight || isDenser) best = found;
  }
  const last = Math.max(0, text.length - length);
  const start = Math.min(last, Math.max(0, best.start - lead));
  const sentence = start === 0 ? null : SENTENCE_END.exec(text.slice(start, best.start));
  return atCharacter(text, sentence === null ? start : start + sentence.index + sentence[0].length);
}

/** Summed length of the distinct terms whose first place ends by `limit`, and where the last of these ends. */
function firstOfEach(places: readonly Place[], limit: number): { weight: number; until: number } {
  const seen = new Set<string>();
  let [weight, until] = [0, 0];
  for (const { start, end, term } of places) {
    if (start > limit) break;
    if (end > limit || seen.has(term)) continue;
    seen.add(term);
    weight += term.length;
    until = Math.max(until, end);
  }
  return { weight, until };
}

/** All places of all terms, by their start. */
function findPlaces(text: string, terms: readonly string[]): Place[] {
  const folded = fold(text);
  const places: Place[] = [];
  for (const term of terms) {
    let start = folded.indexOf(term);
    while (start >= 0) {
      places.push({ start, end: start + term.length, term });
      start = folded.indexOf(term, start + term.length);
    }
  }
  return places.sort((left, right) => left.start - right.start);
}

function joinOverlaps(places: readonly Place[]): { start: number; end: number }[] {
  const joined: { start: number; end: number }[] = [];
  for (const { start, end } of places) {
    const before = joined[joined.length - 1];
    if (before !== undefined && start <= before.end) before.end = Math.max(before.end, end);
    else joined.push({ start, end });
  }
  return joined;
}

/** The offset itself, or one less if it would cut a character outside the basic plane in two. */
function atCharacter(text: string, offset: number): number {
  return /^[\udc00-\udfff]/.test(text.charAt(offset)) ? offset - 1 : offset;
}
