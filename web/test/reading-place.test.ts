import assert from "node:assert/strict";
import { test } from "node:test";
import { articleLabel, placeAt } from "../src/reading-place";

test("the place is the last that starts at or above the line, as a plain search finds it", () => {
  const tops = [40, 90, 90, 300, 720];
  for (let line = 0; line < 800; line += 10) {
    const plain = tops.reduce((found, top, index) => (top <= line ? index : found), 0);
    assert.equal(placeAt(tops.length, (index) => tops[index] ?? 0, line), plain, `line ${line}`);
  }
});

test("two thousand articles are found in a dozen looks", () => {
  let looks = 0;
  const found = placeAt(2000, (index) => (looks++, index * 50), 61_234);
  assert.equal(found, 1224);
  assert.ok(looks <= 11, `${looks} looks`);
});

test("an article's label ends at its first blank, be it wide", () => {
  assert.equal(articleLabel("第十二条　会后七日内形成记录。 被引 3"), "第十二条");
  assert.equal(articleLabel(" 第十二条之一 记录由书记过目。"), "第十二条之一");
});
