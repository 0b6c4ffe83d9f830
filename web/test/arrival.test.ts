import assert from "node:assert/strict";
import { test } from "node:test";
import { readMarks, withMarks, withoutMarks } from "../src/arrival";

const PAGE = "library/guize/index.html";
const TEXT = "支部每月安排一次主题党日，会后七日内形成记录。";

test("an address names what its text holds, before the anchor", () => {
  const address = withMarks(`${PAGE}#第三章`, ["主题党日", "观影"], TEXT);
  assert.equal(address, `${PAGE}?${new URLSearchParams({ mark: "主题党日" }).toString()}#第三章`);
});

test("an address stays as it is where nothing was found in the text", () => {
  assert.equal(withMarks(`${PAGE}#12`, ["观影"], TEXT), `${PAGE}#12`);
  assert.equal(withMarks(PAGE, [], TEXT), PAGE);
});

test("terms inside others and terms that are too long are left out, and five are enough", () => {
  assert.deepEqual(readMarks(withMarks(PAGE, ["党日", "主题党日", "七日", TEXT.repeat(2)], TEXT.repeat(2)).slice(PAGE.length)), ["主题党日", "七日"]);
  assert.equal(readMarks(withMarks(PAGE, Array.from(TEXT.slice(0, 9)), TEXT).slice(PAGE.length)).length, 5);
});

test("what an address asks for is read once, folded, and neither empty nor endless", () => {
  assert.deepEqual(readMarks("?mark=ＰＰＴ&mark=ppt&mark=+&q=x"), ["ppt"]);
  assert.deepEqual(readMarks(`?mark=${"长".repeat(50)}`), []);
});

test("the rest of an address outlives its marks", () => {
  assert.equal(withoutMarks("?mark=a&from=home&mark=b"), "?from=home");
  assert.equal(withoutMarks("?mark=a"), "");
});
