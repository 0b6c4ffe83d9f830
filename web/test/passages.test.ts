import assert from "node:assert/strict";
import { test } from "node:test";
import type { Leaf } from "../src/index-reader";
import { bestPassage, holds, type Best } from "../src/passages";
import { wordsOf, type Lookup } from "../src/ranking";

const LEAF: Leaf = {
  title: "示例单位借阅办法",
  kind: "work",
  day: "",
  passages: [
    ["a.html", "", "书刊由综合科保管，见附则。"],
    ["a.html#登记", "登记", "借书要登记，ＩＳＢＮ号写全。"],
    ["a.html#归还", "归还", "逾期的由借阅人说明，登记后归还。"],
    ["a.html#附则", "附则", "另行登记的除外。"],
    ["a.html#附表", "附表", "登记的人签字。"],
  ],
};
/** Every pair stands in `places` of a hundred texts. */
const lookupOf = (places: number): Lookup => (term) =>
  [{ term, readings: [], lists: [places, 0, 0].map((size) => ({ size, documents: [], leaves: [], impacts: [] })) }];
const EXTENT = { starts: Int32Array.from({ length: 101 }, (_, leaf) => leaf), aside: 100 };
const best = (texts: string[], places = 3): Best => bestPassage(LEAF, wordsOf(texts, false), lookupOf(places), EXTENT);

test("a leaf opens at the passage that holds most, a heading counting more than a text", () => {
  assert.equal(best(["登记"]).passage[0], "a.html#登记");
  assert.equal(best(["附则"]).passage[0], "a.html#附则");
  assert.equal(best(["归还"]).passage[0], "a.html#归还");
  assert.equal(best(["综合科"]).passage[0], "a.html");
  assert.equal(best(["isbn号"]).passage[0], "a.html#登记");
});

test("up to two further passages answer as well, best first, but none that holds much less", () => {
  assert.deepEqual(best(["登记"]).further.map(([address]) => address), ["a.html#归还", "a.html#附则"]);
  assert.deepEqual(best(["登记", "逾期的由借阅人说明"]).further, []);
});

test("what the title holds, or nothing holds, opens at the beginning", () => {
  assert.equal(best(["借阅办法"]).passage[0], "a.html");
  assert.equal(best(["量子力学"]).passage[0], "a.html");
});

test("whole words are marked first, then pairs, but not those that stand in a fifth of all texts", () => {
  assert.deepEqual(best(["逾期说明"]).marks, ["逾期说明", "逾期", "期说", "说明"]);
  assert.deepEqual(best(["逾期说明"], 21).marks, ["逾期说明"]);
  assert.ok(best(["一二三四五六七八九十甲乙丙丁戊己"]).marks.length === 12);
});

test("a text is held as typed, in one line, whatever its width and case; a title as well", () => {
  assert.ok(holds(LEAF, "isbn号写全"));
  assert.ok(holds(LEAF, "借阅办法"));
  assert.ok(!holds(LEAF, "保管借书"));
  assert.ok(!holds(LEAF, "登记借书"));
});
