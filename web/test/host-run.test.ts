import assert from "node:assert/strict";
import { test } from "node:test";
import { clockJump, isStale, mended, MINUTE, runOf, spare, startNear, type Happening, type Run } from "../src/host-run";
import { tellLength, tellPlan, tellPressure, tellTime } from "../src/host-words";

const AGENDA = [
  { title: "入场与静默", minutes: 5 },
  { title: "三位同志的讲述", minutes: 20 },
  { title: "一件小事的检验", minutes: 30 },
  { title: "写承诺卡", minutes: 5 },
];
const DAY = new Date(2026, 5, 26);

/** A time of the day of the meeting, or of the next one from 24:00 on. */
function at(clock: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(":").map(Number);
  return new Date(2026, 5, 26, hours, minutes, seconds).getTime();
}

const start = (clock: string, planned = clock): Happening => ({ type: "start", at: at(clock), planned: at(planned) });
const step = (clock: string, number: number): Happening => ({ type: "step", at: at(clock), step: number - 1 });
const extend = (clock: string, number: number, minutes: number): Happening => ({ type: "extend", at: at(clock), step: number - 1, minutes });
const pause = (clock: string): Happening => ({ type: "pause", at: at(clock) });
const resume = (clock: string): Happening => ({ type: "resume", at: at(clock) });
const end = (clock: string): Happening => ({ type: "end", at: at(clock) });
const clock = (when: string, minutes: number): Happening => ({ type: "clock", at: at(when), by: minutes * MINUTE });

function run(happenings: readonly Happening[], now: string): Run {
  const found = runOf(AGENDA, happenings, at(now));
  assert.ok(found);
  return found;
}

/** What the page says: phase, number of the step, words and time of the step, time in all, plan. */
function said(happenings: readonly Happening[], now: string): string {
  const found = run(happenings, now);
  return [found.phase, found.step + 1, tellPressure(found), tellLength(found.left), tellLength(found.leftInAll), tellPlan(found)].join(" | ");
}

