import assert from "node:assert/strict";
import { test } from "node:test";
import type { Item } from "../src/study/item";
import { canonical, merge, studyOf, type Study } from "../src/study/merge";
import { chanceOf, items } from "./chance";

const RUNS = 500;
const done = (changed: number, title: string): Item => ({ kind: "done", id: "done:a", changed, record: "a", title, address: "courses/a/index.html" });

const same = (one: Study, other: Study): void => {
  const texts = [one, other].map((study) => Array.from(study.values(), canonical).sort());
  assert.deepEqual(texts[0], texts[1]);
};

test("two machines end with the same, whichever imports from which, in whatever order and how often", () => {
  const chance = chanceOf(1);
  for (let run = 0; run < RUNS; run += 1) {
    const [a, b, c] = [studyOf(items(chance)), studyOf(items(chance)), studyOf(items(chance))];
    same(merge(a, b), merge(b, a));
    same(merge(merge(a, b), c), merge(a, merge(b, c)));
    same(merge(merge(a, b), b), merge(a, b));
    same(merge(a, a), a);
  }
});

test("nothing is lost: every id of either side is there, never with an earlier change than on any side", () => {
  const chance = chanceOf(2);
  for (let run = 0; run < RUNS; run += 1) {
    const [a, b] = [studyOf(items(chance)), studyOf(items(chance))];
    const both = merge(a, b);
    for (const side of [a, b]) for (const item of side.values()) assert.ok((both.get(item.id)?.changed ?? -1) >= item.changed);
  }
});

test("the later change wins, a deletion too", () => {
  assert.equal((merge(studyOf([done(2, "新题目")]), studyOf([done(1, "旧题目")])).get("done:a") as { title: string }).title, "新题目");
  assert.equal(merge(studyOf([done(2, "甲")]), studyOf([{ kind: "gone", id: "done:a", changed: 3 }])).get("done:a")?.kind, "gone");
  assert.equal(merge(studyOf([done(4, "甲")]), studyOf([{ kind: "gone", id: "done:a", changed: 3 }])).get("done:a")?.kind, "done");
});

test("the order of fields makes no difference", () => {
  assert.equal(canonical({ b: [1, { d: 2, c: 3 }], a: "x" }), canonical({ a: "x", b: [1, { c: 3, d: 2 }] }));
});
