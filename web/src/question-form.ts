/** The controls of a question: all of them answered by keyboard alone, none needs a pointer or dragging. */

import { create, createButton, all } from "./elements";
import { isAnswered, type Answer, type Question } from "./quiz-marking";

export interface QuestionForm {
  readonly element: HTMLElement;
  /** What is answered now. */
  readonly answer: () => Answer;
  /** Show this answer; none clears the controls. Tells nobody. */
  readonly put: (answer: Answer | undefined) => void;
}

const LETTERS = "ABCDEFGHIJ";
let groups = 0;

/** The controls of a question whose choices stand in this `order`; `label` is the id of its stem. `onChange` follows each change by the reader. */
export function createQuestionForm(
  question: Question,
  order: readonly number[],
  label: string,
  onChange: () => void,
): QuestionForm {
  const form = make(question, order, onChange);
  form.element.setAttribute("aria-labelledby", label);
  return form;
}

function make(question: Question, order: readonly number[], onChange: () => void): QuestionForm {
  switch (question.type) {
    case "matching":
      return matching(question, order, onChange);
    case "ordering":
      return ordering(question, order, onChange);
    case "blank":
      return texts((question.accepted ?? []).map((_, number) => blank(number + 1)), onChange);
    case "short":
      return texts([essay()], onChange);
    default:
      return choice(question, order, onChange);
  }
}

function choice({ type, choices = [] }: Question, order: readonly number[], onChange: () => void): QuestionForm {
  const name = `xk-choice-${(groups += 1)}`;
  const inputs = order.map((position) => {
    const input = create("input", "");
    input.type = type === "multiple" ? "checkbox" : "radio";
    input.name = name;
    input.value = String(position);
    return input;
  });
  const labels = inputs.map((input, at) => {
    const letter = type === "judgment" ? "" : `${LETTERS[at] ?? ""}　`;
    return create("label", "xk-ask__choice", input, create("span", "", letter + (choices[Number(input.value)] ?? "")));
  });
  const element = group("xk-ask__choices", type === "multiple" ? "group" : "radiogroup", onChange, ...labels);
  return {
    element,
    answer: () => inputs.filter((input) => input.checked).map((input) => Number(input.value)).sort((one, other) => one - other),
    put: (answer) => {
      for (const input of inputs) input.checked = answer !== undefined && (answer as number[]).includes(Number(input.value));
    },
  };
}

function matching({ choices = [], lefts = [] }: Question, order: readonly number[], onChange: () => void): QuestionForm {
  const selects = lefts.map(() => {
    const select = create("select", "");
    select.append(new Option("请选择", "-1"), ...order.map((position) => new Option(choices[position], String(position))));
    return select;
  });
  const rows = selects.map((select, at) => create("label", "xk-ask__pair", create("span", "", lefts[at] ?? ""), select));
  // Paper has no lists to choose from.
  const rights = create("p", "xk-ask__rights", order.map((position, at) => `${LETTERS[at] ?? ""}　${choices[position] ?? ""}`).join("　　"));
  rights.setAttribute("aria-hidden", "true");
  return {
    element: group("xk-ask__pairs", "group", onChange, ...rows, rights),
    answer: () => selects.map((select) => Number(select.value)),
    put: (answer) => selects.forEach((select, at) => (select.value = String(answer?.[at] ?? -1))),
  };
}

/** Items with two buttons each; the arrow keys on them do the same. Until the reader moves one nothing is answered. */
function ordering({ choices = [] }: Question, order: readonly number[], onChange: () => void): QuestionForm {
  let now: readonly number[] = order;
  let isMoved = false;
  const list = create("ol", "xk-ask__items");
  const told = create("p", "xk-hidden");
  told.setAttribute("role", "status");

  const rows = new Map(order.map((position) => [position, row(position)]));
  function row(position: number): HTMLLIElement {
    const words = choices[position] ?? "";
    const buttons = [-1, 1].map((step) => {
      const button = createButton("xk-button xk-ask__move", step < 0 ? "↑ 上移" : "↓ 下移", () => move(position, step, button));
      button.setAttribute("aria-label", `${step < 0 ? "上移" : "下移"}：${words}`);
      button.addEventListener("keydown", (event) => {
        const way = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
        if (way === 0) return;
        event.preventDefault();
        move(position, way, button);
      });
      return button;
    });
    return create("li", "", create("span", "", words), create("span", "xk-ask__moves", ...buttons));
  }
  function move(position: number, step: number, button: HTMLButtonElement): void {
    const from = now.indexOf(position);
    const to = from + step;
    if (to >= 0 && to < now.length) {
      const others = now.filter((one) => one !== position);
      now = [...others.slice(0, to), position, ...others.slice(to)];
      isMoved = true;
      place();
      button.focus();
      onChange();
    }
    told.textContent = `${choices[position] ?? ""}：第 ${now.indexOf(position) + 1} 位，共 ${now.length} 位`;
  }
  function place(): void {
    list.append(...now.map((position) => rows.get(position) ?? ""));
  }
  place();
  return {
    element: group("xk-ask__order", "group", () => undefined, list, told),
    answer: () => (isMoved ? now : []),
    put: (answer) => {
      isMoved = isAnswered(answer);
      now = isMoved ? (answer as number[]) : order;
      told.textContent = "";
      place();
    },
  };
}

type Field = HTMLInputElement | HTMLTextAreaElement;

function texts(labels: readonly HTMLLabelElement[], onChange: () => void): QuestionForm {
  const element = group("xk-ask__texts", "group", onChange, ...labels);
  const fields = all<Field>(element, "input, textarea");
  return {
    element,
    answer: () => fields.map((field) => field.value),
    put: (answer) => fields.forEach((field, at) => (field.value = String(answer?.[at] ?? ""))),
  };
}

function blank(number: number): HTMLLabelElement {
  const input = create("input", "");
  input.type = "text";
  input.autocomplete = "off";
  return create("label", "xk-ask__blank", create("span", "", `第 ${number} 空`), input);
}

function essay(): HTMLLabelElement {
  const field = create("textarea", "");
  field.rows = 3;
  return create("label", "xk-ask__essay", create("span", "", "写下你的回答"), field);
}

function group(className: string, role: string, onChange: () => void, ...children: (Node | string)[]): HTMLElement {
  const element = create("div", className, ...children);
  element.setAttribute("role", role);
  element.addEventListener("input", onChange);
  return element;
}

/** The key points of a short answer, to be ticked by who wrote it; `met` are the positions of ticked ones. */
export function createPoints(
  points: readonly string[],
  met: readonly number[],
  onChange: (met: number[]) => void,
): HTMLFieldSetElement {
  const boxes = points.map((_, number) => {
    const box = create("input", "");
    box.type = "checkbox";
    box.checked = met.includes(number);
    return box;
  });
  const labels = boxes.map((box, number) => create("label", "xk-ask__choice", box, create("span", "", points[number] ?? "")));
  const fieldset = create("fieldset", "xk-ask__points", create("legend", "", "对照要点，答到的打勾"), ...labels);
  fieldset.addEventListener("input", () =>
    onChange(boxes.map((box, number) => (box.checked ? number : -1)).filter((number) => number >= 0)),
  );
  return fieldset;
}

/** Right or not, by shape, words and colour; empty where nothing is to be said. */
export function showVerdict(place: HTMLElement, isRight: boolean | null, words = ""): void {
  place.classList.toggle("is-right", isRight === true);
  place.classList.toggle("is-wrong", isRight === false);
  place.textContent = words !== "" ? words : isRight === null ? "" : isRight ? "✓ 答对了" : "✗ 没有答对";
}
