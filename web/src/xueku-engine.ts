/** The default engine: answers a query from the few parts of the index that it needs. FORMAT.md §4 and §5. */

import { mistakesIn, nearestStretch, type Candidate } from "./correction";
import { isFailure, type Answer, type Chosen, type EngineFactory, type Facet, type Hit, type Kind, type LoadPart, type SearchEngine, type Wish } from "./engine";
import { FacetTable } from "./facet-table";
import { IndexReader, PART_MISSING, type Leaf, type Manifest } from "./index-reader";
import { bestPassage, holds } from "./passages";
import { parseQuery, wantedOf, type Query } from "./query";
import { idf, rank, rest, WEIGHTS, wordsOf, type Found, type Lookup, type Word } from "./ranking";
import { TITLE } from "./shard";
import { edgesOf, fold, isHan, pairsOf, runsOf } from "./terms";

const INITIALS = "^";
const LONGEST_SOUND = 24;
const TITLE_WEIGHT = WEIGHTS.words[TITLE] as number;
const WHOLE_SOUND = 10;
/** What a text is worth that holds a word of several pairs as it was typed. */
const EXACT = 4;
const BATCH = 5;
const MOST_READ = 30;
const LEAST_MISTYPED = 3;
const MOST_READINGS = 8;
const CANDIDATES = 8;

export const createXuekuEngine: EngineFactory = (manifest, load) => new XuekuEngine(manifest as Manifest, load);

class XuekuEngine implements SearchEngine {
  readonly kinds: readonly Kind[];
  private readonly index: IndexReader;
  private table: Promise<FacetTable> | null = null;

  constructor(manifest: Manifest, load: LoadPart) {
    this.kinds = manifest.kinds;
    this.index = new IndexReader(manifest, load);
  }

  async search(typed: string, wish: Wish): Promise<Answer> {
    const troubles = new Set<string>();
    const query = await this.parse(typed, troubles);
    const plain = await this.find(query, troubles);
    const corrected = wish.literally ? null : await this.correct(query, plain, troubles);
    const { found, lookup } = corrected === null ? plain : await this.find(corrected, troubles);
    const words = wordsOf(wantedOf(corrected ?? query), query.asks);
    const chosen = this.chosenBy(query, wish);
    const narrowed = await this.narrow(found, chosen, wish.order, troubles);
    return {
      total: narrowed.length,
      correction: corrected === null ? null : corrected.words.join(" "),
      get troubles() {
        return Array.from(troubles);
      },
      hits: async (start, count) => {
        const hits = await Promise.all(narrowed.slice(start, start + count).map((one) => this.hit(one, words, lookup, troubles)));
        return hits.filter((hit): hit is Hit => hit !== null);
      },
      facets: () => this.countFacets(found, chosen, troubles),
    };
  }

  private async parse(typed: string, troubles: Set<string>): Promise<Query> {
    if (Array.from(fold(typed)).some((character) => isHan(character) && !isSimplified(character))) {
      await this.index.learnVariants().catch((error: unknown) => noteFailure(error, troubles));
    }
    return parseQuery(typed);
  }

  private async find(query: Query, troubles: Set<string>): Promise<{ found: Found[]; lookup: Lookup }> {
    const wanted = wordsOf(wantedOf(query), query.asks);
    const terms = [...wanted, ...wordsOf(query.without, false)].flatMap(({ pairs, edges }) => (query.asks ? pairs : [...pairs, ...edges]));
    const lookup = await this.index.terms(terms, !query.asks, troubles);
    if (wanted.length === 0) return { found: query.kinds.length > 0 ? rest(query, lookup, this.index.extent) : [], lookup };
    const ranked = await this.addSounds(query, rank(query, lookup, this.index.extent), troubles);
    return { found: await this.readExact(query, ranked, troubles), lookup };
  }

