import assert from "node:assert/strict";
import { test } from "node:test";
import type { Manifest } from "../src/index-reader";
import { bitLength, Shard, cutToBest, type Entry } from "../src/shard";
import { FIXTURE, run } from "./fixture";

const FILES = Object.entries(FIXTURE.files).filter(([path]) => path.includes("/p/"));
const [MANIFEST] = run<[Manifest]>(FIXTURE.files["assets/search/manifest.js"] as string, "xuekuSearchManifest");
const COUNTS = { documents: MANIFEST.documents, leafBits: new Uint8Array(MANIFEST.documents) };
for (const [document, count] of MANIFEST.leaves) COUNTS.leafBits[document] = bitLength(count - 1);

function open(script: string, change = (data: string): string => data): Shard {
  const [, names, data] = run<[string, string, string]>(script, "xuekuSearchPart");
  return new Shard(names, change(data), COUNTS, cutToBest);
}

test("terms that are asked for one by one, in any order, are what all at once are", () => {
  for (const [path, script] of FILES) {
    const all = open(script).entries();
    const shard = open(script);
    const read = all.map(({ term }) => term).reverse().map((term) => shard.entry(term) as Entry);
    assert.deepEqual(read.reverse(), all, path);
    assert.equal(shard.entry("没有"), undefined);
  }
});

test("of a shard that was cut short what stands before is read, what is behind throws, however often it is asked for", () => {
  const [, script] = FILES.find(([, one]) => open(one).entries().length > 3) as [string, string];
  const terms = open(script).entries().map(({ term }) => term);
  const shard = open(script, (data) => data.slice(0, data.length - 4));
  assert.ok(shard.entry(terms[0] as string));
  for (let turn = 0; turn < 2; turn += 1) assert.throws(() => shard.entry(terms[terms.length - 1] as string), RangeError);
  assert.ok(shard.entry(terms[0] as string));
});
