import assert from "node:assert/strict";
import { test } from "node:test";
import { FacetTable } from "../src/facet-table";

/** Five documents: two courses, two cases, a handbook; topics as a document may have none, one or several. */
const TABLE = new FacetTable(
  [
    ["kind", "类别", [["course", "课程包"], ["case", "案例"], ["docs", "手册"]], "0;0;1;1;2"],
    ["topic", "主题", [["study", "学习"], ["visit", "走访"], ["rest", "其他"]], "0;0,1;1;;"],
  ],
  "2026-01-01;;2025-05-01;;",
);
const ALL = [0, 1, 2, 3, 4];
const countsIn = (documents: number[], chosen: Record<string, string[]>): Record<string, Record<string, number>> =>
  Object.fromEntries(TABLE.count(documents, chosen).map(({ name, values }) => [name, Object.fromEntries(values.map(({ id, count }) => [id, count]))]));

test("values of one facet are alternatives, and two facets narrow", () => {
  const holding = (chosen: Record<string, string[]>): number[] => ALL.filter((document) => TABLE.has(document, chosen));
  assert.deepEqual(holding({}), ALL);
  assert.deepEqual(holding({ topic: ["visit"] }), [1, 2]);
  assert.deepEqual(holding({ topic: ["visit", "study"] }), [0, 1, 2]);
  assert.deepEqual(holding({ topic: ["visit"], kind: ["case"] }), [2]);
  assert.deepEqual(holding({ topic: ["no such topic"] }), []);
  assert.deepEqual(holding({ "no such facet": ["x"], kind: [] }), ALL);
});

test("a count tells what a value leaves if every other facet stays as chosen", () => {
  assert.deepEqual(countsIn(ALL, {}), { kind: { course: 2, case: 2, docs: 1 }, topic: { study: 2, visit: 2 } });
  assert.deepEqual(countsIn(ALL, { kind: ["case"] }), { kind: { course: 2, case: 2, docs: 1 }, topic: { visit: 1 } });
});

test("a facet that divides nothing is not offered, unless something in it is chosen", () => {
  assert.deepEqual(countsIn([0, 1], {}), { topic: { visit: 1, study: 2 } });
  assert.deepEqual(countsIn([0, 1], { kind: ["docs"] }), { kind: { course: 2, docs: 0 } });
  assert.deepEqual(countsIn([], {}), {});
});

test("a facet that divided what was found stays while the reader narrows by another", () => {
  assert.deepEqual(countsIn([0, 2], {}), { kind: { course: 1, case: 1 }, topic: { study: 1, visit: 1 } });
  assert.deepEqual(countsIn([0, 2], { kind: ["case"] }), { kind: { course: 1, case: 1 }, topic: { visit: 1 } });
});

test("a document without a day has an empty one", () => {
  assert.deepEqual(TABLE.days, ["2026-01-01", "", "2025-05-01", "", ""]);
});
