import assert from "node:assert/strict";
import { test } from "node:test";
import { findQuote, quoteOf } from "../src/study/anchor";
import { distance, mostAlike } from "../src/study/approximate";
import { below, chanceOf, pick, type Chance } from "./chance";

const TEXT = "每月安排一次主题党日，提前三日公布议题。会后七日内形成记录，由组织委员保管。\n每季度上一次党课。上课的人提前七日定下题目，会后三日内交出讲稿。";
const LETTERS = Array.from({ length: 300 }, (_, position) => String.fromCharCode(0x4e00 + 7 * position));

const quoted = (text: string, words: string): ReturnType<typeof quoteOf> => quoteOf(text, text.indexOf(words), text.indexOf(words) + words.length);
const found = (text: string, words: string, now: string): string | null => {
  const extent = findQuote(now, quoted(text, words), text.indexOf(words));
  return extent === null ? null : now.slice(extent.start, extent.end);
};

test("unchanged words are found where they stood", () => {
  assert.equal(found(TEXT, "会后七日内形成记录", TEXT), "会后七日内形成记录");
});

test("of equal words those in the same surroundings are found", () => {
  const now = `会后三日内先通气。${TEXT}`;
  const extent = findQuote(now, quoted(TEXT, "会后三日内"), TEXT.indexOf("会后三日内"));
  assert.equal(extent?.start, now.lastIndexOf("会后三日内"));
});

test("of equal words in equal surroundings the nearest are found", () => {
  const row = "第一组：每人三分钟，只讲一件小事，讲完记下一句话。\n";
  const text = row.repeat(9);
  const start = 4 * row.length + 5;
  assert.equal(findQuote(text, quoteOf(text, start, start + 4), start)?.start, start);
});

test("words in which something was mended are found with the mending", () => {
  assert.equal(found(TEXT, "会后七日内形成记录，由组织委员保管", TEXT.replace("七日内形成", "七个工作日内形成")), "会后七个工作日内形成记录，由组织委员保管");
});

test("words that were taken out are not found, even where short ones stand elsewhere", () => {
  assert.equal(found(TEXT, "会后七日内形成记录，由组织委员保管。", TEXT.slice(0, 20) + TEXT.slice(39)), null);
  assert.equal(found(TEXT, "七日", "准备工作提前一个月开始，材料提前七日送到，此外没有别的要求。"), null);
  assert.equal(findQuote("", quoted(TEXT, "七日"), 0), null);
});

test("a mark never halves a character beyond the basic plane", () => {
  const now = "甲乙𠮷丙丁戊己庚辛壬癸子丑寅卯";
  const extent = findQuote(now, quoteOf("甲乙𠮸丙丁戊己庚辛壬癸子丑寅卯", 2, 12), 2);
  assert.ok(extent !== null && !/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/.test(now.slice(extent.start, extent.end)));
});

interface Tracked {
  text: string;
  start: number;
  end: number;
}

/** One character more, less or other, anywhere; the bounds of what was marked go along. */
function edit({ text, start, end }: Tracked, chance: Chance): Tracked {
  const at = below(chance, text.length);
  const how = below(chance, 3);
  const [removed, added] = [how === 0 ? 0 : 1, how === 1 ? "" : pick(chance, LETTERS)];
  const moved = (position: number): number => (at < position ? position + added.length - removed : position);
  return { text: text.slice(0, at) + added + text.slice(at + removed), start: moved(start), end: moved(end) };
}

test("after random small edits the marked words are found again", () => {
  const chance = chanceOf(5);
  for (let run = 0; run < 400; run += 1) {
    const length = 8 + below(chance, 80);
    const text = Array.from({ length: length + 200 + below(chance, 600) }, () => pick(chance, LETTERS)).join("");
    const start = below(chance, text.length - length);
    const quote = quoteOf(text, start, start + length);
    let now: Tracked = { text, start, end: start + length };
    const edits = 1 + below(chance, Math.floor(length / 5));
    for (let count = 0; count < edits; count += 1) now = edit(now, chance);
    const extent = findQuote(now.text, quote, start);
    assert.ok(extent !== null, `run ${run}`);
    // An edit at a bound may be counted in or out.
    assert.ok(Math.abs(extent.start - now.start) <= edits && Math.abs(extent.end - now.end) <= edits, `run ${run}`);
  }
});

test("the cut-off finds what a comparison with every stretch finds", () => {
  const chance = chanceOf(6);
  const word = (longest: number): string => Array.from({ length: 1 + below(chance, longest) }, () => pick(chance, ["甲", "乙", "丙"])).join("");
  for (let run = 0; run < 300; run += 1) {
    const [text, pattern, most] = [word(24), word(8), below(chance, 4)];
    const all = Array.from({ length: text.length }, (_, end) => Array.from({ length: end + 2 }, (__, start) => distance(text.slice(start, end + 1), pattern)));
    const least = Math.min(...all.flat());
    const alike = mostAlike(text, pattern, most);
    if (least > most) assert.deepEqual(alike, []);
    else {
      assert.ok(alike.length > 0);
      for (const { start, end } of alike) assert.equal(distance(text.slice(start, end), pattern), least);
      const ends = all.flatMap((row, end) => (Math.min(...row) === least ? [end + 1] : []));
      assert.deepEqual(alike.map(({ end }) => end), ends);
    }
  }
});
