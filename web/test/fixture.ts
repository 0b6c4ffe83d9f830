/** What tests/search/fixture.py wrote: an index, the answers to hold it to, and tables of what both languages do alike. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { SearchFailure, type LoadPart, type SearchEngine } from "../src/engine";
import type { Manifest } from "../src/index-reader";
import { createXuekuEngine } from "../src/xueku-engine";

interface Indexed {
  readonly files: Readonly<Record<string, string>>;
  readonly answers: readonly { typed: string; correction: string | null; titles: readonly string[] }[];
}

interface Fixture extends Indexed {
  /** A second index: characters beyond the basic plane, and traditional ones. */
  readonly rare: Indexed;
  readonly tables: {
    readonly variants: string;
    readonly folded: readonly (readonly [text: string, folded: string])[];
    readonly cut: readonly (readonly [text: string, runs: string[][], pairs: string[], edges: string[]])[];
    readonly parsed: readonly (readonly [typed: string, query: readonly [...(readonly string[])[], boolean]])[];
    readonly nearest: readonly (readonly [typed: string, title: string, text: string, distance: number, isAtEdge: boolean])[];
    readonly keys: readonly (readonly [key: string, shard: number])[];
    readonly codes: { readonly numbers: readonly (readonly [number: number, parameter: number])[]; readonly text: string };
  };
}

const FOLDER = "assets/search/";
export const FIXTURE = JSON.parse(readFileSync("test/fixtures/search.json", "utf8")) as Fixture;
/** What a script hands to the function of this name. */
export function run<T extends unknown[]>(script: string, name: string): T {
  let handed: unknown[] = [];
  new Function(name, script)((...content: unknown[]) => (handed = content));
  return handed as T;
}

/** What a file has become: its script, or null if it cannot be fetched. */
export type Change = (path: string, script: string) => string | null;

/** An engine over an index, and the paths that it asks for. As in a page, a script that fails or names another part is a SearchFailure. */
export function open(change: Change = (_, script) => script, { files }: Indexed = FIXTURE): { engine: SearchEngine; asked: string[] } {
  const [manifest] = run<[Manifest]>(files[`${FOLDER}manifest.js`] as string, "xuekuSearchManifest");
  const asked: string[] = [];
  const load: LoadPart = async (name, path) => {
    asked.push(path);
    const [own, ...content] = contentOf(change(path, files[FOLDER + path] ?? ""));
    if (own !== name) throw new SearchFailure("not loaded");
    return content as never;
  };
  return { engine: createXuekuEngine(manifest, load), asked };
}

function contentOf(script: string | null): unknown[] {
  try {
    return script === null ? [] : run(script, "xuekuSearchPart");
  } catch (error) {
    assert.ok(error instanceof SyntaxError || error instanceof ReferenceError || error instanceof TypeError, String(error));
    return [];
  }
}
