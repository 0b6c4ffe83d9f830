import assert from "node:assert/strict";
import { test } from "node:test";
import { countValues, isShown, readChosen, writeChosen, type Values } from "../src/facets";

const values = (facets: Record<string, string[]>): Values =>
  new Map(Object.entries(facets).map(([facet, ids]) => [facet, new Set(ids)]));

const OFFERED = values({ form: ["tour", "talk", "service"], occasion: ["july-first", "qingming"] });
const CARDS = {
  重温入党誓词: values({ form: ["talk"], occasion: ["july-first"] }),
  参观革命旧址: values({ form: ["tour"], occasion: ["july-first", "qingming"] }),
  祭扫烈士陵园: values({ form: ["tour", "service"], occasion: ["qingming"] }),
  社区志愿服务: values({ form: ["service"], occasion: [] }),
};
const namesFor = (chosen: Values): string[] =>
  Object.entries(CARDS).filter(([, card]) => isShown(card, chosen)).map(([name]) => name);
const countsOf = (chosen: Values, facet: string): Record<string, number> =>
  Object.fromEntries(countValues(Object.values(CARDS), chosen, facet, OFFERED.get(facet) ?? new Set()));

test("without a choice every card shows", () => {
  assert.equal(namesFor(values({})).length, 4);
  assert.equal(namesFor(values({ form: [] })).length, 4);
});

test("two values of one facet widen the choice", () => {
  assert.deepEqual(namesFor(values({ form: ["talk", "tour"] })), ["重温入党誓词", "参观革命旧址", "祭扫烈士陵园"]);
});

test("values of two facets narrow the choice", () => {
  assert.deepEqual(namesFor(values({ form: ["tour"], occasion: ["july-first"] })), ["参观革命旧址"]);
});

test("a value's count tells how many cards it would show under the other facets, whatever its own facet holds", () => {
  const chosen = values({ form: ["talk"], occasion: ["july-first"] });
  assert.deepEqual(countsOf(chosen, "form"), { tour: 1, talk: 1, service: 0 });
  assert.deepEqual(countsOf(chosen, "occasion"), { "july-first": 1, qingming: 0 });
});

test("each count is the number of cards that show with that value alone in its facet", () => {
  for (const form of ["tour", "talk", "service"]) {
    for (const occasion of ["july-first", "qingming"]) {
      const expected = namesFor(values({ form: [form], occasion: [occasion] })).length;
      assert.equal(countsOf(values({ occasion: [occasion] }), "form")[form], expected, `${form} ${occasion}`);
    }
  }
});

test("a choice survives the way into the address and back", () => {
  const chosen = values({ form: ["tour", "talk"], occasion: ["qingming"] });
  const query = writeChosen("", chosen, OFFERED);
  assert.equal(query, "?form=tour&form=talk&occasion=qingming");
  assert.deepEqual(readChosen(query, OFFERED), chosen);
});

test("values that are not on offer are left out, and parameters that are no facet stay", () => {
  const query = "?form=banquet&form=talk&topic=x&from=home";
  assert.deepEqual(readChosen(query, OFFERED), values({ form: ["talk"], occasion: [] }));
  assert.equal(writeChosen(query, values({ occasion: ["qingming"] }), OFFERED), "?topic=x&from=home&occasion=qingming");
});

test("an empty choice leaves no query behind", () => {
  assert.equal(writeChosen("?form=talk", values({}), OFFERED), "");
});
