/** Cutting a query into terms without a dictionary: the index's own vocabulary tells what a word is. */

/** The words of an index that are not plain runs of Latin letters and digits. */
export interface Vocabulary {
  readonly words: ReadonlySet<string>;
  /** Length of the longest word. */
  readonly longest: number;
}

const LATIN_RUN = /[a-z0-9]+(?:\.[0-9]+)?%?/y;
const WORD = /^[\p{L}\p{N}]/u;

/** Text as indexed and searched: NFKC, lower case, single spaces. */
export function normalise(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}

/** Whether a term is a run of Latin letters or digits: a number, a foreign word or pinyin. */
export function isLatin(term: string): boolean {
  return matchRun(term, 0) === term;
}

/** The vocabulary for `cut` from all tokens of an index; tokens without a letter or number at their start are left out. */
export function vocabularyOf(tokens: Iterable<string>): Vocabulary {
  const words = new Set<string>();
  let longest = 0;
  for (const token of tokens) {
    if (!WORD.test(token) || isLatin(token)) continue;
    words.add(token);
    longest = Math.max(longest, token.length);
  }
  return { words, longest };
}

/**
 * The distinct terms of a normalised query, in order, by longest match from the left.
 * Runs of Latin letters and digits stay whole, known or not; any other character that begins no known word is dropped.
 */
export function cut(query: string, vocabulary: Vocabulary): string[] {
  const terms = new Set<string>();
  let position = 0;
  while (position < query.length) {
    const term = longestWord(query, position, vocabulary) ?? matchRun(query, position);
    if (term !== null) terms.add(term);
    position += term?.length ?? 1;
  }
  return Array.from(terms);
}

function longestWord(query: string, position: number, { words, longest }: Vocabulary): string | null {
  for (let length = Math.min(longest, query.length - position); length > 0; length -= 1) {
    const candidate = query.slice(position, position + length);
    if (words.has(candidate)) return candidate;
  }
  return null;
}

function matchRun(text: string, position: number): string | null {
  LATIN_RUN.lastIndex = position;
  return LATIN_RUN.exec(text)?.[0] ?? null;
}
