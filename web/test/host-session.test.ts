import assert from "node:assert/strict";
import { test } from "node:test";
import { commandOf } from "../src/host-keys";
import { readSession, STEP, writeSession, type Session } from "../src/host-session";
import { questionAt, showBack, showNext, turnAnswer } from "../src/host-show";

const AGENDA = [
  { title: "学一段", minutes: 20 },
  { title: "议一议", minutes: 40 },
];
const SESSION: Session = {
  happenings: [
    { type: "start", at: 1_000, planned: 0 },
    { type: "step", at: 2_000, step: 1 },
    { type: "pause", at: 3_000 },
    { type: "extend", at: 4_000, step: 1, minutes: -5 },
    { type: "clock", at: 5_000, by: -3_600_000 },
  ],
  show: { kind: "quiz", index: 2, answered: true },
  seen: 6_000,
};

test("a meeting that is written is read again", () => {
  assert.deepEqual(readSession(writeSession(SESSION, AGENDA), AGENDA), { happenings: SESSION.happenings, show: SESSION.show, seen: 6_000 });
});

test("a meeting of format 1, as it was stored, is read", () => {
  const stored =
    '{"format":1,"agenda":"20 学一段\\n40 议一议","happenings":[{"type":"start","at":1000,"planned":0}],"show":{"kind":"step"},"seen":2000}';
  assert.deepEqual(readSession(stored, AGENDA), { happenings: [{ type: "start", at: 1000, planned: 0 }], show: STEP, seen: 2000 });
});

test("what is damaged, of another agenda or of another format is no meeting", () => {
  const text = writeSession(SESSION, AGENDA);
  const damaged = [
    null, "", "{", "[]", "7", '"学一段"', text.slice(0, -3), text.replace('"format":1', '"format":2'), text.replace('"step":1', '"step":2'),
    text.replace('"at":1000', '"at":null'), text.replace('"pause"', '"rest"'), text.replace('"index":2', '"index":"2"'), text.replace('"seen":6000', '"seen":"x"'),
  ];
  for (const one of damaged) assert.equal(readSession(one, AGENDA), null, String(one));
  assert.equal(readSession(text, [...AGENDA, { title: "散会", minutes: 5 }]), null);
  assert.equal(readSession(text, [{ title: "学一段", minutes: 25 }, { title: "议一议", minutes: 40 }]), null);
});

test("a clicker goes through a quiz alone: question, answer, next question, and back to the step", () => {
  const counts = { discussion: 2, quiz: 2 };
  const seen = [];
  for (let show = questionAt("quiz", 0, counts); show.kind === "quiz"; show = showNext(show, counts)) seen.push(`${show.index} ${String(show.answered)}`);
  assert.deepEqual(seen, ["0 false", "0 true", "1 false", "1 true"]);
  assert.deepEqual(showNext(questionAt("discussion", 1, counts), counts), STEP);
  assert.deepEqual(showBack({ kind: "quiz", index: 1, answered: true }, counts), { kind: "quiz", index: 1, answered: false });
  assert.deepEqual(showBack(questionAt("quiz", 0, counts), counts), STEP);
  assert.deepEqual(showBack({ kind: "blank" }, counts), STEP);
  assert.deepEqual(questionAt("quiz", 0, { discussion: 2, quiz: 0 }), STEP);
  assert.deepEqual(turnAnswer(questionAt("discussion", 0, counts)), questionAt("discussion", 0, counts));
});

test("keys mean the same on a keyboard, a clicker and with a Chinese input method", () => {
  const none = { key: "", code: "", shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
  const rows = [
    [{ key: "PageDown" }, "next"], [{ key: "ArrowLeft" }, "back"], [{ key: " " }, "pause"], [{ key: "e", code: "KeyE" }, "extend"],
    [{ key: "Process", code: "KeyE" }, "extend"], [{ key: "E", code: "KeyE", shiftKey: true }, "shorten"], [{ key: "？", code: "Slash", shiftKey: true }, "help"],
    [{ key: "Escape" }, "leave"], [{ key: "p", code: "KeyP", ctrlKey: true }, null], [{ key: "F5" }, null], [{ key: "ArrowDown" }, null],
  ] as const;
  for (const [pressed, expected] of rows) assert.equal(commandOf({ ...none, ...pressed }), expected, JSON.stringify(pressed));
});
