/**
 * The clock of an agenda that is being led: from what happened, and the time now, follows what is shown. All times are milliseconds since 1970,
 * all durations milliseconds; positions of steps count from 0.
 */

export const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LATEST_START = 3 * HOUR;

export interface Step {
  readonly title: string;
  readonly minutes: number;
}

/** What happened, in order. A later `start` begins anew; one that lies ahead is waited for. */
export type Happening =
  | { readonly type: "start"; readonly at: number; readonly planned: number }
  | { readonly type: "step"; readonly at: number; readonly step: number }
  | { readonly type: "extend"; readonly at: number; readonly step: number; readonly minutes: number }
  | { readonly type: "pause" | "resume" | "end"; readonly at: number }
  /** The computer's clock was put forward by so much, or back if negative, or that time is not to count. */
  | { readonly type: "clock"; readonly at: number; readonly by: number };

export type Phase = "waiting" | "running" | "paused" | "ended";

export interface Run {
  readonly phase: Phase;
  readonly step: number;
  /** Of each step: the time that it has, extensions included, and the time spent in it. */
  readonly allotted: readonly number[];
  readonly spent: readonly number[];
  /** When each step was first come to, or null. */
  readonly entered: readonly (number | null)[];
  /** Of the step; negative once it is over its time. */
  readonly left: number;
  /** Of this step and those after it, never negative. */
  readonly leftInAll: number;
  readonly plannedStart: number;
  readonly plannedEnd: number;
  readonly startedAt: number;
  /** When it will end if every step keeps to its time from now on; of one that has ended, when it did. */
  readonly endsAt: number;
}

interface Progress {
  readonly plannedStart: number;
  readonly startedAt: number;
  readonly since: number;
  readonly step: number;
  readonly phase: Phase;
  readonly spent: readonly number[];
  readonly extra: readonly number[];
  readonly entered: readonly (number | null)[];
}

/** What is shown now; null before there is a start. */
export function runOf(agenda: readonly Step[], happenings: readonly Happening[], now: number): Run | null {
  let progress: Progress | null = null;
  for (const happening of happenings) progress = after(progress, happening, agenda.length);
  return progress === null ? null : seen(agenda, progress, now);
}

/** The start written as minutes after midnight, as a time: the last one if that was up to three hours ago, else the next. */
export function startNear(now: number, minutes: number): number {
  const day = new Date(now);
  const onDay = (shift: number): number =>
    new Date(day.getFullYear(), day.getMonth(), day.getDate() + shift, Math.floor(minutes / 60), minutes % 60).getTime();
  return [-1, 0, 1].map(onDay).find((time) => time > now - LATEST_START) ?? now;
}

/** By how many minutes the step can be made shorter, at most so many. */
export function spare(run: Run, most: number): number {
  return Math.max(0, Math.min(most, Math.floor(run.left / MINUTE)));
}

/** By how much the clock was moved between two looks at it, where `steady` is a clock that nobody sets; 0 where that is little. */
export function clockJump(before: Look, after: Look): number {
  const jump = after.wall - before.wall - (after.steady - before.steady);
  return Math.abs(jump) < MINUTE / 2 ? 0 : jump;
}

export interface Look {
  readonly wall: number;
  readonly steady: number;
}

/** The happenings, with a word on the clock where it stands before the last of them: it was put back while nobody looked. */
export function mended(happenings: readonly Happening[], now: number): readonly Happening[] {
  const last = happenings[happenings.length - 1];
  if (last === undefined || last.type === "start" || last.at <= now) return happenings;
  return [...happenings, { type: "clock", at: now, by: now - last.at }];
}

/** Whether a run is so long over that nobody goes on with it. */
export function isStale(run: Run, now: number): boolean {
  return run.endsAt < now - DAY / 2 || (run.phase === "waiting" && run.startedAt > now + DAY);
}

function after(progress: Progress | null, happening: Happening, steps: number): Progress | null {
  if (happening.type === "start") {
    const none = new Array<number>(steps).fill(0);
    const { planned, at } = happening;
    const entered = none.map((_, position) => (position === 0 ? at : null));
    return { plannedStart: planned, startedAt: at, since: at, step: 0, phase: "running", spent: none, extra: none, entered };
  }
  if (progress === null) return null;
  if (happening.type === "clock") {
    const { by } = happening;
    const entered = progress.entered.map((time) => (time === null ? null : time + by));
    return { ...progress, startedAt: progress.startedAt + by, since: progress.since + by, entered };
  }
  // What has ended is only gone back into.
  if (progress.phase === "ended" && happening.type !== "step") return progress;
  const settled = settle(progress, happening.at);
  switch (happening.type) {
    case "step":
      return {
        ...settled,
        step: happening.step,
        phase: settled.phase === "ended" ? "running" : settled.phase,
        entered: settled.entered.map((time, position) => (position === happening.step ? (time ?? happening.at) : time)),
      };
    case "extend":
      return { ...settled, extra: added(settled.extra, happening.step, happening.minutes * MINUTE) };
    case "pause":
      return settled.phase === "running" ? { ...settled, phase: "paused" } : settled;
    case "resume":
      return settled.phase === "paused" ? { ...settled, phase: "running" } : settled;
    case "end":
      return { ...settled, phase: "ended" };
  }
}

/** Count the time since the last happening to the step that was on. */
function settle(progress: Progress, at: number): Progress {
  const passed = progress.phase === "running" ? Math.max(0, at - progress.since) : 0;
  return { ...progress, since: at, spent: added(progress.spent, progress.step, passed) };
}

function seen(agenda: readonly Step[], progress: Progress, now: number): Run {
  const isWaiting = progress.phase === "running" && now < progress.startedAt;
  const isEnded = progress.phase === "ended";
  const from = isWaiting ? progress.startedAt : now;
  const { step, spent } = isWaiting || isEnded ? progress : settle(progress, now);
  const allotted = agenda.map((item, position) => Math.max(0, item.minutes * MINUTE + (progress.extra[position] ?? 0)));
  const remaining = allotted.map((time, position) => time - (spent[position] ?? 0));
  const leftInAll = isEnded ? 0 : remaining.slice(step).reduce((sum, time) => sum + Math.max(0, time), 0);
  const minutes = agenda.reduce((sum, item) => sum + item.minutes, 0);
  return {
    phase: isWaiting ? "waiting" : progress.phase,
    step,
    allotted,
    spent,
    entered: progress.entered,
    left: remaining[step] ?? 0,
    leftInAll,
    plannedStart: progress.plannedStart,
    plannedEnd: progress.plannedStart + minutes * MINUTE,
    startedAt: progress.startedAt,
    endsAt: isEnded ? progress.since : from + leftInAll,
  };
}

function added(times: readonly number[], position: number, more: number): readonly number[] {
  return times.map((time, index) => (index === position ? time + more : time));
}
