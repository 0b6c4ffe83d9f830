/** The quiz of a record's page: each question is answered and checked in its place; the answer that stands folded below it opens then. */

import { all, create, createButton, required } from "./elements";
import { QUIZ_DONE, tell } from "./happenings";
import { choiceOrder, isAnswered, isRight, type Question } from "./quiz-marking";
import { createPoints, createQuestionForm, showVerdict, type QuestionForm } from "./question-form";

interface Asked {
  readonly number: number;
  readonly question: Question;
  readonly form: QuestionForm;
  readonly answer: HTMLDetailsElement;
  readonly verdict: HTMLElement;
  readonly points: HTMLElement;
  /** Null until it is checked. */
  isRight: boolean | null;
}

for (const quiz of all(document, "[data-xk-quiz]")) offerQuiz(quiz);

function offerQuiz(quiz: HTMLElement): void {
  const asked = all<HTMLLIElement>(quiz, "[data-xk-question]").map((item, at) => ask(item, at + 1, update));
  const tally = create("p", "");
  tally.setAttribute("role", "status");
  const again = createButton("xk-button xk-button--first", "再做错的", () => start(wrong()));
  const anew = createButton("xk-button", "全部重做", () => start(asked));
  const foot = create("div", "xk-quiz__sum", tally, create("p", "xk-quiz__again", again, " ", anew));
  required(quiz, "ol").after(foot);
  quiz.classList.add("xk-quiz--live");
  update();

  function wrong(): Asked[] {
    return asked.filter((one) => one.isRight === false);
  }

  function update(): void {
    const done = asked.filter((one) => one.isRight !== null).length;
    const right = done - wrong().length;
    foot.hidden = done === 0;
    again.hidden = wrong().length === 0 || done < asked.length;
    const names = wrong().map((one) => one.number);
    const which = done === asked.length && names.length > 0 ? `没有答对的是第 ${names.join("、")} 题。` : "";
    tally.textContent = done === 0 ? "" : `做了 ${done} 题，共 ${asked.length} 题，答对 ${right} 题。${which}`;
    if (done === asked.length) announce(quiz, right, asked.length, names);
  }

  function start(questions: readonly Asked[]): void {
    for (const one of questions) clear(one);
    update();
    const [first] = questions;
    if (first !== undefined) all(first.form.element, "input, select, textarea, button")[0]?.focus();
  }
}

function ask(item: HTMLLIElement, number: number, onDone: () => void): Asked {
  const question = JSON.parse(item.dataset.xkQuestion ?? "") as Question;
  const stem = required(item, ".xk-quiz__stem");
  stem.id = stem.id || `xk-stem-${number}`;
  const verdict = create("span", "xk-verdict");
  verdict.setAttribute("role", "status");
  const form = createQuestionForm(question, choiceOrder(question, ""), stem.id, () => {
    uncheck(asked);
    onDone();
  });
  const button = create("button", "xk-button", question.type === "short" ? "对照要点" : "核对");
  const points = create("div", "");
  const asked: Asked = {
    number, question, form, verdict, points,
    answer: required<HTMLDetailsElement>(item, "details"),
    isRight: null,
  };
  const shell = create("form", "xk-ask", form.element, create("p", "xk-ask__foot", button, verdict), points);
  shell.addEventListener("submit", (event) => {
    event.preventDefault();
    check(asked, onDone);
  });
  asked.answer.before(shell);
  return asked;
}

function check(asked: Asked, onDone: () => void): void {
  const { question, form, verdict, points } = asked;
  if (!isAnswered(form.answer())) {
    showVerdict(verdict, null, "先作答，再核对");
    return;
  }
  if (question.type === "short") {
    asked.isRight = false;
    points.textContent = "";
    points.append(
      createPoints(question.points ?? [], [], (met) => {
        asked.isRight = isRight(question, form.answer(), met);
        showVerdict(verdict, asked.isRight, asked.isRight ? "" : `答到 ${met.length} 个要点，共 ${question.points?.length ?? 0} 个`);
        onDone();
      }),
    );
    showVerdict(verdict, null, "把答到的要点打上勾");
  } else {
    asked.isRight = isRight(question, form.answer());
    showVerdict(verdict, asked.isRight);
  }
  asked.answer.open = true;
  onDone();
}

/** A changed answer is not checked any more. */
function uncheck(asked: Asked): void {
  asked.isRight = null;
  asked.points.textContent = "";
  showVerdict(asked.verdict, null);
}

function clear(asked: Asked): void {
  asked.form.put(undefined);
  uncheck(asked);
  asked.answer.open = false;
}

function announce(quiz: HTMLElement, right: number, total: number, wrong: number[]): void {
  const page = quiz.closest<HTMLElement>("[data-xk-record]");
  if (page !== null) tell(QUIZ_DONE, { record: page.dataset.xkRecord ?? "", title: page.dataset.xkTitle ?? "", right, total, wrong });
}
