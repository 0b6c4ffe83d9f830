/** What stands large beside the clock: the step, or a question that the facilitator chose. Pure. */

import { STEP, type Show } from "./host-session";

/** How many questions of each kind there are. */
export interface Counts {
  readonly discussion: number;
  readonly quiz: number;
}

/** What comes after: the answer of a quiz question, the next question, and after the last one the step. */
export function showNext(show: Show, counts: Counts): Show {
  if (!("index" in show)) return STEP;
  if (show.kind === "quiz" && !show.answered) return { ...show, answered: true };
  return questionAt(show.kind, show.index + 1, counts);
}

/** What came before: the question without its answer, the question before it, and before the first one the step. */
export function showBack(show: Show, counts: Counts): Show {
  if (!("index" in show)) return STEP;
  if (show.answered) return { ...show, answered: false };
  return questionAt(show.kind, show.index - 1, counts);
}

/** The question at a position, unanswered; the step where there is none. */
export function questionAt(kind: "discussion" | "quiz", index: number, counts: Counts): Show {
  return index >= 0 && index < counts[kind] ? { kind, index, answered: false } : STEP;
}

/** The answer shown, or hidden again. */
export function turnAnswer(show: Show): Show {
  return show.kind === "quiz" ? { ...show, answered: !show.answered } : show;
}
