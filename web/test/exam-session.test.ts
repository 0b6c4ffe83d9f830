import assert from "node:assert/strict";
import { test } from "node:test";
import { atTime, beginSession, deadline, drawPaper, formatChoice, parseChoice, parseSession, results, tellLeft, type Choice } from "../src/exam-session";
import { seededOrder } from "../src/seeded-order";

const CHOICE: Choice = { record: "", topics: ["dushu"], count: 3, minutes: 20, seed: "八月" };
const KEYS = ["a#1", "a#2", "a#10", "b#1", "b#2"];
const START = Date.UTC(2026, 7, 2, 6, 30);

test("a paper is the first questions in the order of its seed", () => {
  const whole = seededOrder(5, "八月").map((position) => KEYS[position]);
  assert.deepEqual(drawPaper(KEYS, CHOICE), whole.slice(0, 3));
  assert.deepEqual(drawPaper(KEYS, { ...CHOICE, count: 0 }), whole);
  assert.deepEqual(drawPaper(KEYS, { ...CHOICE, count: 9 }), whole);
  assert.notDeepEqual(drawPaper(KEYS, { ...CHOICE, seed: "九月" }), whole.slice(0, 3));
});

test("a session is handed in at its deadline, however late that is noticed", () => {
  const session = beginSession(CHOICE, KEYS, START);
  assert.equal(deadline(session), START + 20 * 60_000);
  assert.equal(atTime(session, START + 20 * 60_000 - 1).submitted, null);
  assert.equal(atTime(session, START + 3_600_000).submitted, START + 20 * 60_000);
  assert.equal(deadline(beginSession({ ...CHOICE, minutes: 0 }, KEYS, START)), Infinity);
  assert.equal(deadline(beginSession(CHOICE, KEYS, START, true)), Infinity);
});

test("what is left is told up to the last second", () => {
  for (const [milliseconds, told] of [[545_000, "9:05"], [544_001, "9:05"], [4_145_000, "1:09:05"], [1, "0:01"], [0, "0:00"], [-5, "0:00"]] as const) {
    assert.equal(tellLeft(milliseconds), told);
  }
});

test("ticked points of a short answer count only where something was written", () => {
  const question = { key: "a#1", type: "short", points: ["地点"] } as const;
  const session = { ...beginSession(CHOICE, ["a#1"], START), met: { "a#1": [0] } };
  assert.deepEqual(results(session, [question]), [false]);
  assert.deepEqual(results({ ...session, answers: { "a#1": ["窗口"] } }, [question]), [true]);
});

test("what was stored is read again, and nothing else is taken for it", () => {
  const session = beginSession(CHOICE, KEYS, START);
  assert.deepEqual(parseSession(JSON.stringify(session)), session);
  for (const stored of [null, "", "{", "null", "3", '{"format":2}', '{"format":1,"keys":3}']) assert.equal(parseSession(stored), null);
});

test("an address asks for a paper and says which it was", () => {
  assert.deepEqual(parseChoice(formatChoice(CHOICE), "1"), CHOICE);
  assert.deepEqual(parseChoice("?record=chongwen-shici&minutes=-3&count=x", "4821"), {
    record: "chongwen-shici", topics: [], count: 0, minutes: 0, seed: "4821",
  });
});
