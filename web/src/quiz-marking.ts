/** Questions as the site writes them (plugins/xueku/site/question_data.py), answers, and whether an answer is right. */

import { mixedOrder, numbers, seededOrder } from "./seeded-order";

export type QuestionType = "single" | "multiple" | "judgment" | "blank" | "matching" | "ordering" | "short";

export const TYPE_LABELS: Readonly<Record<QuestionType, string>> = {
  single: "单选",
  multiple: "多选",
  judgment: "判断",
  blank: "填空",
  matching: "连线",
  ordering: "排序",
  short: "简答",
};

export interface Question {
  /** Record id, `#`, number of the question in its quiz. */
  readonly key: string;
  readonly type: QuestionType;
  /** What there is to choose from, as declared; an ordering's items in the right order. */
  readonly choices?: readonly string[];
  /** Positions in `choices`: of the right options, for each left side, or of the items in order. */
  readonly right?: readonly number[];
  readonly lefts?: readonly string[];
  /** For each blank what is right, the best first. */
  readonly accepted?: readonly (readonly string[])[];
  /** What a short answer should say. */
  readonly points?: readonly string[];
}

/**
 * What was answered: positions in `choices` (chosen ones ascending; for each left side one, -1 for none; items in the order given), or
 * texts (of each blank; of a short answer).
 */
export type Answer = readonly number[] | readonly string[];

/** Whether anything was answered. */
export function isAnswered(answer: Answer | undefined): boolean {
  return answer !== undefined && (answer as readonly (number | string)[]).some((one) => one !== -1 && one !== "");
}

/** Whether an answer is wholly right. A short answer is marked by who wrote it: right if all its points were `met`. */
export function isRight(question: Question, answer: Answer | undefined, met: readonly number[] = []): boolean {
  const { right = [], accepted = [], points = [] } = question;
  if (question.type === "short") return points.every((_, number) => met.includes(number));
  if (answer === undefined) return false;
  if (question.type === "blank") {
    return accepted.every((ways, number) => {
      const given = normalAnswer(String(answer[number] ?? ""));
      return given !== "" && ways.some((way) => normalAnswer(way) === given);
    });
  }
  return answer.length === right.length && right.every((position, number) => answer[number] === position);
}

/** In which order the choices of a question stand on the paper of a seed; without one as the page has them. As `placed` in quiz_paper.py. */
export function choiceOrder(question: Question, seed: string): number[] {
  const count = question.choices?.length ?? 0;
  if (question.type === "matching" || question.type === "ordering") return mixedOrder(count, `${seed}/${question.key}`);
  return seed === "" || question.type === "judgment" ? numbers(count) : seededOrder(count, `${seed}/${question.key}`);
}

/** The answer in words, on one line. */
export function tellAnswer(question: Question, answer: Answer | undefined): string {
  if (answer === undefined || !isAnswered(answer)) return "没有答";
  const words = (answer as readonly (number | string)[]).map((one) =>
    typeof one === "string" ? one.trim() || "（空）" : (question.choices?.[one] ?? "（没有连）"),
  );
  if (question.type === "matching") return (question.lefts ?? []).map((left, number) => `${left}——${words[number] ?? ""}`).join("；");
  return words.join(question.type === "ordering" ? " → " : "；");
}

const FIGURES: Readonly<Record<string, string>> = {
  〇: "0", 零: "0", 一: "1", 二: "2", 两: "2", 三: "3", 四: "4", 五: "5", 六: "6", 七: "7", 八: "8", 九: "9",
};
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const NUMERALS = /[〇零一二两三四五六七八九十百千]+/g;

/**
 * What answers that mean the same have in common: no blanks, no difference of width or case, no stop at the end, numbers in figures
 * (三日 and 3日, 三分之一 and 1/3, 百分之三十 and 30%).
 */
export function normalAnswer(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/\s+/g, "")
    .replace(/[。.；;]+$/, "")
    .replace(NUMERALS, (run) => inFigures(run) ?? run)
    .replace(/(?:百|100)分之(\d+(?:\.\d+)?)/g, "$1%")
    .replace(/(\d+)分之(\d+)/g, "$2/$1");
}

/** A number in words up to 9999, or digit by digit, in figures; null if the run is none. */
function inFigures(run: string): string | null {
  if (!/[十百千]/.test(run)) return Array.from(run, (digit) => FIGURES[digit] ?? "").join("");
  const match = /^(?:([一二两三四五六七八九]?)(千)[零〇]?)?(?:([一二两三四五六七八九]?)(百)[零〇]?)?(?:([一二两三四五六七八九]?)(十))?([一二三四五六七八九]?)$/.exec(run);
  // 一百二 may mean 120 or 102.
  if (match === null || /[百千][一二三四五六七八九]$/.test(run)) return null;
  let total = Number(FIGURES[match[7] ?? ""] ?? 0);
  for (const at of [1, 3, 5]) {
    const unit = UNITS[match[at + 1] ?? ""];
    if (unit !== undefined) total += Number(FIGURES[match[at] ?? ""] ?? 1) * unit;
  }
  return String(total);
}
