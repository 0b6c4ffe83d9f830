import assert from "node:assert/strict";
import { test } from "node:test";
import lunr from "lunr";
import type { Hit } from "../src/engine";
import { createLunrEngine, type SerialisedIndex } from "../src/lunr-engine";
import type { IndexedPassage } from "../src/rank";
import { NOTHING } from "../src/search-query";

/** Words are set apart by spaces, as the indexer's word cutter would do. */
const SECTIONS = [
  ["courses/oath/index.html", "重温 入党 誓词", "", "面向 党旗 举起 右拳 ， 逐句 领读 誓词", "chongwenrudangshici wenrudangshici rudangshici dangshici shici cwrdsc wrdsc rdsc dsc sc"],
  ["courses/oath/index.html#material", "重温 入党 誓词", "物料", "党旗 一面 ， PPT 一份", "chongwenrudangshici rudangshici shici cwrdsc rdsc"],
  ["courses/visit/index.html", "参观 革命 旧址", "", "在 旧址 前 重温 共产党员 的 初心", "canguangemingjiuzhi gemingjiuzhi cggmjz gmjz"],
  ["cases/service/index.html", "社区 志愿 服务", "做法", "共产党员 到 社区 报到 ， 𠮷祥 社区 ｱ 楼", "shequzhiyuanfuwu zhiyuanfuwu sqzyfw zyfw"],
] as const;

const join = (words: string): string => words.replace(/ /g, "");
const PAGES = Array.from(new Set(SECTIONS.map(([address]) => address.replace(/#.*$/, ""))));
const PASSAGES: IndexedPassage[] = SECTIONS.map(([address, title, heading, text]) => ({
  address, document: PAGES.indexOf(address.replace(/#.*$/, "")), title: join(title), heading, kind: "course", text: join(text),
}));
const FACETS = [["kind", "类别", [["course", "课程包"]], "0;0;0"]];
const DAYS = "2026-06-01;2026-07-01;";

function buildIndex(): object {
  const builder = new lunr.Builder();
  builder.field("title", { boost: 4 });
  for (const field of ["heading", "text", "pinyin"]) builder.field(field);
  SECTIONS.forEach(([, title, heading, text, pinyin], id) => {
    builder.add({ id, title, heading, text: text.toLowerCase(), pinyin });
  });
  const index = builder.build().toJSON() as { invertedIndex: [string, object][] };
  const codePoint = ([token]: [string, object]): number => token.codePointAt(0) ?? 0;
  index.invertedIndex.sort((left, right) => codePoint(left) - codePoint(right));
  return index;
}

const content = [PASSAGES, buildIndex() as SerialisedIndex, FACETS, DAYS];
const engine = createLunrEngine({ format: 2, engine: "lunr", kinds: [] }, async () => content as never);
const hitsFor = async (query: string): Promise<Hit[]> => (await engine.search(query, NOTHING)).hits(0, 9);
const recordsFor = async (query: string): Promise<string[]> => (await hitsFor(query)).map((hit) => hit.address.split("/")[1] ?? "");

test("a title that is typed whole comes first, and once", async () => {
  assert.deepEqual(await recordsFor("重温入党誓词"), ["oath", "visit"]);
});

test("pinyin and its initials find a title from any of its syllables on, also half typed", async () => {
  for (const typed of ["chongwen", "rudangsh", "cwrd", "RDSC"]) assert.deepEqual(await recordsFor(typed), ["oath"], typed);
});

test("letters are found in texts as well", async () => {
  const [hit] = await hitsFor("ＰＰＴ");
  assert.equal(hit?.address, "courses/oath/index.html#material");
  assert.deepEqual(hit?.marks, ["ppt"]);
});

test("half a word that the index does not know is still found where it stands", async () => {
  assert.deepEqual(await recordsFor("产党员"), ["visit", "service"]);
});

test("nothing is found for words that stand nowhere, for a lone mark or for an empty box", async () => {
  for (const typed of ["廉政", "。", "*", ""]) assert.deepEqual(await recordsFor(typed), [], typed);
});

test("an index in Python's order, by code point, is read", async () => {
  assert.deepEqual(await recordsFor("𠮷祥"), ["service"]);
});

test("hits are narrowed by facets, counted and put in order of date", async () => {
  const answer = await engine.search("共产党员", { ...NOTHING, order: "date" });
  assert.deepEqual((await answer.hits(0, 9)).map(({ day }) => day), ["2026-07-01", ""]);
  const none = await engine.search("共产党员", { ...NOTHING, facets: { kind: ["case"] } });
  assert.equal(none.total, 0);
});
