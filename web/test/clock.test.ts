import assert from "node:assert/strict";
import { test } from "node:test";
import { formatClock, parseClock, timetable } from "../src/clock";

test("a party day that begins at 14:30 with steps of 10, 40 and 25 minutes ends at 15:45", () => {
  const times = timetable(parseClock("14:30") ?? NaN, [10, 40, 25]);
  assert.deepEqual(times.map(formatClock), ["14:30", "14:40", "15:20", "15:45"]);
});

test("a night shift's meeting goes on past midnight", () => {
  assert.deepEqual(timetable(parseClock("23:40") ?? NaN, [30]).map(formatClock), ["23:40", "00:10"]);
});

test("what is no time of day is not taken for one", () => {
  for (const text of ["", "14", "24:00", "14:60", "下午两点", "1:30"]) assert.equal(parseClock(text), null, text);
});
