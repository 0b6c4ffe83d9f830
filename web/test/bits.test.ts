import assert from "node:assert/strict";
import { test } from "node:test";
import { BitReader } from "../src/bits";
import { FIXTURE } from "./fixture";

const { numbers, text } = FIXTURE.tables.codes;

test("numbers are read as Python packed them, in gamma and in Rice codes of every parameter", () => {
  const reader = new BitReader(text);
  const read = numbers.map(([, parameter]) => (parameter < 0 ? reader.gamma() : reader.rice(parameter)));
  assert.deepEqual(read, numbers.map(([number]) => number));
});

test("thirteen bits stand in two of 92 characters, which the quotation mark and the backslash are not among", () => {
  const reader = new BitReader("!~#]]#");
  assert.deepEqual([reader.bits(13), reader.bits(13), reader.bits(13)], [91, 92 + 58, 58 * 92 + 1]);
});

test("a code crosses from word to word", () => {
  // Twelve zeros and a one; thirteen zeros; twelve zeros and a one.
  const reader = new BitReader("!#!!!#");
  assert.equal(reader.zeros(), 12);
  assert.equal(reader.zeros(), 25);
});

test("what ends in the middle of a code is told, and never read on", () => {
  for (const damaged of ["", "!", "!!"]) {
    assert.throws(() => new BitReader(damaged).gamma(), RangeError, damaged);
    assert.throws(() => new BitReader(damaged).bits(14), RangeError, damaged);
  }
});
