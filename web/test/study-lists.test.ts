import assert from "node:assert/strict";
import { test } from "node:test";
import { idOf, isItem, isSafeAddress, type Draft } from "../src/study/item";
import { lineOf, sorted } from "../src/study/lists";
import { studyOf } from "../src/study/merge";
import { localDay, sayDay, sayWeek, weeksOf } from "../src/study/weeks";
import type { Highlight, Minutes } from "../src/study/item";

const read = (day: string, minutes: number, isTimed = false): Minutes => ({ kind: "minutes", id: day + minutes, changed: 1, record: "a", title: "甲", address: "a.html", day, minutes, isTimed });

test("weeks begin on Monday, also across the end of a year, and the latest comes first", () => {
  const weeks = weeksOf([read("2026-11-22", 10), read("2026-11-23", 20, true), read("2026-11-29", 5), read("2027-01-01", 7), read("2026-12-28", 1)]);
  assert.deepEqual(weeks, [
    { first: "2026-12-28", last: "2027-01-03", minutes: 8, timed: 0 },
    { first: "2026-11-23", last: "2026-11-29", minutes: 25, timed: 20 },
    { first: "2026-11-16", last: "2026-11-22", minutes: 10, timed: 0 },
  ]);
});

test("a week is said in as few words as tell it", () => {
  assert.equal(sayWeek({ first: "2026-11-23", last: "2026-11-29" }), "2026年11月23日至29日");
  assert.equal(sayWeek({ first: "2026-11-30", last: "2026-12-06" }), "2026年11月30日至12月6日");
  assert.equal(sayWeek({ first: "2026-12-28", last: "2027-01-03" }), "2026年12月28日至2027年1月3日");
});

test("a day that no month has does not stop the page", () => {
  assert.equal(weeksOf([read("2026-02-31", 3)]).length, 1);
});

test("a day is the reader's own, not that of Greenwich", () => {
  const moment = new Date(2026, 5, 3, 0, 30);
  assert.equal(localDay(moment), "2026-06-03");
  assert.equal(sayDay("2026-06-03"), "2026年6月3日");
});

test("highlights stand in reading order, page by page", () => {
  const mark = (id: string, address: string, at: number): Highlight => ({ kind: "highlight", id, changed: 9 - at, record: "a", title: "甲", address, section: "", heading: "", quote: { exact: "x", prefix: "", suffix: "" }, at, note: "" });
  const { highlight } = sorted(studyOf([mark("1", "b.html", 3), mark("2", "a.html", 7), mark("3", "b.html", 1)]));
  assert.deepEqual(highlight.map(({ id }) => id), ["2", "3", "1"]);
});

test("what there is once has one id on every machine", () => {
  const where = { record: "a", title: "甲", address: "a.html" };
  const bookmark: Draft = { kind: "bookmark", ...where, section: "二", heading: "第二节" };
  assert.equal(idOf({ kind: "done", ...where }, "x"), idOf({ kind: "done", ...where }, "y"));
  assert.notEqual(idOf(bookmark, "x"), idOf({ ...bookmark, section: "三" }, "x"));
  assert.equal(idOf({ kind: "minutes", ...where, day: "2026-11-23", minutes: 5, isTimed: false }, "x"), "minutes:x");
});

test("what is said of a quiz names the wrong ones and compares with nobody", () => {
  assert.equal(lineOf({ kind: "quiz", id: "quiz:a", changed: 1, record: "a", title: "甲", address: "a.html", right: 3, total: 5, wrong: [2, 5] }), "甲：5 题答对 3 题，答错第 2、5 题");
});

test("an address leads to a page of the site and nowhere else", () => {
  for (const address of ["courses/a/index.html", "%E6%89%8B/a.html", "study.html"]) assert.ok(isSafeAddress(address), address);
  for (const address of ["", "javascript:alert(1)//.html", "//other.example/a.html", "/a.html", "\t//b/a.html", "a\\b.html", "a.html#x", "a.html?x"]) assert.ok(!isSafeAddress(address), address);
});

test("an item has all that its kind asks for", () => {
  assert.ok(isItem(read("2026-11-23", 5)));
  for (const wrong of [null, 7, [], {}, { ...read("2026-13-01", 5) }, { ...read("2026-11-23", -1) }, { ...read("2026-11-23", 5), isTimed: 1 }, { ...read("2026-11-23", 5), changed: 0.5 }]) assert.ok(!isItem(wrong), JSON.stringify(wrong));
});
