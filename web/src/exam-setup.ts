/** The form in which a paper is chosen. */

import { create } from "./elements";
import type { Bank } from "./exam-bank";
import type { Choice } from "./exam-session";

/** The form, filled with what was asked for; `onStart` is called with what the reader chose. */
export function createSetup(bank: Bank, asked: Choice, onStart: (choice: Choice) => void): HTMLFormElement {
  const isRecord = asked.record !== "" || bank.topics.length === 0;
  const fromRecord = radio("record", isRecord);
  const fromBank = radio("bank", !isRecord);
  const record = create("select", "");
  record.append(...bank.records.map(({ id, title, count }) => new Option(`${title}（${count} 题）`, id, false, id === asked.record)));
  const topics = bank.topics.map(({ id, name, count }) => ({ id, ...checkbox(`${name}（${count} 题）`, asked.topics.includes(id)) }));
  const count = number("题数", asked.count || 10, 1, 200);
  const minutes = number("限时（分钟，0 是不限）", asked.minutes, 0, 600);
  const seed = create("input", "");
  seed.type = "text";
  seed.value = asked.seed;
  seed.required = true;
  seed.maxLength = 40;

  const recordBox = field("材料", record);
  const bankBox = create(
    "fieldset",
    "xk-exam__topics",
    create("legend", "", "主题（一个也不选就是全部）"),
    ...topics.map(({ label }) => label),
  );
  const follow = (): void => {
    recordBox.hidden = !fromRecord.input.checked;
    bankBox.hidden = count.label.hidden = fromRecord.input.checked;
  };
  const source = create("fieldset", "xk-exam__source", create("legend", "", "题目从哪里来"), fromRecord.label, fromBank.label);
  source.addEventListener("input", follow);
  const form = create(
    "form",
    "xk-ask xk-exam__setup",
    source,
    recordBox,
    bankBox,
    count.label,
    minutes.label,
    field("卷号", seed, "大家填同一个卷号，就是同一张卷；自己练习不用改"),
    create("p", "", create("button", "xk-button xk-button--first", "开始答卷")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const takesRecord = fromRecord.input.checked;
    onStart({
      record: takesRecord ? record.value : "",
      topics: takesRecord ? [] : topics.filter(({ input }) => input.checked).map(({ id }) => id).sort(),
      count: takesRecord ? 0 : count.input.valueAsNumber || 10,
      minutes: minutes.input.valueAsNumber || 0,
      seed: seed.value.trim() || asked.seed,
    });
  });
  follow();
  return form;

  function radio(value: string, checked: boolean): Labelled {
    const words = value === "record" ? "一份材料的自测题" : "从全站题库里按主题抽题";
    const made = checkbox(words, checked);
    made.input.type = "radio";
    made.input.name = "source";
    made.input.value = value;
    made.input.checked = checked;
    return made;
  }
}

interface Labelled {
  readonly input: HTMLInputElement;
  readonly label: HTMLLabelElement;
}

function checkbox(words: string, checked: boolean): Labelled {
  const input = create("input", "");
  input.type = "checkbox";
  input.checked = checked;
  return { input, label: create("label", "xk-ask__choice", input, create("span", "", words)) };
}

function number(words: string, value: number, least: number, most: number): Labelled {
  const input = create("input", "");
  input.type = "number";
  input.min = String(least);
  input.max = String(most);
  input.value = String(value);
  return { input, label: field(words, input) };
}

function field(words: string, control: HTMLElement, note = ""): HTMLLabelElement {
  const label = create("label", "xk-exam__field", create("span", "", words), control);
  if (note !== "") label.append(create("span", "xk-note", note));
  return label;
}
