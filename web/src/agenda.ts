/** Agendas whose clock times follow the start that the reader enters. Nothing is remembered. */

import { formatClock, parseClock, timetable } from "./clock";
import { all, required } from "./elements";

/** Show the start field of every agenda on the page and let it rewrite that agenda's times. */
export function offerAgendas(): void {
  for (const agenda of all(document, "[data-xk-agenda]")) offerStart(agenda);
}

function offerStart(agenda: HTMLElement): void {
  const start = required<HTMLInputElement>(agenda, "input[data-xk-start]");
  const steps = all<HTMLLIElement>(agenda, "li[data-minutes]");
  const clocks = steps.map((step) => required<HTMLTimeElement>(step, "[data-xk-clock]"));
  const end = required(agenda, "[data-xk-end]");
  const durations = steps.map((step) => Number(step.dataset.minutes));

  // A reload brings back what was typed before, while the times in the page are those of the default.
  start.value = start.defaultValue;
  start.addEventListener("input", () => {
    const minutes = parseClock(start.value);
    if (minutes === null) return;
    timetable(minutes, durations).forEach((time, position) => showTime(clocks[position] ?? end, formatClock(time)));
  });
  required(agenda, "[data-xk-start-box]").hidden = false;
}

function showTime(element: HTMLElement, time: string): void {
  element.textContent = time;
  if (element instanceof HTMLTimeElement) element.dateTime = time;
}