const SAID: readonly (readonly [string, readonly Happening[], string, string])[] = [
  ["just begun", [start("14:30")], "14:30", "running | 1 | 本步还剩 | 5:00 | 60:00 | 和计划一样，预计 15:30 结束"],
  ["in the first step", [start("14:30")], "14:32:20", "running | 1 | 本步还剩 | 2:40 | 57:40 | 和计划一样，预计 15:30 结束"],
  ["the last minute", [start("14:30")], "14:34:30", "running | 1 | 快到时间，本步还剩 | 0:30 | 55:30 | 和计划一样，预计 15:30 结束"],
  ["over its time", [start("14:30")], "14:37", "running | 1 | 时间到，本步已超 | 2:00 | 55:00 | 比计划晚 2 分钟，预计 15:32 结束"],
  ["waiting for the start", [start("14:30")], "14:18", "waiting | 1 | 本步还剩 | 5:00 | 60:00 | 和计划一样，预计 15:30 结束"],
  ["late start", [start("14:37", "14:30")], "14:38", "running | 1 | 本步还剩 | 4:00 | 59:00 | 比计划晚 7 分钟，预计 15:37 结束"],
  ["early start", [start("14:20", "14:30")], "14:21", "running | 1 | 本步还剩 | 4:00 | 59:00 | 比计划早 10 分钟，预计 15:20 结束"],
  ["a step that took less", [start("14:30"), step("14:33", 2)], "14:34", "running | 2 | 本步还剩 | 19:00 | 54:00 | 比计划早 2 分钟，预计 15:28 结束"],
  ["paused", [start("14:30"), pause("14:32")], "14:42", "paused | 1 | 已暂停，本步还剩 | 3:00 | 58:00 | 比计划晚 10 分钟，预计 15:40 结束"],
  ["after the pause", [start("14:30"), pause("14:32"), resume("14:42")], "14:43", "running | 1 | 本步还剩 | 2:00 | 57:00 | 比计划晚 10 分钟，预计 15:40 结束"],
  ["on in a pause", [start("14:30"), pause("14:32"), step("14:33", 2)], "14:36", "paused | 2 | 已暂停，本步还剩 | 20:00 | 55:00 | 比计划晚 1 分钟，预计 15:31 结束"],
  ["made longer", [start("14:30"), extend("14:34", 1, 5)], "14:34", "running | 1 | 本步还剩 | 6:00 | 61:00 | 比计划晚 5 分钟，预计 15:35 结束"],
  ["made longer once over", [start("14:30"), extend("14:37", 1, 5)], "14:37", "running | 1 | 本步还剩 | 3:00 | 58:00 | 比计划晚 5 分钟，预计 15:35 结束"],
  ["made shorter", [start("14:30"), step("14:35", 2), extend("14:36", 2, -5)], "14:36", "running | 2 | 本步还剩 | 14:00 | 49:00 | 比计划早 5 分钟，预计 15:25 结束"],
  ["a pause asked for twice", [start("14:30"), pause("14:32"), pause("14:33")], "14:34", "paused | 1 | 已暂停，本步还剩 | 3:00 | 58:00 | 比计划晚 2 分钟，预计 15:32 结束"],
  ["back: the time spent stays spent", [start("14:30"), step("14:33", 2), step("14:34", 1)], "14:35", "running | 1 | 快到时间，本步还剩 | 1:00 | 55:00 | 和计划一样，预计 15:30 结束"],
  ["a step left out", [start("14:30"), step("14:35", 3)], "14:35", "running | 3 | 本步还剩 | 30:00 | 35:00 | 比计划早 20 分钟，预计 15:10 结束"],
  ["ended early", [start("14:30"), step("14:35", 4), end("14:39")], "16:00", "ended | 4 | 快到时间，本步还剩 | 1:00 | 0:00 | 14:39 结束，比计划早 51 分钟"],
  ["back into what had ended", [start("14:30"), step("14:35", 4), end("14:39"), step("14:41", 4)], "14:41", "running | 4 | 快到时间，本步还剩 | 1:00 | 1:00 | 比计划早 48 分钟，预计 14:42 结束"],
  ["an end is not made longer", [start("14:30"), end("14:39"), extend("14:40", 1, 5), pause("14:41")], "14:50", "ended | 1 | 时间到，本步已超 | 4:00 | 0:00 | 14:39 结束，比计划早 51 分钟"],
  ["across midnight", [start("23:40"), step("23:45", 2)], "24:01", "running | 2 | 本步还剩 | 4:00 | 39:00 | 和计划一样，预计 次日 00:40 结束"],
  ["a new start forgets the first", [start("14:30"), step("14:35", 3), start("15:00", "14:30")], "15:01", "running | 1 | 本步还剩 | 4:00 | 59:00 | 比计划晚 30 分钟，预计 16:00 结束"],
  ["the clock put forward by an hour", [start("14:30"), clock("15:32", 60)], "15:33", "running | 1 | 本步还剩 | 2:00 | 57:00 | 比计划晚 60 分钟，预计 16:30 结束"],
  ["the clock put back by an hour", [start("14:30"), step("14:35", 2), clock("13:40", -60)], "13:41", "running | 2 | 本步还剩 | 14:00 | 49:00 | 比计划早 60 分钟，预计 14:30 结束"],
];

for (const [name, happenings, now, expected] of SAID) {
  test(`the page tells the time: ${name}`, () => assert.equal(said(happenings, now), expected));
}

test("a step's end moves by what it is made longer, and so does the end of all", () => {
  const before = run([start("14:30")], "14:31");
  const later = run([start("14:30"), extend("14:31", 1, 5)], "14:31");
  assert.equal(later.left - before.left, 5 * MINUTE);
  assert.equal(later.endsAt - before.endsAt, 5 * MINUTE);
  assert.equal(later.plannedEnd, before.plannedEnd);
});

test("each step tells when it was first come to", () => {
  const found = run([start("14:30"), step("14:36", 2), step("14:40", 1), step("14:45", 2), clock("15:50", 60)], "15:51");
  assert.deepEqual(found.entered, [at("15:30"), at("15:36"), null, null]);
});

