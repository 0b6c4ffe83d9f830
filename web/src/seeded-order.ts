/**
 * Orders that follow from a seed alone: mulberry32 and Fisher–Yates; the twin of plugins/xueku/model/seeded_order.py, which says how.
 * Both are held to test/fixtures/orders.json.
 */

import { hashOf } from "./text-hash";

/** The numbers below `count`, in the order that follows from the seed. */
export function seededOrder(count: number, seed: string): number[] {
  const order = numbers(count);
  const draw = drawer(hashOf(seed));
  for (let left = count; left > 1; left -= 1) {
    const other = Math.floor((draw() * left) / 0x100000000);
    const last = order[left - 1] ?? 0;
    order[left - 1] = order[other] ?? 0;
    order[other] = last;
  }
  return order;
}

/** As `seededOrder`, but never the numbers as they stand where there are two or more: then turned by one. */
export function mixedOrder(count: number, seed: string): number[] {
  const order = seededOrder(count, seed);
  return count > 1 && order.every((number, at) => number === at) ? [...order.slice(1), ...order.slice(0, 1)] : order;
}

export function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, at) => at);
}

/** Numbers of 32 bits: mulberry32. */
function drawer(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}
