/** Where a leaf answers a query: its best passages and what to mark in them. */

import type { Leaf, Passage } from "./index-reader";
import { idf, type Extent, type Lookup, type Word } from "./ranking";
import { TEXT } from "./shard";
import { fold } from "./terms";

const MOST_MARKS = 12;
const FURTHER = 2;
/** A further passage answers at least so much as a part of the best one. */
const FURTHER_PART = 0.5;
/** A pair in more than this part of all texts is marked only within a whole word. */
const COMMON = 0.2;

export interface Best {
  readonly passage: Passage;
  readonly further: readonly Passage[];
  readonly marks: readonly string[];
}

/**
 * The best passage of a leaf, up to two further ones, and the marks; the first passage if none holds anything.
 * A word that the title holds needs no passage: for it the document opens at its beginning.
 */
export function bestPassage(leaf: Leaf, words: readonly Word[], lookup: Lookup, extent: Extent): Best {
  const weights = weigh(words, lookup, extent);
  const title = fold(leaf.title);
  const asked = weigh(words.filter(({ text }) => !title.includes(text)), lookup, extent);
  const scored = leaf.passages.map((passage) => ({ passage, score: scoreOf(passage, asked) }));
  scored.sort((left, right) => right.score - left.score);
  const [best, ...others] = scored as [{ passage: Passage; score: number }, ...{ passage: Passage; score: number }[]];
  const further = others.filter(({ score }) => score > 0 && score >= best.score * FURTHER_PART).slice(0, FURTHER);
  return { passage: best.passage, further: further.map(({ passage }) => passage), marks: Array.from(weights.keys()).slice(0, MOST_MARKS) };
}

/** Whether the leaf's text or title holds this folded text as it is. */
export function holds(leaf: Leaf, text: string): boolean {
  return fold(leaf.title).includes(text) || leaf.passages.some(([, heading, body]) => fold(`${heading}\n${body}`).includes(text));
}

/** What a passage is worth by the words and pairs that it holds; whole words first, then the rarest pairs. */
function weigh(words: readonly Word[], lookup: Lookup, { starts }: Extent): Map<string, number> {
  const leaves = starts[starts.length - 1] as number;
  const pairs = new Map<string, number>();
  for (const pair of words.flatMap((word) => word.pairs)) {
    const places = lookup(pair)[0]?.lists[TEXT]?.size ?? 0;
    if (places > 0 && places <= Math.max(1, leaves * COMMON)) pairs.set(pair, idf(leaves, places));
  }
  const rarest = Array.from(pairs).sort(([, left], [, right]) => right - left);
  const whole = words.map(({ text, pairs: own }): [string, number] => [text, 1 + own.reduce((sum, pair) => sum + (pairs.get(pair) ?? 1), 0)]);
  return new Map([...whole, ...rarest.filter(([pair]) => !whole.some(([text]) => text === pair))]);
}

function scoreOf([, heading, text]: Passage, weights: ReadonlyMap<string, number>): number {
  const [inHeading, inText] = [fold(heading), fold(text)];
  let score = 0;
  for (const [term, weight] of weights) {
    if (inHeading.includes(term)) score += 1.5 * weight;
    else if (inText.includes(term)) score += weight;
  }
  return score;
}
