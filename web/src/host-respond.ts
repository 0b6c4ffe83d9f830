/** What follows in a meeting from what the facilitator asks for. Pure. */

import { MINUTE, runOf, spare, type Happening, type Run, type Step } from "./host-run";
import type { Command } from "./host-keys";
import { STEP, type Session, type Show } from "./host-session";
import { questionAt, showBack, showNext, turnAnswer, type Counts } from "./host-show";
import { tellPlan } from "./host-words";

const EXTENSION = 5;
/** A meeting that begins farther than this from its plan was not planned for today's time: the plan is then what begins now. */
const NEAR_PLAN = 60 * MINUTE;

/** What a meeting is about, which does not change. */
export interface Course {
  readonly agenda: readonly Step[];
  readonly counts: Counts;
}

/** A meeting that begins: at a time, which may lie ahead, with the start that was planned. */
export function beginning(at: number, planned: number): Session {
  return { happenings: [startAt(at, planned)], show: STEP, seen: at };
}

function startAt(at: number, planned: number): Happening {
  return { type: "start", at, planned: Math.abs(at - planned) > NEAR_PLAN ? at : planned };
}

/** The meeting after a command; the same one where nothing follows. */
export function respond(course: Course, session: Session, command: Command, now: number): Session {
  const run = runOf(course.agenda, session.happenings, now);
  if (run === null) return session;
  const show = shownAfter(course.counts, session.show, command);
  const happening = "index" in session.show && (command === "next" || command === "back") ? null : happeningOf(course, run, command, now);
  if (show === session.show && happening === null) return session;
  return { ...session, show, happenings: happening === null ? session.happenings : [...session.happenings, happening] };
}

/** The meeting at another step. */
export function goTo(session: Session, step: number, now: number): Session {
  return { ...session, show: STEP, happenings: [...session.happenings, { type: "step", at: now, step }] };
}

/** What changed between two looks at a meeting, for those who do not see it; empty if nothing did. */
export function tellChange(course: Course, before: Run, after: Run): string {
  if (after.phase === "ended") return before.phase === "ended" ? "" : `会议结束，${tellPlan(after)}`;
  const step = course.agenda[after.step];
  if (after.step !== before.step || before.phase === "ended" || before.phase === "waiting" && after.phase === "running") {
    return `第 ${after.step + 1} 步：${step?.title ?? ""}，${step?.minutes ?? 0} 分钟`;
  }
  const more = ((after.allotted[after.step] ?? 0) - (before.allotted[after.step] ?? 0)) / MINUTE;
  if (more !== 0) return `本步${more > 0 ? "延长" : "缩短"} ${Math.abs(more)} 分钟，${tellPlan(after)}`;
  if (after.phase !== before.phase) return after.phase === "paused" ? "已暂停" : "继续";
  return "";
}

function shownAfter(counts: Counts, show: Show, command: Command): Show {
  switch (command) {
    case "next":
      return "index" in show ? showNext(show, counts) : same(show, STEP);
    case "back":
      return "index" in show ? showBack(show, counts) : same(show, STEP);
    case "discussion":
    case "quiz":
      return questionAt(command, show.kind === command ? show.index + 1 : 0, counts);
    case "answer":
      return turnAnswer(show);
    case "blank":
      return show.kind === "blank" ? STEP : { kind: "blank" };
    case "leave":
      return same(show, STEP);
    default:
      return show;
  }
}

function same(show: Show, other: Show): Show {
  return show.kind === other.kind ? show : other;
}

function happeningOf(course: Course, run: Run, command: Command, now: number): Happening | null {
  const isOn = run.phase === "running" || run.phase === "paused";
  switch (command) {
    case "next":
      if (run.phase === "waiting") return startAt(now, run.plannedStart);
      if (!isOn) return null;
      return run.step + 1 < course.agenda.length ? { type: "step", at: now, step: run.step + 1 } : { type: "end", at: now };
    case "back":
      if (run.phase === "ended") return { type: "step", at: now, step: run.step };
      return isOn && run.step > 0 ? { type: "step", at: now, step: run.step - 1 } : null;
    case "pause":
      return isOn ? { type: run.phase === "paused" ? "resume" : "pause", at: now } : null;
    case "extend":
      return isOn ? { type: "extend", at: now, step: run.step, minutes: EXTENSION } : null;
    case "shorten":
      return isOn && spare(run, EXTENSION) > 0 ? { type: "extend", at: now, step: run.step, minutes: -spare(run, EXTENSION) } : null;
    default:
      return null;
  }
}
