import assert from "node:assert/strict";
import { test } from "node:test";
import { rank, type Match, type Query } from "../src/rank";
import { fold } from "../src/terms";

const pages: string[] = [];
function numberOf(page: string): number {
  if (!pages.includes(page)) pages.push(page);
  return pages.indexOf(page);
}

function match(address: string, title: string, text: string, terms: string[], score = 1, isOwn = true): Match {
  const passage = { address, document: numberOf(address.replace(/#.*$/, "")), title, heading: "", kind: "course", text };
  return { passage, folded: { title: fold(title), body: `\n${fold(text)}` }, score, terms, isOwn };
}
const addressesOf = (matches: readonly Match[], query: Query): string[] =>
  rank(matches, query).map((hit) => hit.passage.address);

test("a section that holds two of the words ranks before one that holds the rarer word alone", () => {
  const query = { phrase: "志愿 服务 社区", terms: ["志愿", "服务", "社区"] };
  const matches = [
    match("a.html", "窗口服务", "服务群众", ["服务"], 3),
    match("b.html", "学雷锋", "到社区去，做志愿者", ["志愿", "社区"], 1),
  ];
  assert.deepEqual(addressesOf(matches, query), ["b.html", "a.html"]);
});

test("the exact words in a title rank before the same words scattered in a text", () => {
  const query = { phrase: "重温入党誓词", terms: ["重温", "入党誓词"] };
  const matches = [
    match("a.html", "支部活动", "入党誓词要常常重温", ["重温", "入党誓词"], 2),
    match("b.html", "重温入党誓词", "议程", ["重温", "入党誓词"], 1),
  ];
  assert.deepEqual(addressesOf(matches, query), ["b.html", "a.html"]);
});

test("the exact words are marked beside the terms", () => {
  const query = { phrase: "入党誓", terms: ["入党"] };
  const [hit] = rank([match("a.html", "重温入党誓词", "", ["入党"])], query);
  assert.deepEqual(hit?.terms, ["入党誓", "入党"]);
});

test("a record appears once, as its best section, with two further sections under it", () => {
  const query = { phrase: "誓词", terms: ["誓词"] };
  const matches = [1, 4, 3, 2].map((score) =>
    match(`courses/x/index.html#s${score}`, "主题党日", "", ["誓词"], score),
  );
  const hits = rank([...matches, match("docs/a.html", "手册", "", ["誓词"], 2.5)], query);
  assert.deepEqual(
    hits.map((hit) => [hit.passage.address, ...hit.further.map((passage) => passage.address)]),
    [["courses/x/index.html#s4", "courses/x/index.html#s3", "courses/x/index.html#s2"], ["docs/a.html"]],
  );
});

test("a section found by its record's title alone is not listed under the record", () => {
  const query = { phrase: "誓词", terms: ["誓词"] };
  const matches = [
    match("courses/x/index.html", "重温誓词", "导语", ["誓词"], 2, false),
    match("courses/x/index.html#material", "重温誓词", "物料", ["誓词"], 2, false),
    match("courses/x/index.html#agenda", "重温誓词", "领读誓词", ["誓词"], 1, true),
  ];
  const [hit] = rank(matches, query);
  assert.equal(hit?.passage.address, "courses/x/index.html#agenda");
  assert.deepEqual(hit?.further, []);
});

test("a match in single characters alone is a hit only if they make up half of what was typed", () => {
  const matches = [match("a.html", "手册", "我们的做法", ["的"], 9), match("b.html", "誓词", "", ["誓词"])];
  assert.deepEqual(addressesOf(matches, { phrase: "誓词的意义", terms: ["誓词", "的"] }), ["b.html"]);
  assert.deepEqual(addressesOf(matches, { phrase: "廉洁的家风", terms: ["的"] }), ["b.html"]);
  assert.deepEqual(addressesOf(matches, { phrase: "的", terms: ["的"] }), ["a.html", "b.html"]);
});
