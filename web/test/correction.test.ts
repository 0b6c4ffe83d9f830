import assert from "node:assert/strict";
import { test } from "node:test";
import { mistakesIn, nearestStretch } from "../src/correction";
import { FIXTURE } from "./fixture";

for (const [typed, title, text, distance, isAtEdge] of FIXTURE.tables.nearest) {
  test(`“${typed}” is nearest to “${text}” in “${title}”`, () => {
    assert.deepEqual(nearestStretch(typed, title), { text, distance, isAtEdge });
  });
}

test("in a longer text more may be wrong", () => {
  assert.deepEqual([3, 5, 6, 20].map(mistakesIn), [1, 1, 2, 2]);
});
