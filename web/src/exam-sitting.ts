/** A paper that is being answered: the questions below one another, the answer sheet, the time that is left. */

import { create, createButton } from "./elements";
import type { BankQuestion } from "./exam-bank";
import { deadline, tellLeft, type Session } from "./exam-session";
import { createQuestionForm } from "./question-form";
import { choiceOrder, isAnswered, TYPE_LABELS, type Answer } from "./quiz-marking";
import { fromSite } from "./site-html";

/** Minutes before the end at which a reader is told. */
const WARNINGS = [10, 5, 1];

export interface Sitting {
  readonly element: HTMLElement;
  /** Show the time that is left at `now`; gives what is to be announced, empty for nothing. */
  readonly tick: (now: number) => string;
  readonly focus: () => void;
}

export interface SittingEvents {
  readonly onAnswer: (key: string, answer: Answer) => void;
  readonly onFlag: (flagged: string[]) => void;
  readonly onSubmit: () => void;
}

export function createSitting(session: Session, questions: readonly BankQuestion[], events: SittingEvents): Sitting {
  const answered = new Set(questions.map(({ key }) => key).filter((key) => isAnswered(session.answers[key])));
  const flagged = new Set(session.flagged);
  const items = questions.map((question, at) => createItem(question, at + 1));
  const cells = items.map(({ heading }) => {
    const cell = createButton("xk-sheet__cell", "", () => heading.focus());
    return create("li", "", cell);
  });
  const left = create("strong", "xk-exam__left");
  const clock = create("p", "xk-exam__clock", "剩下 ", left);
  clock.setAttribute("role", "timer");
  clock.hidden = deadline(session) === Infinity;
  const count = create("p", "xk-exam__count");
  const sheet = create("nav", "xk-sheet", create("h2", "xk-hidden", "答题卡"), create("div", "xk-sheet__state", clock, count), create("ol", "", ...cells), create("p", "xk-note", "■ 已答　□ 未答　⚑ 回头再看"));
  sheet.setAttribute("aria-label", "答题卡");
  const warning = create("p", "xk-exam__warning");
  warning.setAttribute("role", "alert");
  const submit = createButton("xk-button xk-button--first", "交卷", askOrSubmit);
  const back = createButton("xk-button", "回去作答", () => toFirstOpen());
  back.hidden = true;
  const paper = create("div", "xk-exam__paper", ...items.map(({ element }) => element), warning, create("p", "xk-exam__submit", submit, " ", back));
  const element = create("div", "xk-exam__sitting", sheet, paper);
  let warned = WARNINGS.filter((minutes) => deadline(session) - session.started <= minutes * 60_000);
  update();

  return { element, tick, focus: () => items[0]?.heading.focus() };

  function createItem(question: BankQuestion, number: number): { element: HTMLElement; heading: HTMLElement } {
    const heading = create("h3", "xk-exam__number", `第 ${number} 题　`, create("span", "xk-tag", TYPE_LABELS[question.type]));
    heading.tabIndex = -1;
    const stem = create("div", "xk-exam__stem");
    stem.id = `xk-stem-${number}`;
    stem.append(fromSite(question.stem));
    const form = createQuestionForm(question, choiceOrder(question, session.choice.seed), stem.id, () => {
      const answer = form.answer();
      if (isAnswered(answer)) answered.add(question.key);
      else answered.delete(question.key);
      events.onAnswer(question.key, answer);
      update();
    });
    form.put(session.answers[question.key]);
    const flag = create("input", "");
    flag.type = "checkbox";
    flag.checked = flagged.has(question.key);
    flag.addEventListener("change", () => {
      if (flag.checked) flagged.add(question.key);
      else flagged.delete(question.key);
      events.onFlag(Array.from(flagged));
      update();
    });
    const later = create("label", "xk-exam__flag", flag, create("span", "", "⚑ 回头再看"), create("span", "xk-hidden", `：第 ${number} 题`));
    return { element: create("section", "xk-ask xk-exam__question", heading, stem, form.element, later), heading };
  }

  function update(): void {
    questions.forEach(({ key }, at) => {
      const cell = cells[at]?.firstElementChild;
      if (!(cell instanceof HTMLButtonElement)) return;
      const [isDone, isFlagged] = [answered.has(key), flagged.has(key)];
      cell.textContent = `${isDone ? "■" : "□"} ${at + 1}${isFlagged ? " ⚑" : ""}`;
      cell.classList.toggle("is-answered", isDone);
      cell.setAttribute("aria-label", `第 ${at + 1} 题，${isDone ? "已答" : "未答"}${isFlagged ? "，回头再看" : ""}`);
    });
    count.textContent = `已答 ${answered.size} 题，共 ${questions.length} 题`;
    forget();
  }

  function askOrSubmit(): void {
    const open = questions.length - answered.size;
    if (open === 0 || !back.hidden) {
      events.onSubmit();
      return;
    }
    warning.textContent = `还有 ${open} 题没有答。交卷以后不能再改。`;
    submit.textContent = "仍然交卷";
    back.hidden = false;
  }

  function toFirstOpen(): void {
    items[questions.findIndex(({ key }) => !answered.has(key))]?.heading.focus();
    forget();
  }

  function forget(): void {
    warning.textContent = "";
    submit.textContent = "交卷";
    back.hidden = true;
  }

  function tick(now: number): string {
    const rest = deadline(session) - now;
    if (rest === Infinity) return "";
    left.textContent = tellLeft(rest);
    clock.classList.toggle("is-short", rest <= 60_000);
    const due = WARNINGS.filter((minutes) => rest <= minutes * 60_000 && !warned.includes(minutes));
    warned = [...warned, ...due];
    return due.length > 0 ? `还剩 ${Math.min(...due)} 分钟` : "";
  }
}
