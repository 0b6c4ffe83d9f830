import assert from "node:assert/strict";
import { test } from "node:test";
import { markTerms, snippet, type Piece } from "../src/snippet";

const show = (pieces: readonly Piece[]): string =>
  pieces.map(({ text, isMatch }) => (isMatch ? `【${text}】` : text)).join("");

const OPENING = "活动前一周，支部书记与组织委员商定时间和地点，并把议程发给每一位党员；场地要能放下全体人员，投影和音响事先试过一遍，会议记录由一名同志专门负责。";
const OATH = "领誓人面向党旗举起右拳，逐句领读入党誓词，其他党员跟读，读完后依次报出自己的姓名。";

test("every place of a term is marked", () => {
  assert.equal(show(markTerms("誓词与党旗：重温誓词", ["誓词", "党旗"])), "【誓词】与【党旗】：重温【誓词】");
});

test("terms that overlap or touch are marked as one", () => {
  assert.equal(show(markTerms("重温入党誓词", ["入党", "入党誓词", "重温"])), "【重温入党誓词】");
});

test("letters are marked whatever their width and case", () => {
  assert.equal(show(markTerms("下载 ＰＰＴ 与ppt模板", ["ppt"])), "下载 【ＰＰＴ】 与【ppt】模板");
});

test("the window lies where most of the terms stand together", () => {
  const shown = show(snippet(`${OPENING}${OATH}${OPENING}`, ["党员", "入党誓词", "党旗"]));
  assert.match(shown, /^….*面向【党旗】举起右拳，逐句领读【入党誓词】，其他【党员】跟读.*…$/);
  assert.ok(shown.replace(/[【】…]/g, "").length <= 80);
});

test("a text without the terms shows its beginning", () => {
  assert.equal(show(snippet(OPENING + OATH, ["廉政"], 20)), "活动前一周，支部书记与组织委员商定时间和…");
});

test("a short text is shown whole", () => {
  assert.equal(show(snippet(OATH, ["党旗"])), OATH.replace("党旗", "【党旗】"));
});

test("a window near the end still has its full length", () => {
  const shown = show(snippet(OPENING + OATH, ["姓名"], 40));
  assert.equal(shown.replace(/[【】…]/g, "").length, 40);
  assert.match(shown, /【姓名】。$/);
});

test("a character outside the basic plane is never cut in two", () => {
  for (let length = 1; length < 12; length += 1) {
    const shown = show(snippet("𠮷祥如意𠮷祥如意𠮷祥", ["如意"], length));
    assert.doesNotThrow(() => encodeURIComponent(shown), `a window of ${length}`);
  }
});

test("a sentence that begins shortly before the first mark begins the window", () => {
  assert.equal(show(snippet(OPENING + OATH, ["右拳"], 24)), "…领誓人面向党旗举起【右拳】，逐句领读入党誓词，其他党…");
});

test("for one line the first mark stands near the beginning", () => {
  assert.equal(show(snippet(OPENING + OATH, ["组织委员"], 20, 4)), "…部书记与【组织委员】商定时间和地点，并把议程…");
});
