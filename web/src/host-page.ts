/** What host view and projector read from their page: the agenda, and the questions that can be shown large. */

import { all, required } from "./elements";
import type { Step } from "./host-run";
import type { Show } from "./host-session";
import type { Counts } from "./host-show";

const KINDS = ["discussion", "quiz"] as const;

export function agendaOf(page: HTMLElement): readonly Step[] {
  return all(page, "[data-xk-step]").map((step) => ({
    title: required(step, "[data-xk-step-title]").textContent ?? "",
    minutes: Number(step.dataset.minutes),
  }));
}

export function countsOf(page: HTMLElement): Counts {
  return { discussion: questions(page, "discussion").length, quiz: questions(page, "quiz").length };
}

/** Show the question and nothing else of its kind, or none; its answer only if that is shown. */
export function showQuestion(page: HTMLElement, show: Show): void {
  for (const kind of KINDS) {
    for (const section of all(page, `[data-xk-ask=${kind}]`)) section.hidden = show.kind !== kind;
    questions(page, kind).forEach((question, position) => {
      question.hidden = !("index" in show) || position !== show.index;
      for (const answer of all(question, "[data-xk-answer]")) answer.hidden = !("index" in show && show.answered);
    });
  }
}

/** Which question it is, in words; empty for a step. */
export function tellQuestion(show: Show, counts: Counts): string {
  if (!("index" in show)) return "";
  return `${show.kind === "quiz" ? "自测题" : "讨论题"} ${show.index + 1} / ${counts[show.kind]}`;
}

function questions(page: HTMLElement, kind: "discussion" | "quiz"): HTMLElement[] {
  return all(page, `[data-xk-ask=${kind}] [data-xk-question]`);
}
