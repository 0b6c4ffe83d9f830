/** Agendas whose clock times follow the start that the reader enters, which this browser remembers and the host view begins with. */

import { formatClock, parseClock, timetable } from "./clock";
import { all, required } from "./elements";
import { readStored, startKey, writeStored } from "./storage";

/** Show the start field of every agenda on the page and let it rewrite that agenda's times. */
export function offerAgendas(): void {
  for (const agenda of all(document, "[data-xk-agenda]")) offerStart(agenda);
}

function offerStart(agenda: HTMLElement): void {
  const record = required(document, "[data-xk-record]");
  const start = required<HTMLInputElement>(record, "input[data-xk-start]");
  const begins = required(agenda, "[data-xk-begins]");
  const steps = all<HTMLLIElement>(agenda, "li[data-minutes]");
  const clocks = steps.map((step) => required<HTMLTimeElement>(step, "[data-xk-clock]"));
  const end = required(agenda, "[data-xk-end]");
  const durations = steps.map((step) => Number(step.dataset.minutes));
  const key = startKey(record.dataset.xkRecord ?? "");

  const show = (): void => {
    const minutes = parseClock(start.value);
    if (minutes === null) return;
    showTime(begins, formatClock(minutes));
    timetable(minutes, durations).forEach((time, position) => showTime(clocks[position] ?? end, formatClock(time)));
    // Where storage is refused, the address still says it.
    for (const link of all<HTMLAnchorElement>(document, "a[data-xk-host-link]")) link.hash = start.value;
  };
  // A reload brings back what was typed before, which need not be what was kept.
  start.value = readStored(key) ?? start.defaultValue;
  if (parseClock(start.value) === null) start.value = start.defaultValue;
  start.addEventListener("input", () => {
    if (parseClock(start.value) !== null) writeStored(key, start.value);
    show();
  });
  show();
  required(record, "[data-xk-start-box]").hidden = false;
}

function showTime(element: HTMLElement, time: string): void {
  element.textContent = time;
  if (element instanceof HTMLTimeElement) element.dateTime = time;
}