  /** Documents whose titles sound as Latin letters spell, in full or by initials. */
  private async addSounds(query: Query, found: Found[], troubles: Set<string>): Promise<Found[]> {
    const spelt = query.words.join("");
    if (query.phrases.length > 0 || query.titles.length > 0 || !/^(?=.*[a-z])[a-z0-9]{2,}$/.test(spelt)) return found;
    const scores = new Map<number, number>();
    for (const key of [spelt.slice(0, LONGEST_SOUND), (INITIALS + spelt).slice(0, LONGEST_SOUND)]) {
      for (const { term, lists } of await this.index.sounds(key, troubles)) {
        const list = lists[TITLE];
        if (list === undefined) continue;
        const factor = TITLE_WEIGHT * idf(this.index.documents, list.size) * (term === key ? WHOLE_SOUND : 1);
        list.documents.forEach((document, at) => {
          scores.set(document, Math.max(scores.get(document) ?? 0, factor * (list.impacts[at] as number)));
        });
      }
    }
    const merged = found.map((one) => ({ ...one, score: one.score + (scores.get(one.document) ?? 0) }));
    const known = new Set(found.map(({ document }) => document));
    for (const [document, score] of scores) {
      if (!known.has(document)) merged.push({ document, leaf: 0, score, isNamed: true, mayHold: false });
    }
    return sorted(merged);
  }

  /** Phrases must, and a word of several pairs should, stand in the text as typed: read the likeliest texts to see. */
  private async readExact(query: Query, found: Found[], troubles: Set<string>): Promise<Found[]> {
    const word = query.asks || wantedOf(query).length !== 1 ? undefined : query.words[0];
    if (query.phrases.length > 0) {
      const candidates = found.slice(0, 2 * MOST_READ);
      const leaves = await this.read(candidates, troubles);
      return candidates.filter((_, at) => query.phrases.every((phrase) => leaves[at] !== null && holds(leaves[at] as Leaf, phrase)));
    }
    if (word === undefined || pairsOf(runsOf(word)).length < 2 || found[0]?.isNamed === true) return found;
    const likely = found.filter(({ mayHold }) => mayHold).slice(0, MOST_READ);
    const exact = new Set<Found>();
    for (let at = 0; at < likely.length && exact.size === 0; at += BATCH) {
      const batch = likely.slice(at, at + BATCH);
      const leaves = await this.read(batch, troubles);
      batch.forEach((one, position) => {
        if (leaves[position] !== null && holds(leaves[position] as Leaf, word)) exact.add(one);
      });
    }
    return sorted(found.map((one) => (exact.has(one) ? { ...one, score: one.score * EXACT, isNamed: true } : one)));
  }

  /** The query with its one word as a title has it, if nothing holds the word itself and a title nearly does. */
  private async correct(query: Query, { found }: { found: readonly Found[] }, troubles: Set<string>): Promise<Query | null> {
    const [word, ...others] = query.words;
    const runs = runsOf(word ?? "");
    const run = runs[0] ?? [];
    if (word === undefined || wantedOf(query).length + others.length !== 1 || runs.length !== 1 || query.asks) return null;
    if (run.length < LEAST_MISTYPED || found.some(({ isNamed }) => isNamed)) return null;
    const terms = Array.from(new Set([...run, ...pairsOf(runs), ...edgesOf(runs)]));
    const lookup = await this.index.terms(terms, false, troubles);
    const alike = await this.soundAlike(run, lookup, troubles);
    const best =
      (await this.nearest(word, alike, ({ text }) => Math.ceil(lengthOf(text) / 2), troubles)) ??
      (await this.nearest(
        word,
        this.nearTitles(terms, lookup).filter((document) => !alike.includes(document)),
        ({ isAtEdge }) => (isAtEdge ? mistakesIn(lengthOf(word)) : 0),
        troubles,
      ));
    return best === null ? null : { ...query, words: [best] };
  }

  /** The stretch of these documents' titles that differs least from a word, by at most so many mistakes; of equal ones the first. */
  private async nearest(
    word: string,
    documents: readonly number[],
    most: (stretch: Candidate) => number,
    troubles: Set<string>,
  ): Promise<string | null> {
    const leaves = await this.read(documents.map((document) => ({ document, leaf: 0 })), troubles);
    const stretches = leaves
      .map((leaf) => nearestStretch(word, fold(leaf?.title ?? "")))
      .filter((stretch) => stretch.distance > 0 && stretch.distance <= most(stretch));
    stretches.sort((left, right) => left.distance - right.distance);
    return stretches[0]?.text ?? null;
  }

