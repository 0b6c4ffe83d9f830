import assert from "node:assert/strict";
import { test } from "node:test";
import { NOTHING, readSearch, toggleFacet, writeSearch } from "../src/search-query";

test("a search survives the way into the address and back", () => {
  const state = {
    query: "入党誓词 & 党旗?",
    facets: { kind: ["course", "case"], year: ["2026"] },
    order: "date" as const,
    literally: true,
  };
  assert.deepEqual(readSearch(writeSearch(state)), state);
});

test("what an ordinary form sends is read, and marks of an arrival are no facet", () => {
  assert.deepEqual(readSearch("?q=%E8%AA%93%E8%AF%8D+%E5%85%9A%E6%97%97&mark=x"), { ...NOTHING, query: "誓词 党旗" });
});

test("an address without a search names an empty one", () => {
  assert.deepEqual(readSearch(""), NOTHING);
});

test("a value is chosen and taken back, and a facet without one leaves the address", () => {
  const chosen = toggleFacet(toggleFacet(NOTHING, "kind", "case"), "kind", "course");
  assert.deepEqual(chosen.facets, { kind: ["case", "course"] });
  const back = toggleFacet(toggleFacet(chosen, "kind", "case"), "kind", "course");
  assert.deepEqual(back.facets, {});
  assert.equal(writeSearch({ ...back, query: "a" }), "?q=a");
});
