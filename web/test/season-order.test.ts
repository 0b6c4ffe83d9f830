import assert from "node:assert/strict";
import { test } from "node:test";
import { isInSeason, isPast, parseMonths, seasonOrder } from "../src/season-order";

const THEMES: readonly (readonly [string, string])[] = [
  ["清明祭英烈", "3 4"],
  ["七一前后", "6 7"],
  ["国庆", "9 10"],
  ["建军节", "7 8"],
  ["半年总结", "6 12"],
  ["全年可用", ""],
];
const MONTHS = THEMES.map(([, months]) => parseMonths(months));
const namesOn = (day: Date): string[] => seasonOrder(MONTHS, day).map((position) => THEMES[position]?.[0] ?? "");

test("in June the themes of June come first, then those of July, then the others as they were", () => {
  assert.deepEqual(namesOn(new Date(2027, 5, 15)), ["七一前后", "半年总结", "建军节", "清明祭英烈", "国庆", "全年可用"]);
});

test("the month after December is January", () => {
  assert.deepEqual(seasonOrder([[3], [1], [12]], new Date(2027, 11, 31)), [2, 1, 0]);
});

test("a theme is in season in its own months only", () => {
  assert.equal(isInSeason([6, 7], new Date(2027, 6, 1)), true);
  assert.equal(isInSeason([6, 7], new Date(2027, 7, 1)), false);
});

test("a review date has passed on the day after it, not on the day itself", () => {
  assert.equal(isPast("2027-06-30", new Date(2027, 5, 30, 23, 59)), false);
  assert.equal(isPast("2027-06-30", new Date(2027, 6, 1)), true);
  assert.equal(isPast("2027-06-30", new Date(2026, 11, 31)), false);
});
