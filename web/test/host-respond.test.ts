import assert from "node:assert/strict";
import { test } from "node:test";
import type { Command } from "../src/host-keys";
import { beginning, goTo, respond, tellChange } from "../src/host-respond";
import { MINUTE, runOf, type Run } from "../src/host-run";
import type { Session } from "../src/host-session";

const COURSE = {
  agenda: [
    { title: "逐条默读", minutes: 8 },
    { title: "写便条上墙", minutes: 12 },
    { title: "圆桌轮说", minutes: 20 },
  ],
  counts: { discussion: 1, quiz: 1 },
};
const START = new Date(2026, 10, 27, 14, 30).getTime();

/** A meeting after commands, each a minute after the one before. */
function after(...commands: readonly Command[]): [Session, Run] {
  let session = beginning(START, START);
  let now = START;
  for (const command of commands) {
    now += MINUTE;
    session = respond(COURSE, session, command, now);
  }
  const run = runOf(COURSE.agenda, session.happenings, now);
  assert.ok(run);
  return [session, run];
}

const ROWS: readonly (readonly [string, readonly Command[], string])[] = [
  ["the next step", ["next"], "running 2 step"],
  ["no step before the first", ["back"], "running 1 step"],
  ["the end after the last step", ["next", "next", "next"], "ended 3 step"],
  ["nothing after the end", ["next", "next", "next", "next", "pause", "extend"], "ended 3 step"],
  ["back from the end", ["next", "next", "next", "back"], "running 3 step"],
  ["a pause and on again", ["pause", "pause"], "running 1 step"],
  ["a question, and the key goes through questions, not steps", ["discussion", "next"], "running 1 step"],
  ["a quiz question with its answer", ["quiz", "next"], "running 1 quiz 1 answered"],
  ["the answer by its own key", ["quiz", "answer", "answer"], "running 1 quiz 1"],
  ["no answer without a question", ["answer"], "running 1 step"],
  ["the same key again after the last question leads back", ["discussion", "discussion"], "running 1 step"],
  ["a pause beside a question", ["quiz", "pause"], "paused 1 quiz 1"],
  ["a black projector, and light again with the next step", ["blank", "next"], "running 2 step"],
  ["a black projector twice", ["blank", "blank"], "running 1 step"],
  ["leaving a question", ["quiz", "leave"], "running 1 step"],
];

for (const [name, commands, expected] of ROWS) {
  test(`what follows from keys: ${name}`, () => {
    const [{ show }, run] = after(...commands);
    const question = "index" in show ? ` ${show.index + 1}${show.answered ? " answered" : ""}` : "";
    assert.equal(`${run.phase} ${run.step + 1} ${show.kind}${question}`, expected);
  });
}

test("a key from which nothing follows leaves the meeting as it is, so that nothing is remembered or told", () => {
  const session = beginning(START, START);
  for (const command of ["back", "answer", "leave", "help", "screen"] as const) assert.equal(respond(COURSE, session, command, START), session);
});

test("who waits for the start can begin at once, late or early against the plan that stays", () => {
  const session = respond(COURSE, beginning(START, START), "next", START - 10 * MINUTE);
  assert.deepEqual(session.happenings[session.happenings.length - 1], { type: "start", at: START - 10 * MINUTE, planned: START });
});

test("a step is made shorter by what it has left", () => {
  assert.deepEqual(after("extend")[1].allotted[0], 13 * MINUTE);
  assert.deepEqual(after("shorten")[1].allotted[0], 3 * MINUTE);
  assert.deepEqual(after("shorten", "shorten")[1].allotted[0], 2 * MINUTE);
});

test("what changed is told in words", () => {
  const [session, before] = after();
  const told = (next: Session): string => {
    const run = runOf(COURSE.agenda, next.happenings, START + MINUTE);
    assert.ok(run);
    return tellChange(COURSE, before, run);
  };
  const now = START + MINUTE;
  assert.equal(told(respond(COURSE, session, "next", now)), "第 2 步：写便条上墙，12 分钟");
  assert.equal(told(goTo(session, 2, now)), "第 3 步：圆桌轮说，20 分钟");
  assert.equal(told(respond(COURSE, session, "extend", now)), "本步延长 5 分钟，比计划晚 5 分钟，预计 15:15 结束");
  assert.equal(told(respond(COURSE, session, "pause", now)), "已暂停");
  assert.equal(told(session), "");
});