test("a reload in mid-pause changes nothing: the same happenings say the same", () => {
  const happenings = [start("14:30"), step("14:36", 2), pause("14:40")];
  const reread = JSON.parse(JSON.stringify(happenings)) as Happening[];
  assert.equal(said(reread, "15:10"), said(happenings, "15:10"));
  assert.equal(run(reread, "15:10").left, run(happenings, "14:41").left);
});

test("time spent is never more than the time that passed, whatever is pressed", () => {
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  for (let round = 0; round < 200; round += 1) {
    let now = at("14:30");
    let paused: number | null = null;
    let pauses = 0;
    const happenings: Happening[] = [start("14:30")];
    for (let count = 0; count < 12; count += 1) {
      now += random(6) * MINUTE;
      const choice = random(4);
      if (choice === 0) happenings.push({ type: "step", at: now, step: random(AGENDA.length) });
      else if (choice === 1) happenings.push({ type: "extend", at: now, step: random(AGENDA.length), minutes: random(11) - 5 });
      else if (choice === 2) {
        happenings.push({ type: "pause", at: now });
        paused = paused ?? now;
      } else {
        happenings.push({ type: "resume", at: now });
        pauses += paused === null ? 0 : now - paused;
        paused = null;
      }
    }
    pauses += paused === null ? 0 : now - paused;
    const found = runOf(AGENDA, happenings, now);
    const spent = found?.spent.reduce((sum, time) => sum + time, 0);
    assert.equal(spent, now - at("14:30") - pauses);
  }
});

test("a start that is entered is the last one if that was within three hours, else the next", () => {
  const rows: readonly (readonly [string, number, string])[] = [
    ["14:00", 14 * 60 + 30, "14:30"],
    ["14:40", 14 * 60 + 30, "14:30"],
    ["20:00", 9 * 60, "33:00"],
    ["01:00", 14 * 60 + 30, "14:30"],
    ["23:50", 10, "24:10"],
  ];
  for (const [now, minutes, expected] of rows) assert.equal(startNear(at(now), minutes), at(expected), now);
  assert.equal(tellTime(startNear(at("24:20"), 23 * 60 + 40), at("23:00")), "23:40");
});

test("a clock that is put forward, put back, or ran on while the machine slept is noticed, a late look is not", () => {
  const look = (wall: string, steady: number) => ({ wall: at(wall), steady: steady * MINUTE });
  assert.equal(clockJump(look("14:30", 0), look("14:31", 1)), 0);
  assert.equal(clockJump(look("14:30", 0), look("15:31", 1)), 60 * MINUTE);
  assert.equal(clockJump(look("14:30", 0), look("13:31", 1)), -60 * MINUTE);
});

test("a clock that was put back while the page was closed does not stop the countdown", () => {
  const happenings = [start("14:30"), step("14:35", 2)];
  assert.equal(mended(happenings, at("14:36")), happenings);
  const found = mended(happenings, at("13:36"));
  assert.equal(said(found, "13:37"), "running | 2 | 本步还剩 | 19:00 | 54:00 | 比计划早 59 分钟，预计 14:31 结束");
  assert.equal(mended([start("14:30")], at("14:00")).length, 1);
});

test("nobody goes on with a meeting of the day before", () => {
  const friday = run([start("14:30"), end("15:30")], "15:40");
  assert.equal(isStale(friday, at("16:00")), false);
  assert.equal(isStale(friday, at("34:00")), true);
});

test("a step is made shorter only by time that it still has", () => {
  assert.equal(spare(run([start("14:30")], "14:31:30"), 5), 3);
  assert.equal(spare(run([start("14:30"), step("14:35", 2)], "14:36"), 5), 5);
  assert.equal(spare(run([start("14:30")], "14:40"), 5), 0);
});

test("nothing is shown before there is a start", () => {
  assert.equal(runOf(AGENDA, [], DAY.getTime()), null);
  assert.equal(runOf(AGENDA, [step("14:30", 2)], DAY.getTime()), null);
});
