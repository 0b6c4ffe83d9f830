import assert from "node:assert/strict";
import { test } from "node:test";
import { choiceOrder, isAnswered, isRight, normalAnswer, tellAnswer, type Question } from "../src/quiz-marking";

const MULTIPLE: Question = { key: "a#1", type: "multiple", choices: ["所缺材料", "补交方式", "家庭情况"], right: [0, 1] };
const MATCHING: Question = {
  key: "a#2", type: "matching", choices: ["会前三日", "会后七日"], right: [0, 1, 1], lefts: ["公布议题", "形成记录", "归档"],
};
const ORDERING: Question = { key: "a#3", type: "ordering", choices: ["公布议题", "开会", "归档"], right: [0, 1, 2] };
const BLANK: Question = { key: "a#4", type: "blank", accepted: [["七"], ["三分之一", "1/3"]] };
const SHORT: Question = { key: "a#5", type: "short", points: ["写明地点", "写明谁来改"] };

test("a multiple choice is right only as a whole", () => {
  assert.equal(isRight(MULTIPLE, [0, 1]), true);
  for (const answer of [[0], [0, 1, 2], [1, 2], []]) assert.equal(isRight(MULTIPLE, answer), false);
});

test("a matching wants every left side with its right one", () => {
  assert.equal(isRight(MATCHING, [0, 1, 1]), true);
  assert.equal(isRight(MATCHING, [0, 1, -1]), false);
  assert.equal(isRight(MATCHING, [0, 0, 1]), false);
});

test("an ordering wants every item in its place", () => {
  assert.equal(isRight(ORDERING, [0, 1, 2]), true);
  assert.equal(isRight(ORDERING, [0, 2, 1]), false);
});

test("every blank wants one of its accepted ways, and no empty one is right", () => {
  assert.equal(isRight(BLANK, ["７ ", "1/3"]), true);
  assert.equal(isRight(BLANK, ["七", "三分之一。"]), true);
  assert.equal(isRight(BLANK, ["七", ""]), false);
  assert.equal(isRight(BLANK, ["八", "三分之一"]), false);
  assert.equal(isRight(BLANK, undefined), false);
});

test("a short answer is right where who wrote it met every point", () => {
  assert.equal(isRight(SHORT, ["在窗口"], [0]), false);
  assert.equal(isRight(SHORT, ["在窗口，组长改"], [0, 1]), true);
});

test("what was left as it stood is no answer", () => {
  for (const answer of [undefined, [], [-1, -1], ["", ""]]) assert.equal(isAnswered(answer), false);
  for (const answer of [[0], [-1, 1], ["", "七"]]) assert.equal(isAnswered(answer), true);
});

for (const [one, other] of [
  ["三日", "3日"], ["十", "10"], ["二十一条", "21条"], ["一百〇五", "105"], ["二〇二六年", "2026年"], ["Ａ４ 纸", "a4纸"], ["百分之三十", "30％"],
  ["三分之一", "１／３"], ["七日内。", "七日内"], ["两次", "2次"], ["一千零五", "1005"], ["三万", "3万"],
]) {
  test(`“${one}” and “${other}” are one answer`, () => assert.equal(normalAnswer(one ?? ""), normalAnswer(other ?? "")));
}

for (const [one, other] of [["三日", "三月"], ["十", "一"], ["十二", "二十"], ["一百二", "一百零二"], ["值班长", "值班员"], ["1.5", "15"]]) {
  test(`“${one}” and “${other}” are two`, () => assert.notEqual(normalAnswer(one ?? ""), normalAnswer(other ?? "")));
}

test("choices stand as written without a seed, but those that would give the answer away are mixed", () => {
  assert.deepEqual(choiceOrder(MULTIPLE, ""), [0, 1, 2]);
  assert.notDeepEqual(choiceOrder(ORDERING, ""), [0, 1, 2]);
  assert.deepEqual(choiceOrder({ ...MULTIPLE, type: "judgment", choices: ["对", "错"] }, "B"), [0, 1]);
});

test("an answer is told in the words of its question", () => {
  assert.equal(tellAnswer(MATCHING, [1, -1, 0]), "公布议题——会后七日；形成记录——（没有连）；归档——会前三日");
  assert.equal(tellAnswer(ORDERING, [2, 0, 1]), "归档 → 公布议题 → 开会");
  assert.equal(tellAnswer(BLANK, ["七", ""]), "七；（空）");
  assert.equal(tellAnswer(MULTIPLE, []), "没有答");
});
