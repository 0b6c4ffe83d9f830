import assert from "node:assert/strict";
import { test } from "node:test";
import { cut, isLatin, normalise, vocabularyOf } from "../src/segment";
import { fold } from "../src/terms";

const VOCABULARY = vocabularyOf([
  "重温", "入党", "誓词", "入党誓词", "党员", "共产党员", "共产党", "年", "月", "b超", "chongwenrudangshici", "cho", "2026", "，", "*党",
]);
const cutTyped = (typed: string): string[] => cut(normalise(typed), VOCABULARY);

test("the longest word that the index knows wins", () => {
  assert.deepEqual(cutTyped("重温入党誓词"), ["重温", "入党誓词"]);
  assert.deepEqual(cutTyped("共产党员"), ["共产党员"]);
});

test("half a word that was typed last is dropped, the words before it stay", () => {
  assert.deepEqual(cutTyped("重温入党誓"), ["重温", "入党"]);
});

test("characters that the index does not know and punctuation are dropped", () => {
  assert.deepEqual(cutTyped("《重温》，誓词！*"), ["重温", "誓词"]);
  assert.deepEqual(cutTyped("*党"), []);
});

test("runs of letters and digits stay whole, known or not", () => {
  assert.deepEqual(cutTyped("2026年7月 PPT 3.5%"), ["2026", "年", "7", "月", "ppt", "3.5%"]);
  assert.deepEqual(cutTyped("chong wen"), ["chong", "wen"]);
});

test("a word that mixes letters and characters is found whole", () => {
  assert.deepEqual(cutTyped("B超"), ["b超"]);
});

test("a term named twice counts once", () => {
  assert.deepEqual(cutTyped("誓词 誓词"), ["誓词"]);
});

test("full-width letters and capitals are typed alike", () => {
  assert.equal(normalise("　ＰＰＴ　模板 "), "ppt 模板");
});

test("folding keeps every offset", () => {
  assert.equal(fold("ＰＰＴ模板，㎏ 与 İ"), "ppt模板,㎏ 与 İ");
});

test("pinyin, foreign words and numbers are Latin, Chinese words are not", () => {
  assert.deepEqual(["cwrdsc", "2026", "3.5%"].map(isLatin), [true, true, true]);
  assert.deepEqual(["誓词", "b超", "", "a b"].map(isLatin), [false, false, false, false]);
});
