/** Where terms stand in a text that is cut into several pieces, as the text of a paragraph is by its inline elements. */

import { markTerms } from "./snippet";

/** A part of one piece: from `start` to `end` of the piece at `position`. */
export interface Stretch {
  readonly position: number;
  readonly start: number;
  readonly end: number;
}

/** The parts of the pieces that belong to a term (folded as in terms.ts), in order; a term may lie across several pieces. */
export function stretchesOf(pieces: readonly string[], terms: readonly string[]): Stretch[] {
  const stretches: Stretch[] = [];
  let begin = 0;
  for (const { text, isMatch } of markTerms(pieces.join(""), terms)) {
    if (isMatch) stretches.push(...cut(pieces, begin, begin + text.length));
    begin += text.length;
  }
  return stretches;
}

/** The stretch between two offsets of the joined text, piece by piece. */
function cut(pieces: readonly string[], from: number, to: number): Stretch[] {
  const stretches: Stretch[] = [];
  let begin = 0;
  pieces.forEach(({ length }, position) => {
    const [start, end] = [Math.max(0, from - begin), Math.min(length, to - begin)];
    if (start < end) stretches.push({ position, start, end });
    begin += length;
  });
  return stretches;
}
