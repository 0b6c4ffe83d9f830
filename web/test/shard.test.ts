import assert from "node:assert/strict";
import { test } from "node:test";
import type { Manifest } from "../src/index-reader";
import { bitLength, cutToBest, readShard, type Entry } from "../src/shard";
import { FIXTURE, run } from "./fixture";

const FILES = Object.entries(FIXTURE.files).filter(([path]) => path.includes("/p/"));
const [MANIFEST] = run<[Manifest]>(FIXTURE.files["assets/search/manifest.js"] as string, "xuekuSearchManifest");
const COUNTS = { documents: MANIFEST.documents, leafBits: new Uint8Array(MANIFEST.documents) };
for (const [document, count] of MANIFEST.leaves) COUNTS.leafBits[document] = bitLength(count - 1);

function read(script: string, change = (data: string): string => data): Map<string, Entry> {
  const [, names, data] = run<[string, string, string]>(script, "xuekuSearchPart");
  return readShard(names, change(data), COUNTS, cutToBest);
}

test("every shard is read to its very end", () => {
  for (const [path, script] of FILES) assert.ok(read(script).size >= 0, path);
});

test("a shard with more or less at its end than belongs there is damaged", () => {
  const [, script] = FILES.find(([, one]) => read(one).size > 3) as [string, string];
  assert.throws(() => read(script, (data) => data.slice(0, -4)), RangeError);
  assert.throws(() => read(script, (data) => data + "!!"), RangeError);
  assert.throws(() => read(script, (data) => data + "~~"), RangeError);
});
