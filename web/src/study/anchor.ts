/** A place in a text told by the words that stand there, found again after small edits (W3C Web Annotation, TextQuoteSelector). */

import { distance, mostAlike, type Extent } from "./approximate";

export interface Quote {
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

const CONTEXT = 32;
/** So many of its characters may be edited: one in four. */
const EDITED_PART = 4;
/** Shorter words may stand anywhere; they are taken only where the half of what stood before or after is there too. */
const TELLING = 12;

/** The quote of what stands in the text from `start` to `end`. */
export function quoteOf(text: string, start: number, end: number): Quote {
  return {
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - CONTEXT), start),
    suffix: text.slice(end, end + CONTEXT),
  };
}

/** Where the quote stands now, or null if its text is gone; of several places the one in the likest surroundings, then the nearest to `at`. */
export function findQuote(text: string, quote: Quote, at: number): Extent | null {
  if (quote.exact === "") return null;
  const exact = occurrences(text, quote.exact);
  const found = exact.length > 0 ? exact : mostAlike(text, quote.exact, Math.floor(quote.exact.length / EDITED_PART));
  const rated = found.map((extent) => ({ extent, strange: strangeness(text, quote, extent), far: Math.abs(extent.start - at) }));
  rated.sort((left, right) => left.strange.both - right.strange.both || left.far - right.far);
  const [best] = rated;
  if (best === undefined || (quote.exact.length < TELLING && best.strange.least > 1 / 2)) return null;
  return wholeCharacters(text, best.extent);
}

function occurrences(text: string, exact: string): Extent[] {
  const found: Extent[] = [];
  for (let start = text.indexOf(exact); start >= 0; start = text.indexOf(exact, start + 1)) found.push({ start, end: start + exact.length });
  return found;
}

/** How little the surroundings are those of the quote: edits on both sides, and as a part of its length on the side that is more alike. */
function strangeness(text: string, { prefix, suffix }: Quote, { start, end }: Extent): { both: number; least: number } {
  const before = distance(text.slice(Math.max(0, start - prefix.length), start), prefix);
  const after = distance(text.slice(end, end + suffix.length), suffix);
  const parts = [before / prefix.length, after / suffix.length].filter((part) => !Number.isNaN(part));
  return { both: before + after, least: Math.min(...parts, ...(parts.length === 0 ? [0] : [])) };
}

/** No half of a surrogate pair at either end. */
function wholeCharacters(text: string, { start, end }: Extent): Extent {
  const isLow = (position: number): boolean => /[\uDC00-\uDFFF]/.test(text.charAt(position));
  return { start: isLow(start) ? start - 1 : start, end: isLow(end) ? end + 1 : end };
}
