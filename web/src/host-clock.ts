/** The panel with the times and the bar of the whole agenda, drawn from a run. */

import { create, refill, required } from "./elements";
import { inMinutes, pressureOf, tellLength, tellPlan, tellPressure, tellTime } from "./host-words";
import type { Run, Step } from "./host-run";

/** Text that is written only where it differs, so that nothing is told twice. */
export function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

/** How the time of the step is told, on the panel and on the projector: words, figures, and `data-pressure` for shape and colour. */
export function drawTime(frame: HTMLElement, run: Run, now: number): void {
  const isWaiting = run.phase === "waiting";
  frame.dataset.pressure = isWaiting ? "enough" : run.phase === "paused" ? "paused" : pressureOf(run);
  write(required(frame, "[data-xk-pressure]"), isWaiting ? "离开始还有" : tellPressure(run));
  write(required(frame, "[data-xk-left]"), tellLength(isWaiting ? run.startedAt - now : run.left));
}

/** The panel beside the step. */
export function drawPanel(panel: HTMLElement, agenda: readonly Step[], run: Run, now: number): void {
  drawTime(panel, run, now);
  const time = (when: number): string => tellTime(when, run.plannedStart);
  const stepEnds = now + run.left;
  const facts =
    run.phase === "waiting"
      ? `${time(run.startedAt)} 自动开始`
      : `共 ${inMinutes(run.allotted[run.step] ?? 0)} 分钟　${run.left > 0 ? `${time(stepEnds)} 结束` : `应在 ${time(stepEnds)} 结束`}`;
  write(required(panel, "[data-xk-facts]"), facts);
  write(required(panel, "[data-xk-left-all]"), tellLength(run.leftInAll));
  const next = agenda[run.step + 1];
  const minutes = inMinutes(run.allotted[run.step + 1] ?? 0);
  const begun = run.phase === "waiting" ? run.startedAt : now;
  const at = time(begun + Math.max(0, run.left));
  write(required(panel, "[data-xk-next]"), next === undefined ? "这是最后一步" : `下一步 ${at}\n${next.title}（${minutes} 分钟）`);
  write(required(panel, "[data-xk-plan]"), tellPlan(run));
}

/** Make the bar of the agenda, a segment for each step; gives what draws it. */
export function offerProgress(bar: HTMLElement, agenda: readonly Step[]): (run: Run) => void {
  const fills = agenda.map(() => create("span", "xk-progress__fill"));
  const segments = fills.map((fill) => create("span", "xk-progress__step", fill));
  refill(bar, ...segments);
  return (run) => {
    segments.forEach((segment, position) => {
      const allotted = run.allotted[position] ?? 0;
      const isPast = run.phase === "ended" || position < run.step;
      const share = isPast ? 1 : position > run.step || allotted === 0 ? 0 : Math.min(1, (run.spent[position] ?? 0) / allotted);
      segment.className = `xk-progress__step${isPast ? " is-past" : position === run.step ? " is-current" : ""}`;
      segment.style.flexGrow = String(Math.max(1, inMinutes(allotted)));
      const fill = fills[position];
      if (fill !== undefined) fill.style.width = `${(share * 100).toFixed(1)}%`;
    });
    const spent = inMinutes(run.spent.reduce((sum, time) => sum + time, 0));
    const label = `第 ${run.step + 1} 步，共 ${agenda.length} 步；已用 ${spent} 分钟，全程还剩 ${inMinutes(run.leftInAll)} 分钟`;
    if (bar.getAttribute("aria-label") !== label) bar.setAttribute("aria-label", label);
  };
}
