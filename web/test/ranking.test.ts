import assert from "node:assert/strict";
import { test } from "node:test";
import { parseQuery } from "../src/query";
import { idf, rank, type Found, type Lookup } from "../src/ranking";
import { TITLE } from "../src/shard";

/** Postings as document.leaf: impact, by term and then by field: text, heading, title. */
type Given = Record<string, readonly Record<string, number>[]>;

function lookupOf(given: Given): Lookup {
  return (term) => {
    const fields = given[term];
    if (fields === undefined) return [];
    const lists = [0, 1, TITLE].map((field) => {
      const postings = Object.entries(fields[field] ?? {}).map(([place, impact]) => [...place.split(".").map(Number), impact] as [number, number, number]);
      const columns = [0, 1, 2].map((column) => postings.map((posting) => posting[column] as number)) as [number[], number[], number[]];
      return { size: postings.length, documents: columns[0], leaves: columns[1], impacts: columns[2] };
    });
    return [{ term, readings: [], lists }];
  };
}

/** Six documents, of which the first has three leaves and the last is a handbook. */
const EXTENT = { starts: Int32Array.from([0, 3, 4, 5, 6, 7, 8]), aside: 5 };
const found = (typed: string, given: Given): Found[] => rank(parseQuery(typed), lookupOf(given), EXTENT);

test("a document whose title holds every word opens at its beginning, and any other at its best leaf", () => {
  const given = { 签到: [{ "0.0": 2, "0.2": 9 }, {}, { "0.0": 5 }], 请假: [{ "0.2": 5 }] };
  assert.deepEqual(found("签到", given).map(({ document, leaf }) => [document, leaf]), [[0, 0]]);
  assert.deepEqual(found("签到 请假", given).map(({ document, leaf }) => [document, leaf]), [[0, 2]]);
});

test("a word that is left out stands in no leaf of what is found", () => {
  const given = { 签到: [{ "0.0": 9, "1.0": 2 }], 请假: [{ "0.2": 1 }] };
  assert.deepEqual(found("签到 -请假", given).map(({ document }) => document), [1]);
});

test("a word in every leaf still weighs something", () => {
  assert.equal(idf(50, 50), 1);
  assert.equal(idf(1000, 1), Math.round(16 * Math.log2(1 + 999.5 / 1.5)));
});

test("a handbook counts half, and of equal ones the first comes first", () => {
  const scores = found("签到", { 签到: [{ "1.0": 4, "2.0": 4, "5.0": 4 }] });
  assert.deepEqual(scores.map(({ document }) => document), [1, 2, 5]);
  assert.equal(scores[0]?.score, 2 * (scores[2]?.score as number));
});

test("the rest of a list that was cut counts as the list does", () => {
  const whole = lookupOf({ 签到: [{ "1.0": 4, "2.0": 9 }] })("签到");
  const parts = [{ "1.0": 4 }, { "2.0": 9 }].flatMap((text) => lookupOf({ 签到: [text] })("签到"));
  const cut = parts.map((entry) => ({ ...entry, lists: entry.lists.map((list, field) => (field === 0 ? { ...list, size: 2 } : list)) }));
  assert.deepEqual(rank(parseQuery("签到"), () => cut, EXTENT), rank(parseQuery("签到"), () => whole, EXTENT));
});
