/** What stands before a meeting: when it is to begin, and whether to go on with the last one. */

import { formatClock, parseClock } from "./clock";
import { required } from "./elements";
import { write } from "./host-clock";
import { MINUTE, runOf, startNear, type Step } from "./host-run";
import type { Session } from "./host-session";
import { inMinutes, tellMinutes, tellTime } from "./host-words";
import { readStored, startKey, writeStored } from "./storage";

export interface Setup {
  /** The start that is entered, as a time near now. */
  readonly planned: (now: number) => number;
  /** Offer to go on with this meeting, or none. */
  readonly offer: (last: Session | null) => void;
  readonly draw: (now: number) => void;
}

/** Bind the section; `begin` gets the time of the start and the planned one, `goOn` the meeting that is gone on with. */
export function offerSetup(
  section: HTMLElement,
  record: string,
  agenda: readonly Step[],
  begin: (at: number, planned: number) => void,
  goOn: (session: Session) => void,
): Setup {
  const input = required<HTMLInputElement>(section, "input[data-xk-planned]");
  const [resume, begins] = [required(section, "[data-xk-resume]"), required(section, "[data-xk-begin]")];
  const onTime = required(section, "[data-xk-on-time]");
  const minutes = agenda.reduce((sum, step) => sum + step.minutes, 0);
  let last: Session | null = null;

  const entered = decodeURIComponent(location.hash.slice(1));
  const kept = [entered, readStored(startKey(record)), input.defaultValue].find((text) => parseClock(text ?? "") !== null);
  input.value = kept ?? "";
  const planned = (now: number): number => startNear(now, parseClock(input.value) ?? parseClock(input.defaultValue) ?? 0);

  const draw = (now: number): void => {
    const start = planned(now);
    write(required(section, "[data-xk-planned-end]"), tellTime(start + minutes * MINUTE, start));
    const ago = inMinutes(now - start);
    const clock = tellTime(start, now);
    write(onTime, start > now ? `等到 ${clock} 自动开始` : `已经开始了，从 ${clock} 算起（过了 ${tellMinutes(ago)}）`);
  };
  input.addEventListener("input", () => {
    const start = parseClock(input.value);
    if (start !== null) writeStored(startKey(record), formatClock(start));
    draw(Date.now());
  });
  required(section, "[data-xk-now]").addEventListener("click", () => begin(Date.now(), planned(Date.now())));
  onTime.addEventListener("click", () => begin(planned(Date.now()), planned(Date.now())));
  required(section, "[data-xk-resume-on]").addEventListener("click", () => {
    if (last !== null) goOn(last);
  });
  required(section, "[data-xk-resume-anew]").addEventListener("click", () => {
    resume.hidden = true;
    begins.hidden = false;
    input.focus();
  });
  const offer = (session: Session | null): void => {
    last = session;
    const run = session === null ? null : runOf(agenda, session.happenings, session.seen);
    resume.hidden = session === null;
    begins.hidden = session !== null;
    if (session === null || run === null) return;
    const words = run.phase === "ended" ? "已经结束" : `到第 ${run.step + 1} 步“${agenda[run.step]?.title ?? ""}”${run.phase === "paused" ? "，暂停着" : ""}`;
    write(required(resume, "[data-xk-resume-words]"), `上次主持${words}（${tellTime(session.seen, session.seen)}）。`);
  };
  return { planned, offer, draw };
}