  /** Documents whose titles end in what sounds as this run does. */
  private async soundAlike(run: readonly string[], lookup: Lookup, troubles: Set<string>): Promise<number[]> {
    let spellings = [""];
    for (const unit of run) {
      const readings = isHan(unit) ? (lookup(unit)[0]?.readings ?? []) : [unit];
      spellings = spellings.flatMap((spelling) => readings.map((reading) => spelling + reading)).slice(0, MOST_READINGS);
    }
    const found: { document: number; impact: number }[] = [];
    for (const key of new Set(spellings.map((spelling) => spelling.slice(0, LONGEST_SOUND)))) {
      if (key === "") continue;
      for (const { term, lists } of await this.index.sounds(key, troubles)) {
        lists[TITLE]?.documents.forEach((document, at) => {
          found.push({ document, impact: (lists[TITLE]?.impacts[at] as number) + (term === key ? WHOLE_SOUND : 0) });
        });
      }
    }
    found.sort((left, right) => right.impact - left.impact || left.document - right.document);
    return Array.from(new Set(found.map(({ document }) => document))).slice(0, CANDIDATES);
  }

  /** Documents whose titles share most with these terms. */
  private nearTitles(terms: readonly string[], lookup: Lookup): number[] {
    const scores = new Map<number, number>();
    for (const term of terms) {
      const list = lookup(term)[0]?.lists[TITLE];
      list?.documents.forEach((document, at) => {
        const score = idf(this.index.documents, list.size) * (list.impacts[at] as number);
        scores.set(document, (scores.get(document) ?? 0) + score);
      });
    }
    const best = Array.from(scores).sort(([left, leftScore], [right, rightScore]) => rightScore - leftScore || left - right);
    return best.slice(0, CANDIDATES).map(([document]) => document);
  }

  /** The leaves of these places; null where a text cannot be read. */
  private read(places: readonly { document: number; leaf: number }[], troubles: Set<string>): Promise<(Leaf | null)[]> {
    return Promise.all(
      places.map(({ document, leaf }) =>
        this.index.leaf(document, leaf).catch((error: unknown) => {
          noteFailure(error, troubles);
          return null;
        }),
      ),
    );
  }

  private async hit(one: Found, words: readonly Word[], lookup: Lookup, troubles: Set<string>): Promise<Hit | null> {
    const [leaf] = await this.read([one], troubles);
    if (!leaf) return null;
    const { passage, further, marks } = bestPassage(leaf, words, lookup, this.index.extent);
    const [address, heading, text] = passage;
    return {
      address,
      heading,
      text,
      marks,
      title: leaf.title,
      kind: leaf.kind,
      day: leaf.day,
      further: further.map(([place, name]) => ({ address: place, heading: name })),
    };
  }

  private chosenBy(query: Query, wish: Wish): Chosen {
    if (query.kinds.length === 0) return wish.facets;
    const named = this.kinds.filter(({ id, label }) => query.kinds.some((kind) => kind === id || fold(label).includes(kind)));
    return { ...wish.facets, kind: [...(wish.facets.kind ?? []), ...named.map(({ id }) => id), ...(named.length > 0 ? [] : query.kinds)] };
  }

  private async narrow(found: readonly Found[], chosen: Chosen, order: Wish["order"], troubles: Set<string>): Promise<readonly Found[]> {
    if (order === "relevance" && Object.values(chosen).every((ids) => ids.length === 0)) return found;
    const table = await this.facetTable(troubles);
    if (table === null) return found;
    return table.narrow(found, ({ document }) => document, chosen, order);
  }

  private async countFacets(found: readonly Found[], chosen: Chosen, troubles: Set<string>): Promise<Facet[]> {
    const table = await this.facetTable(troubles);
    return table?.count(found.map(({ document }) => document), chosen) ?? [];
  }

  private async facetTable(troubles: Set<string>): Promise<FacetTable | null> {
    this.table = this.table ?? this.index.facets().then(([columns, days]) => new FacetTable(columns, days));
    try {
      return await this.table;
    } catch (error) {
      this.table = null;
      noteFailure(error, troubles);
      return null;
    }
  }
}

function sorted(found: Found[]): Found[] {
  return found.sort((left, right) => right.score - left.score || left.document - right.document);
}

/** How many characters a text has. */
function lengthOf(text: string): number {
  return Array.from(text).length;
}

function noteFailure(error: unknown, troubles: Set<string>): void {
  if (!isFailure(error)) throw error;
  troubles.add(PART_MISSING);
}

let simplified = "";

/** Whether a Han character is among the 6,763 of GB 2312; the browser itself knows them. The few traditional ones among them are folded before. */
function isSimplified(character: string): boolean {
  if (simplified === "") {
    const codes: number[] = [];
    for (let row = 0xb0; row <= 0xf7; row += 1) for (let cell = 0xa1; cell <= 0xfe; cell += 1) codes.push(row, cell);
    simplified = new TextDecoder("gb2312").decode(Uint8Array.from(codes));
  }
  return simplified.includes(character);
}
