import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { SearchFailure, type Hit, type LoadPart, type SearchEngine } from "../src/engine";
import { PART_MISSING, type Manifest } from "../src/index-reader";
import { NOTHING } from "../src/search-query";
import { fold } from "../src/terms";
import { createXuekuEngine } from "../src/xueku-engine";

interface Fixture {
  readonly files: Record<string, string>;
  readonly answers: readonly { typed: string; correction: string | null; titles: readonly string[] }[];
}

const FIXTURE = JSON.parse(readFileSync("test/fixtures/search.json", "utf8")) as Fixture;
const FOLDER = "assets/search/";
const MANIFEST = run<[Manifest]>(FIXTURE.files[`${FOLDER}manifest.js`] as string, "xuekuSearchManifest")[0];

/** What a script hands to the function of this name. */
function run<T extends unknown[]>(script: string, name: string): T {
  let handed: unknown[] = [];
  new Function(name, script)((...content: unknown[]) => (handed = content));
  return handed as T;
}

/** An engine over the fixture's files; `change` may damage a file, or refuse it with null. */
function open(change: (path: string, script: string) => string | null = (_, script) => script): { engine: SearchEngine; asked: string[] } {
  const asked: string[] = [];
  const load: LoadPart = async (name, path) => {
    asked.push(path);
    const script = change(path, FIXTURE.files[FOLDER + path] as string);
    if (script === null) throw new SearchFailure("fehlt");
    const [own, ...content] = run<[string, ...unknown[]]>(script, "xuekuSearchPart");
    assert.equal(own, name);
    return content as never;
  };
  return { engine: createXuekuEngine(MANIFEST, load), asked };
}

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

const DAMAGES: Record<string, (path: string, script: string) => string | null> = {
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
