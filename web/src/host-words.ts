/** How the host view says times: words and figures beside every colour and shape. */

import { MINUTE, type Run } from "./host-run";

const SOON_SHARE = 0.1;
const SECOND = 1000;

/** How much of a step's time is left, in kind. */
export type Pressure = "enough" | "soon" | "over";

/** Soon is the last tenth of a step, at least its last minute and at most its last five. */
export function pressureOf(run: Run): Pressure {
  if (run.left <= 0) return "over";
  const soon = Math.min(5 * MINUTE, Math.max(MINUTE, (run.allotted[run.step] ?? 0) * SOON_SHARE));
  return run.left <= soon ? "soon" : "enough";
}

/** Minutes and seconds of a duration without its sign, rounded so that a countdown ends with 0:00: 12:40, 75:00. */
export function tellLength(duration: number): string {
  const seconds = Math.abs(Math.ceil(duration / SECOND));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** What stands above the time of the step. */
export function tellPressure(run: Run): string {
  if (run.phase === "paused") return "已暂停，本步还剩";
  return { enough: "本步还剩", soon: "快到时间，本步还剩", over: "时间到，本步已超" }[pressureOf(run)];
}

/** Hours and minutes of a time on this computer's clock; 次日 before one of a later day than `since`. */
export function tellTime(time: number, since: number): string {
  const [day, first] = [new Date(time), new Date(since)];
  const clock = `${String(day.getHours()).padStart(2, "0")}:${String(day.getMinutes()).padStart(2, "0")}`;
  return time > since && day.toDateString() !== first.toDateString() ? `次日 ${clock}` : clock;
}

/** Planned against actual. */
export function tellPlan(run: Run): string {
  const ends = tellTime(run.endsAt, run.plannedStart);
  const late = Math.floor(run.endsAt / MINUTE) - Math.floor(run.plannedEnd / MINUTE);
  const how = late === 0 ? "和计划一样" : `比计划${late > 0 ? "晚" : "早"} ${tellMinutes(Math.abs(late))}`;
  return run.phase === "ended" ? `${ends} 结束，${how}` : `${how}，预计 ${ends} 结束`;
}

/** A count of minutes, with hours from 100 minutes on. */
export function tellMinutes(minutes: number): string {
  if (minutes < 100) return `${minutes} 分钟`;
  const rest = minutes % 60;
  return `${Math.floor(minutes / 60)} 小时${rest === 0 ? "" : ` ${rest} 分钟`}`;
}

/** A duration in whole minutes, the nearest. */
export function inMinutes(duration: number): number {
  return Math.round(duration / MINUTE);
}
