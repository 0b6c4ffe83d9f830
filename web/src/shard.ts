/** Reads a shard of postings: names and lists, as plugins/xueku/search/shards.py and lists.py write them (FORMAT.md §3). */

import { BitReader } from "./bits";
import { isHan } from "./terms";

/** Fields in the order in which a shard lists them. */
export const TEXT = 0;
export const HEADING = 1;
export const TITLE = 2;
export const FIELDS = 3;

/** The postings of a term in one field, in order of place. */
export interface List {
  /** How many there are in all; more than are listed if the list was cut. */
  readonly size: number;
  readonly documents: readonly number[];
  /** The leaf of each document; 0 in titles. */
  readonly leaves: readonly number[];
  /** 1 to 16 each. */
  readonly impacts: readonly number[];
}

export interface Entry {
  readonly term: string;
  /** Toneless readings of a single Han character, the most usual first; none of other terms. */
  readonly readings: readonly string[];
  /** By field; empty where the term does not occur. */
  readonly lists: readonly List[];
}

const FIRST_HAN = 0x3400;
const HAN = 0xa000 - FIRST_HAN;
/** Half of all postings in texts have this impact or the next. */
const USUAL_TEXT_IMPACT = 3;
const NO_LIST: List = { size: 0, documents: [], leaves: [], impacts: [] };

/** How an index numbers its places. */
export interface Counts {
  readonly documents: number;
  /** By document, how many bits tell its leaves apart: none where there is one. */
  readonly leafBits: Uint8Array;
}

/** How many postings of a list a shard holds at most. */
export type Cut = (term: string, field: number) => number;

/** Every entry of a shard by its term. Throws RangeError for a damaged shard. */
export function readShard(names: string, data: string, counts: Counts, cut: Cut): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const reader = new BitReader(data);
  const add = (term: string, readings: readonly string[]): void => {
    const fields = reader.gamma();
    const lists = Array.from({ length: FIELDS }, (_, field) =>
      (fields >> field) & 1 ? readList(reader, field, counts, cut(term, field)) : NO_LIST,
    );
    entries.set(term, { term, readings, lists });
  };
  for (const pair of readPairs(reader)) add(pair, []);
  for (const [term = "", ...readings] of readNames(names).map((name) => name.split("="))) add(term, readings);
  reader.end();
  return entries;
}

function readPairs(reader: BitReader): string[] {
  const count = reader.gamma() - 1;
  const parameter = riceParameter(HAN * HAN, count);
  let code = 0;
  return Array.from({ length: count }, () => {
    code += reader.rice(parameter);
    return String.fromCharCode(FIRST_HAN + Math.floor(code / HAN), FIRST_HAN + (code % HAN));
  });
}

/** Front-coded names; what one shares with the one before is counted in characters, not in UTF-16 units. */
function readNames(names: string): string[] {
  let before = "";
  return names === ""
    ? []
    : names.split(" ").map((coded) => {
        const shared = Array.from(before).slice(0, parseInt(coded.charAt(0), 36)).join("");
        before = shared + coded.slice(1);
        return before;
      });
}

function readList(reader: BitReader, field: number, { documents, leafBits }: Counts, cut: number): List {
  const size = reader.gamma();
  const listed = Math.min(size, cut);
  const parameter = riceParameter(documents, listed);
  const list = { size, documents: [] as number[], leaves: [] as number[], impacts: [] as number[] };
  let document = 0;
  for (let left = listed; left > 0; left -= 1) {
    document += reader.rice(parameter);
    list.documents.push(document);
    list.leaves.push(field === TITLE ? 0 : reader.bits(leafBits[document] ?? 0));
    list.impacts.push(field === TEXT ? (((reader.rice(1) + USUAL_TEXT_IMPACT - 1) & 15) + 1) : reader.bits(4) + 1);
  }
  return list;
}

/** The cuts of the table of best postings, as CUTS and SINGLE_CUT in scoring.py. */
export const cutToBest: Cut = (term, field) => (field === TEXT && isHan(term) ? 8 : field === TEXT ? 512 : 4096);

export const uncut: Cut = () => Infinity;

/** How many bits of a gap are written as they are, where `count` numbers below `most` are written as gaps. */
function riceParameter(most: number, count: number): number {
  return Math.max(0, bitLength(Math.floor((most * 11) / (16 * Math.max(1, count)))) - 1);
}

export function bitLength(value: number): number {
  return 32 - Math.clz32(value);
}
