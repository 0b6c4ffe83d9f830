import assert from "node:assert/strict";
import { test } from "node:test";
import type { Hit, SearchEngine } from "../src/engine";
import { PART_MISSING } from "../src/index-reader";
import { NOTHING } from "../src/search-query";
import { fold } from "../src/terms";
import { FIXTURE, open, type Change } from "./fixture";

async function hitsFor(engine: SearchEngine, typed: string, wish = NOTHING): Promise<Hit[]> {
  return (await engine.search(typed, wish)).hits(0, 100);
}

for (const { typed, correction, titles } of FIXTURE.answers) {
  test(`“${typed}” is answered as the plain searcher answers it`, async () => {
    const answer = await open().engine.search(typed, NOTHING);
    assert.equal(answer.correction, correction);
    assert.deepEqual((await answer.hits(0, 100)).map(({ title }) => title), titles);
    assert.equal(answer.total, titles.length);
    assert.deepEqual(answer.troubles, []);
  });
}

for (const { typed, correction, titles } of FIXTURE.rare.answers) {
  test(`“${typed}” is answered as the plain searcher answers it, where rare characters stand`, async () => {
    const answer = await open(undefined, FIXTURE.rare).engine.search(typed, NOTHING);
    assert.deepEqual((await answer.hits(0, 100)).map(({ title }) => title), titles);
    assert.equal(answer.correction, correction);
  });
}

test("the table of variants is loaded only for traditional characters that the site itself does not hold", async () => {
  for (const [typed, isLoaded] of [["乾隆年间", false], ["關於借閱", false], ["⾺上", true], ["黨課", true], ["党课", false]] as const) {
    const { engine, asked } = open(undefined, FIXTURE.rare);
    await engine.search(typed, NOTHING);
    assert.equal(asked.some((path) => path.startsWith("v/")), isLoaded, typed);
  }
});

test("the fixture holds corrections, empty answers and long ones", () => {
  const { answers } = FIXTURE;
  assert.ok(answers.filter(({ correction }) => correction !== null).length >= 4);
  assert.ok(answers.filter(({ titles }) => titles.length === 0).length >= 3);
  assert.ok(answers.filter(({ titles }) => titles.length > 5).length >= 20);
});

test("a hit opens at the heading under which the words stand, and marks what its text holds", async () => {
  const [hit] = await hitsFor(open().engine, "河东读书会 怎样准备");
  assert.ok(hit?.address.endsWith("#怎样准备"), hit?.address);
  const [byText] = await hitsFor(open().engine, "缺页写明");
  assert.ok(byText?.marks.some((mark) => fold(byText.text).includes(mark)));
});

test("literally, nothing is corrected", async () => {
  const answer = await open().engine.search("河冬读书会", { ...NOTHING, literally: true });
  assert.equal(answer.correction, null);
});

test("facets count what their values leave, narrow, and are read once, after the texts", async () => {
  const { engine, asked } = open();
  const answer = await engine.search("读书会", NOTHING);
  await answer.hits(0, 5);
  assert.ok(!asked.some((path) => path.startsWith("f/")));
  const facets = await answer.facets();
  for (const { name, values } of facets) {
    for (const { id, count } of values) {
      assert.equal((await engine.search("读书会", { ...NOTHING, facets: { [name]: [id] } })).total, count, `${name} ${id}`);
    }
  }
  assert.deepEqual(facets.map(({ name }) => name), ["kind", "year"]);
  assert.equal(asked.filter((path) => path.startsWith("f/")).length, 1);
});

test("in order of date the latest comes first and what has no date last", async () => {
  const days = (await hitsFor(open().engine, "读书会", { ...NOTHING, order: "date" })).map(({ day }) => day);
  assert.deepEqual(days, [...days].sort().reverse());
  assert.equal(days[days.length - 1], "");
});

test("a second query fetches only what the first did not", async () => {
  const { engine, asked } = open();
  await hitsFor(engine, "河东读书会");
  const before = asked.length;
  await hitsFor(engine, "河东读书");
  assert.deepEqual(asked.slice(before).filter((path) => path.startsWith("p/")), []);
});

const DAMAGES: Record<string, Change> = {
  missing: () => null,
  "cut short": (_, script) => script.replace(/"[^"]*"\);\s*$/, '"!");'),
  "of other content": (_, script) => script.replace(/"[^"]*"\);\s*$/, '"~~~~~~~~");'),
};

for (const [name, damage] of Object.entries(DAMAGES)) {
  test(`with every third shard ${name} the reader is told and the others answer`, async () => {
    let count = 0;
    const { engine } = open((path, script) => (path.startsWith("p/") && (count += 1) % 3 === 0 ? damage(path, script) : script));
    const answer = await engine.search("河东读书会 公共柜 组织委员牵头", NOTHING);
    assert.ok((await answer.hits(0, 5)).length > 0);
    if (name !== "of other content") assert.deepEqual(answer.troubles, [PART_MISSING]);
  });
}

test("a text that is missing leaves its hit out and is told", async () => {
  const whole = await hitsFor(open().engine, "读书会");
  const { engine } = open((path, script) => (path.startsWith("t/") && script.includes(`"${whole[0]?.title}"`) ? null : script));
  const answer = await engine.search("读书会", NOTHING);
  assert.deepEqual((await answer.hits(0, 100)).map(({ title }) => title), whole.slice(1).map(({ title }) => title));
  assert.deepEqual(answer.troubles, [PART_MISSING]);
});

test("without facets the hits are there, and the reader is told", async () => {
  const { engine } = open((path, script) => (path.startsWith("f/") ? null : script));
  const answer = await engine.search("读书会", { ...NOTHING, order: "date" });
  assert.ok((await answer.hits(0, 5)).length > 0);
  assert.deepEqual(await answer.facets(), []);
  assert.deepEqual(answer.troubles, [PART_MISSING]);
});

for (const tables of ["prsdv", "t", "f"]) {
  test(`whatever character of a file of ${tables} is damaged, the search answers or tells, and never throws`, () => damage(tables));
}

async function damage(tables: string): Promise<void> {
  const typed = ["河东读书会", "河冬读书会", "谁来牵头？", '"用完当天放回"', "dushuhui", "讀書會 kind:案例", "很长的规则"];
  for (let round = 0; round < 300; round += 1) {
    const { engine } = open((path, script) => (tables.includes(path.charAt(0)) ? damaged(script, round) : script));
    const answer = await engine.search(typed[round % typed.length] as string, { ...NOTHING, order: round % 2 ? "date" : "relevance" });
    await Promise.all([answer.hits(0, 5), answer.facets()]);
    assert.ok(answer.troubles.every((trouble) => trouble === PART_MISSING));
  }
}

/** The script with one character of its content changed, left out or doubled; which one and how, tells the number. */
function damaged(script: string, round: number): string {
  const first = script.indexOf(",") + 2;
  const at = first + ((round * 7919 + script.length * 31) % Math.max(1, script.length - first - 4));
  const put = ["", script.charAt(at).repeat(2), "!", "~", "字", "0"][round % 6] as string;
  return script.slice(0, at) + put + script.slice(at + 1);
}
