import assert from "node:assert/strict";
import { test } from "node:test";
import { readSearch, writeSearch } from "../src/search-query";

test("a search survives the way into the address and back", () => {
  const state = { query: "入党誓词 & 党旗?", kinds: ["course", "case"] };
  assert.deepEqual(readSearch(writeSearch(state)), state);
});

test("what an ordinary form sends is read", () => {
  assert.deepEqual(readSearch("?q=%E8%AA%93%E8%AF%8D+%E5%85%9A%E6%97%97"), { query: "誓词 党旗", kinds: [] });
});

test("an address without a search names an empty one", () => {
  assert.deepEqual(readSearch(""), { query: "", kinds: [] });
});
