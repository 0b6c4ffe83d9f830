/** Texts and queries become terms. The same as plugins/xueku/search/terms.py, which says what a term is. */

export const BEGIN = "<";
export const END = ">";

const UNIT = /[\u3400-\u9fff]|(?:(?![\u3400-\u9fff])[\p{L}\p{N}])+/gu;
const HAN = /^[\u3400-\u9fff]$/;
const NOT_PLAIN = /[^\u3400-\u9fff\n -@[-~]/gu;

/** Traditional characters by the simplified one that they are read as, and what finds them. Filled once they are needed. */
let variants: ReadonlyMap<string, string> = new Map();
let variant: RegExp | null = null;

/** Let `fold` read traditional characters: pairs of old and new, one after another. */
export function learnVariants(pairs: string): void {
  const found = new Map<string, string>();
  const characters = Array.from(pairs);
  for (let at = 0; at + 1 < characters.length; at += 2) {
    // A file that was damaged may hold anything.
    if (isHan(characters[at] as string)) found.set(characters[at] as string, characters[at + 1] as string);
  }
  variants = found;
  variant = found.size === 0 ? null : new RegExp(`[${Array.from(found.keys()).join("")}]`, "g");
}

/** The text with width, case and (once learnt) traditional forms levelled, at equal length. */
export function fold(text: string): string {
  const levelled = text.replace(NOT_PLAIN, (character) => {
    const folded = character.normalize("NFKC").toLowerCase();
    return isOneLike(folded, character) ? folded : character;
  });
  return variant === null ? levelled : levelled.replace(variant, (unit) => variants.get(unit) as string);
}

/** Whether a text is a single character of as many UTF-16 units as this one. */
function isOneLike(text: string, character: string): boolean {
  return text.length === character.length && (text.length === 1 || (text.codePointAt(0) as number) > 0xffff);
}

/** The units of a folded text, run by run. */
export function runsOf(text: string): string[][] {
  const runs: string[][] = [];
  let end = -1;
  for (const match of text.matchAll(UNIT)) {
    const start = match.index as number;
    if (start === end) (runs[runs.length - 1] as string[]).push(match[0]);
    else runs.push([match[0]]);
    end = start + match[0].length;
  }
  return runs;
}

/** Pairs of adjacent units, and the unit of a run that has only one. */
export function pairsOf(runs: readonly (readonly string[])[]): string[] {
  const pairs: string[] = [];
  for (const run of runs) {
    if (run.length === 1) pairs.push(run[0] as string);
    for (let at = 1; at < run.length; at += 1) pairs.push((run[at - 1] as string) + (run[at] as string));
  }
  return pairs;
}

/** The terms for the beginning and the end of each run: its first and its last pair, or its one unit. */
export function edgesOf(runs: readonly (readonly string[])[]): string[] {
  return runs.reduce<string[]>((edges, run) => {
    edges.push(BEGIN + run.slice(0, 2).join(""), run.slice(-2).join("") + END);
    return edges;
  }, []);
}

/** What a term is filed under: an end of a run beside its pair, so that a query fetches both at once. */
export function keyOf(term: string): string {
  return term.startsWith(BEGIN) ? term.slice(1) : term.endsWith(END) ? term.slice(0, -1) : term;
}

const FUNCTION_WORDS = new Set("的了吗呢么吧啊呀是我你他她它这那哪谁会能要就都也很在和与把被给到从着过得地之其或及而但若则如何怎什否可以应该");

/** How many units of a pair build sentences and say little of what a question is about: 0, 1 or 2. */
export function functionWordsIn(pair: string): number {
  return Array.from(pair).filter((unit) => FUNCTION_WORDS.has(unit)).length;
}

export function isHan(unit: string): boolean {
  return HAN.test(unit);
}
