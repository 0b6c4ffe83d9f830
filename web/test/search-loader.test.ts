import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { FORMAT, SearchFailure, type EngineFactory, type LoadPart, type SearchEngine } from "../src/engine";
import { failureMessage, loadOnDemand, type LoadSearch } from "../src/search-loader";

/** What each address does when it is run; an address that is missing cannot be fetched. */
let scripts: Record<string, () => void>;
let asked: string[];
let load: LoadPart | null;

const ENGINE: SearchEngine = { kinds: [], search: async () => assert.fail("no search here") };
const createEngine: EngineFactory = (_, loadPart) => ((load = loadPart), ENGINE);

/** As much of a page as the loader touches: scripts run one after another once they are appended. */
const head = {
  append(script: { src: string; listeners: Record<string, (() => void)[]> }): void {
    asked.push(script.src);
    setTimeout(() => {
      const run = scripts[script.src];
      run?.();
      for (const heard of script.listeners[run === undefined ? "error" : "load"] ?? []) heard();
    });
  },
};
function createElement(): object {
  const listeners: Record<string, (() => void)[]> = {};
  return { src: "", listeners, remove: () => undefined, addEventListener: (name: string, heard: () => void) => (listeners[name] ??= []).push(heard) };
}
const page = {} as Window;
Object.assign(globalThis, { window: page, document: { head, createElement } });

beforeEach(() => {
  [asked, load] = [[], null];
  scripts = {
    "a/engine.js": () => page.xuekuSearchEngine?.(createEngine),
    "s/manifest.js": () => page.xuekuSearchManifest?.({ format: FORMAT, engine: "xueku", kinds: [] }),
    "s/p/0/3-abc.js": () => page.xuekuSearchPart?.("p3", "names", "data"),
  };
});

const loader = (): LoadSearch => loadOnDemand("a/engine.js", "s/manifest.js");
const messageOf = (promise: Promise<unknown>): Promise<string> => promise.then(() => "", failureMessage);

test("engine and manifest are loaded at the first call, and once", async () => {
  const search = loader();
  assert.deepEqual(asked, []);
  assert.equal(await search(), ENGINE);
  await search();
  assert.deepEqual(asked, ["a/engine.js", "s/manifest.js"]);
});

test("an index of another format is explained", async () => {
  scripts["s/manifest.js"] = () => page.xuekuSearchManifest?.({ format: FORMAT + 1, engine: "xueku", kinds: [] });
  assert.match(await messageOf(loader()()), /版本与本页不符/);
});

test("what cannot be loaded is explained and asked for again at the next call", async () => {
  const search = loader();
  const manifest = scripts["s/manifest.js"] as () => void;
  delete scripts["s/manifest.js"];
  assert.match(await messageOf(search()), /没有载入/);
  scripts["s/manifest.js"] = manifest;
  assert.equal(await search(), ENGINE);
});

test("a part is what its file hands over under its name, and is asked for once", async () => {
  await loader()();
  assert.ok(load);
  const both = await Promise.all([load("p3", "p/0/3-abc.js"), load("p3", "p/0/3-abc.js")]);
  assert.deepEqual(both, [["names", "data"], ["names", "data"]]);
  assert.equal(asked.filter((address) => address.startsWith("s/p/")).length, 1);
});

test("parts that arrive out of turn each find who waits for them", async () => {
  await loader()();
  assert.ok(load);
  scripts["s/p/0/4-def.js"] = () => (page.xuekuSearchPart?.("p3", "three"), page.xuekuSearchPart?.("p4", "four"));
  assert.deepEqual(await Promise.all([load("p4", "p/0/4-def.js"), load("p3", "p/0/3-abc.js")]), [["four"], ["three"]]);
});

for (const [name, script] of [
  ["is missing", undefined],
  ["hands over nothing", () => undefined],
  ["hands over another part", () => page.xuekuSearchPart?.("p9", "names", "data")],
] as const) {
  test(`a part that ${name} is a failure, and is asked for again`, async () => {
    await loader()();
    assert.ok(load);
    const whole = scripts["s/p/0/3-abc.js"] as () => void;
    if (script === undefined) delete scripts["s/p/0/3-abc.js"];
    else scripts["s/p/0/3-abc.js"] = script;
    assert.match(await messageOf(load("p3", "p/0/3-abc.js")), /没有载入/);
    scripts["s/p/0/3-abc.js"] = whole;
    assert.deepEqual(await load("p3", "p/0/3-abc.js"), ["names", "data"]);
  });
}

test("any error but a failure of the search is a bug, and is thrown on", () => {
  assert.equal(failureMessage(new SearchFailure("没有")), "没有");
  assert.throws(() => failureMessage(new TypeError("x")), TypeError);
});
