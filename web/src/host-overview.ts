/** The table of all steps: planned and actual time, and a way to each. */

import { create, createButton, refill, required } from "./elements";
import { write } from "./host-clock";
import { MINUTE, type Run, type Step } from "./host-run";
import { inMinutes, tellLength, tellPlan, tellTime } from "./host-words";

/** Make the rows of the table in this section; gives what draws it: for a meeting, or for a planned start. */
export function offerOverview(
  section: HTMLElement,
  agenda: readonly Step[],
  onGo: (step: number) => void,
): (run: Run | null, planned: number, now: number) => void {
  const rows = agenda.map((step, position) => {
    const [planned, spent, start] = [create("td", ""), create("td", ""), create("td", "")];
    const go = createButton("xk-key", "跳到", () => {
      // It is hidden with the table: keys are again the page's at once, not when the browser has noticed.
      go.blur();
      onGo(position);
    });
    go.setAttribute("aria-label", `跳到第 ${position + 1} 步：${step.title}`);
    const head = create("th", "", `${position + 1}. ${step.title}`);
    head.scope = "row";
    return { row: create("tr", "", head, planned, spent, start, create("td", "", go)), planned, spent, start, go };
  });
  refill(required(section, "[data-xk-overview]"), ...rows.map(({ row }) => row));
  const [title, words] = [required(section, "[data-xk-overview-title]"), required(section, "[data-xk-overview-words]")];
  return (run, plannedStart, now) => {
    const isOver = run?.phase === "ended";
    write(title, isOver ? "会议小结" : "全部环节");
    write(words, run === null ? "" : isOver ? `${tellTime(run.startedAt, run.plannedStart)} 开始，${tellPlan(run)}。` : `${tellPlan(run)}。`);
    let upcoming = run === null || run.phase === "waiting" ? (run?.startedAt ?? plannedStart) : now + Math.max(0, run.left);
    rows.forEach((row, position) => {
      const minutes = agenda[position]?.minutes ?? 0;
      const allotted = run?.allotted[position] ?? minutes * MINUTE;
      const isAhead = run === null || run.phase === "waiting" || (!isOver && position > run.step);
      const [entered, spent] = [run?.entered[position] ?? null, run?.spent[position] ?? 0];
      write(row.planned, allotted === minutes * MINUTE ? `${minutes} 分钟` : `${minutes} → ${inMinutes(allotted)} 分钟`);
      write(row.spent, spent > 0 ? tellLength(spent) : "—");
      write(row.start, isAhead ? tellTime(upcoming, plannedStart) : entered === null ? "—" : tellTime(entered, plannedStart));
      if (isAhead) upcoming += Math.max(0, allotted - spent);
      row.row.className = !isAhead && !isOver && position === run.step ? "is-current" : "";
      row.go.hidden = run === null || run.phase === "waiting";
    });
  };
}
