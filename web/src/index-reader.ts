/** Fetches and reads the parts of an index that a query needs, each once. FORMAT.md §2. */

import { isFailure, SearchFailure, type LoadPart, type SearchManifest } from "./engine";
import { bitLength, cutToBest, readShard, uncut, type Counts, type Entry } from "./shard";
import { listOf, text, tuple, type Shape } from "./shape";
import { keyOf, learnVariants } from "./terms";
import type { Extent, Lookup } from "./ranking";
import { hashOf } from "./text-hash";

export interface Manifest extends SearchManifest {
  readonly documents: number;
  /** Documents that have several leaves, with their number. */
  readonly leaves: readonly (readonly [number, number])[];
  readonly aside: number;
  /** Pairs of a traditional and a simplified character: those of the site's texts, and those that `isSimplified` does not tell. */
  readonly variants: string;
  /** For each table the hashes of its files, one after another: best postings, the rest, sounds, directories, facets, variants. */
  readonly p: string;
  readonly r: string;
  readonly s: string;
  readonly d: string;
  readonly f: string;
  readonly v: string;
}

type Table = "p" | "r" | "s" | "d" | "f" | "v";
type ShardContent = readonly [names: string, data: string];

/** A leaf as it is shown. */
export interface Leaf {
  readonly title: string;
  readonly kind: string;
  readonly day: string;
  readonly passages: readonly Passage[];
}

export type Passage = readonly [address: string, heading: string, text: string];

/** A facet: name, label, values (id, label), and for each document the positions of its values, as the file has them. */
export type FacetColumn = readonly [name: string, label: string, values: readonly (readonly [string, string])[], column: string];

const SHARD: Shape = tuple(text, text);
/** The parts of each table, as the types above have them. */
const SHAPES: Readonly<Record<Table, Shape>> = {
  p: SHARD,
  r: SHARD,
  s: SHARD,
  d: tuple(text),
  f: tuple(listOf(tuple(text, text, listOf(tuple(text, text)), text)), text),
  v: tuple(text),
};
const LEAF: Shape = tuple(text, text, text, listOf(tuple(text, text, text), 1));
const SHARD_HASH = 6;
const TEXT_HASH = 10;
const DOCUMENTS_A_DIRECTORY = 64;
const FILES_A_FOLDER = 1000;
const STEM = 4;

/** Words for the reader when a part cannot be had. */
export const PART_MISSING = "索引有一部分没有读到，结果可能不全";

export class IndexReader {
  readonly extent: Extent;
  private readonly counts: Counts;
  private readonly shards = new Map<string, ReadonlyMap<string, Entry>>();
  private knowsVariants = false;

  constructor(
    private readonly manifest: Manifest,
    private readonly load: LoadPart,
  ) {
    const leafBits = new Uint8Array(manifest.documents);
    const starts = new Int32Array(manifest.documents + 1).fill(1, 1);
    for (const [document, count] of manifest.leaves) {
      leafBits[document] = bitLength(count - 1);
      starts[document + 1] = count;
    }
    for (let document = 0; document < manifest.documents; document += 1) (starts[document + 1] as number) += starts[document] as number;
    this.counts = { documents: manifest.documents, leafBits };
    this.extent = { starts, aside: manifest.aside };
    learnVariants(manifest.variants);
  }

  get documents(): number {
    return this.manifest.documents;
  }

  /** What is known of these terms, and of all asked for before; `troubles` gets a line if a shard cannot be read. */
  async terms(terms: readonly string[], withRest: boolean, troubles: Set<string>): Promise<Lookup> {
    await this.readShards("p", terms, troubles);
    const cut = withRest ? terms.filter((term) => this.find("p", term)?.lists.some(({ size, impacts }) => size > impacts.length)) : [];
    await this.readShards("r", cut, troubles);
    const needsRest = new Set(cut);
    return (term) => {
      const best = this.find("p", term);
      const rest = needsRest.has(term) ? this.find("r", term) : undefined;
      return best === undefined ? [] : rest === undefined ? [best] : [best, rest];
    };
  }

  /** The sounds that begin as this one does, in their order. */
  async sounds(key: string, troubles: Set<string>): Promise<Entry[]> {
    const stem = key.slice(0, STEM);
    await this.readShards("s", [stem], troubles);
    const filed = Array.from(this.shards.get(this.shardName("s", stem))?.values() ?? []);
    return filed.filter(({ term }) => term.slice(0, STEM) === stem && term.startsWith(key));
  }

  /** The text of a leaf. Rejects with a SearchFailure. */
  async leaf(document: number, leaf: number): Promise<Leaf> {
    const number = Math.floor(document / DOCUMENTS_A_DIRECTORY);
    const [names] = await this.part<[string]>("d", number);
    const hashes = names.split(" ")[document % DOCUMENTS_A_DIRECTORY] ?? "";
    const name = hashes.slice(leaf * TEXT_HASH, (leaf + 1) * TEXT_HASH);
    const [title, kind, day, passages] = await this.loadOf<[string, string, string, Passage[]]>(LEAF, name, `t/${name.charAt(0)}/${name}.js`);
    return { title, kind, day, passages };
  }

  /** Facets, and the day of each document. Rejects with a SearchFailure. */
  facets(): Promise<readonly [columns: readonly FacetColumn[], days: string]> {
    return this.part("f", 0);
  }

  /** Let the folding read all traditional characters, not only those that this site's texts hold. Rejects with a SearchFailure. */
  async learnVariants(): Promise<void> {
    if (this.knowsVariants) return;
    const [pairs] = await this.part<[string]>("v", 0);
    learnVariants(pairs);
    this.knowsVariants = true;
  }

  private find(table: "p" | "r", term: string): Entry | undefined {
    return this.shards.get(this.shardName(table, term))?.get(term);
  }

  private async readShards(table: "p" | "r" | "s", keys: readonly string[], troubles: Set<string>): Promise<void> {
    const wanted = new Map(keys.map((key) => [this.shardName(table, key), this.shardOf(table, key)]));
    await Promise.all(
      Array.from(wanted, async ([name, number]) => {
        if (this.shards.has(name)) return;
        try {
          const [names, data] = await this.part<ShardContent>(table, number);
          this.shards.set(name, readShard(names, data, this.counts, table === "p" ? cutToBest : uncut));
        } catch (error) {
          if (!(isFailure(error) || error instanceof RangeError)) throw error;
          troubles.add(PART_MISSING);
        }
      }),
    );
  }

  private shardName(table: Table, key: string): string {
    return `${table}${this.shardOf(table, key)}`;
  }

  private shardOf(table: Table, key: string): number {
    return hashOf(keyOf(key)) % (this.manifest[table].length / SHARD_HASH);
  }

  private part<T>(table: Table, number: number): Promise<T> {
    const hash = this.manifest[table].slice(number * SHARD_HASH, (number + 1) * SHARD_HASH);
    return this.loadOf<T>(SHAPES[table], `${table}${number}`, `${table}/${Math.floor(number / FILES_A_FOLDER)}/${number}-${hash}.js`);
  }

  /** What a file hands over. Rejects with a SearchFailure, also if it is damaged but still a script. */
  private async loadOf<T>(shape: Shape, name: string, path: string): Promise<T> {
    const content = await this.load<T>(name, path);
    if (!shape(content)) throw new SearchFailure(PART_MISSING);
    return content;
  }
}
