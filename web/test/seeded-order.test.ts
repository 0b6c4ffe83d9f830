import assert from "node:assert/strict";
import { test } from "node:test";
import { mixedOrder, seededOrder } from "../src/seeded-order";
import orders from "./fixtures/orders.json";

for (const { seed, count, order, mixed } of orders) {
  test(`${count} questions stand in the order that Python gives them for the seed “${seed}”`, () => {
    assert.deepEqual(seededOrder(count, seed), order);
    assert.deepEqual(mixedOrder(count, seed), mixed);
  });
}
