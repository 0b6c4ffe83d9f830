/** What the parts of a page tell one another: DOM events on `document`, so that no view imports another. */

/** A quiz or a part of one was answered. */
export const QUIZ_DONE = "xueku:quiz-done";
/** An agenda that is being led came to a step. */
export const AGENDA_STEP = "xueku:agenda-step";

export interface QuizDone {
  /** The record's id and title, as the article of its page has them. */
  readonly record: string;
  readonly title: string;
  readonly right: number;
  readonly total: number;
  /** Numbers of the questions that were answered wrongly, counted from 1, ascending. */
  readonly wrong: number[];
}

export interface AgendaStep {
  readonly record: string;
  readonly title: string;
  /** Counted from 1. */
  readonly step: number;
  /** How many steps there are. */
  readonly of: number;
}

/** Tell everybody on the page. */
export function tell(name: typeof QUIZ_DONE, detail: QuizDone): void;
export function tell(name: typeof AGENDA_STEP, detail: AgendaStep): void;
export function tell(name: string, detail: QuizDone | AgendaStep): void {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}

/** Be called with what is told. */
export function listen(name: typeof QUIZ_DONE, hear: (detail: QuizDone) => void): void;
export function listen(name: typeof AGENDA_STEP, hear: (detail: AgendaStep) => void): void;
export function listen<Detail>(name: string, hear: (detail: Detail) => void): void {
  document.addEventListener(name, (event) => hear((event as CustomEvent<Detail>).detail));
}
