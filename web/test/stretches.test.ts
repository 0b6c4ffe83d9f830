import assert from "node:assert/strict";
import { test } from "node:test";
import { stretchesOf } from "../src/stretches";

/** Pieces as they stand on the page, cut where an inline element begins or ends. */
const RULE = ["支部每月安排一次", "主题党日", "，提前三日公布议题。"];

const show = (pieces: readonly string[], terms: readonly string[]): string[] =>
  stretchesOf(pieces, terms).map(({ position, start, end }) => `${position}:${pieces[position]?.slice(start, end)}`);

test("a term within one piece is one stretch", () => {
  assert.deepEqual(show(RULE, ["党日"]), ["1:党日"]);
});

test("a term that lies across pieces is marked in each of them", () => {
  assert.deepEqual(show(RULE, ["一次主题党日,提前"]), ["0:一次", "1:主题党日", "2:，提前"]);
});

test("terms that touch at the bound of a piece stay in their pieces", () => {
  assert.deepEqual(show(RULE, ["一次", "主题"]), ["0:一次", "1:主题"]);
});

test("letters are found whatever their width and case, and empty pieces do no harm", () => {
  assert.deepEqual(show(["用", "", "ＰＰＴ投影"], ["ppt"]), ["2:ＰＰＴ"]);
  assert.deepEqual(show([], ["ppt"]), []);
});
