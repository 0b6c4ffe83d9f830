import assert from "node:assert/strict";
import { test } from "node:test";
import { parseQuery, wantedOf } from "../src/query";
import { wordsOf } from "../src/ranking";
import { FIXTURE } from "./fixture";

for (const [typed, expected] of FIXTURE.tables.parsed) {
  test(`“${typed}” is taken apart as in Python`, () => {
    const { words, phrases, titles, without, kinds, asks } = parseQuery(typed);
    assert.deepEqual([words, phrases, titles, without, kinds, asks], expected);
  });
}

test("everything that is wanted is wanted once", () => {
  assert.deepEqual(wantedOf(parseQuery('党日 "签到" 党日 title:签到 -观影')), ["党日", "签到"]);
});

test("a question leaves out pairs that only build sentences, unless it has no others", () => {
  const pairsIn = (text: string): readonly string[] | undefined => wordsOf([text], true)[0]?.pairs;
  assert.deepEqual(pairsIn("党日是怎么开的"), ["党日", "日是", "么开", "开的"]);
  assert.deepEqual(pairsIn("怎么怎么"), ["怎么", "么怎"]);
  assert.deepEqual(wordsOf(["怎么开"], false)[0]?.pairs, ["怎么", "么开"]);
});
