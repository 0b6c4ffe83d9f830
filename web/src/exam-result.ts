/** A paper that was handed in: what was right, why, and where it is written. */

import { create, createButton } from "./elements";
import type { BankQuestion } from "./exam-bank";
import { results, type Session } from "./exam-session";
import { createPoints, showVerdict } from "./question-form";
import { isAnswered, tellAnswer, TYPE_LABELS } from "./quiz-marking";
import { fromSite } from "./site-html";

export interface ResultEvents {
  readonly onMet: (key: string, met: number[]) => void;
  readonly onRetry: (keys: string[]) => void;
  readonly onAgain: () => void;
}

/** Shows the session, and shows it again as the reader ticks the points of short answers. */
export function createResult(first: Session, questions: readonly BankQuestion[], events: ResultEvents): HTMLElement {
  let session = first;
  const score = create("h2", "xk-exam__score");
  score.tabIndex = -1;
  const note = create("p", "xk-soft");
  const verdicts = questions.map(() => create("p", "xk-verdict"));
  const retry = createButton("xk-button xk-button--first", "再做错的", () => events.onRetry(wrong()));
  const again = createButton("xk-button", "另考一张", events.onAgain);
  const print = createButton("xk-button", "打印", () => window.print());
  const element = create(
    "div",
    "xk-exam__result",
    score,
    note,
    create("p", "xk-exam__submit", retry, " ", again, " ", print),
    create("ol", "xk-exam__answers", ...questions.map(item)),
  );
  update();
  return element;

  function wrong(): string[] {
    const right = results(session, questions);
    return questions.filter((_, at) => right[at] !== true).map(({ key }) => key);
  }

  function update(): void {
    const right = results(session, questions);
    const sum = right.filter(Boolean).length;
    const short = questions.filter(({ type }) => type === "short").length;
    score.textContent = `答对 ${sum} 题，共 ${questions.length} 题`;
    note.textContent = short > 0 ? `其中简答 ${short} 题，请对照要点自己打勾，要点都答到才算对。` : "";
    retry.hidden = sum === questions.length;
    right.forEach((isRight, at) => {
      const place = verdicts[at];
      if (place) showVerdict(place, isRight);
    });
  }

  function item(question: BankQuestion, at: number): HTMLLIElement {
    const answer = session.answers[question.key];
    const stem = create("div", "xk-exam__stem");
    stem.append(fromSite(question.stem));
    const explanation = create("div", "xk-exam__why");
    explanation.append(fromSite(question.explanation));
    const found = create(
      "li",
      "",
      create("h3", "xk-exam__number", `第 ${at + 1} 题　`, create("span", "xk-tag", TYPE_LABELS[question.type])),
      stem,
      verdicts[at] ?? "",
      create("p", "", create("strong", "", "你的答案："), tellAnswer(question, answer)),
      create("p", "", create("strong", "", question.type === "short" ? "要点：" : "正确答案："), question.answer),
    );
    if (question.type === "short" && isAnswered(answer)) {
      const points = createPoints(question.points ?? [], session.met[question.key] ?? [], (met) => {
        session = { ...session, met: { ...session.met, [question.key]: met } };
        update();
        events.onMet(question.key, met);
      });
      found.append(create("div", "xk-ask", points));
    }
    found.append(explanation);
    if (question.source) found.append(sourceLine(question.source));
    return found;
  }
}

function sourceLine([address, title, note]: readonly [string, string, string]): HTMLElement {
  const line = create("p", "xk-soft", "出处：");
  if (address === "") line.append(title);
  else {
    const link = create("a", "", title);
    link.href = address;
    line.append(link);
  }
  if (note !== "") line.append(` ${note}`);
  return line;
}
