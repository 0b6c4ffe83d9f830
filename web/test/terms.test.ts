import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { hashOf } from "../src/text-hash";
import { edgesOf, fold, functionWordsIn, keyOf, learnVariants, pairsOf, runsOf } from "../src/terms";
import { FIXTURE } from "./fixture";

const { variants, folded, cut, keys } = FIXTURE.tables;

afterEach(() => learnVariants(""));

for (const [text, expected] of folded) {
  test(`“${text}” is folded as Python folds it, at equal length`, () => {
    learnVariants(variants);
    assert.equal(fold(text), expected);
    assert.equal(fold(text).length, text.length);
  });
}

for (const [text, runs, pairs, edges] of cut) {
  test(`“${text}” has the terms that Python gives it`, () => {
    assert.deepEqual(runsOf(text), runs);
    assert.deepEqual(pairsOf(runs), pairs);
    assert.deepEqual(edgesOf(runs), edges);
  });
}

test("traditional characters stay what they are until their forms are learnt", () => {
  assert.equal(fold("黨課，ＡＢＣ"), "黨課,abc");
  learnVariants("課课黨党");
  assert.equal(fold("黨課，ＡＢＣ"), "党课,abc");
});

for (const [key, shard] of keys) {
  test(`“${key}” is filed where Python files it`, () => assert.equal(hashOf(key) % 1000003, shard));
}

test("an end of a run is filed beside its pair", () => {
  assert.deepEqual(["<会后", "日内>", "会后", "<签", "签>"].map(keyOf), ["会后", "日内", "会后", "签", "签"]);
});

test("a pair has none, one or two units that build sentences", () => {
  assert.deepEqual(["党日", "的党", "怎么", "a4", "是a4"].map(functionWordsIn), [0, 1, 2, 0, 1]);
});

test("pairs that are no pairs of Han characters, as in a file that was damaged, change nothing", () => {
  learnVariants("]党\\党^党z一-一a一黨党");
  assert.equal(fold("a-z^]\\黨"), "a-z^]\\党");
});
