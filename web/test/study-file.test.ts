import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { readFile, writeJson, type Reading } from "../src/study/file";
import { merge, studyOf, type Study } from "../src/study/merge";
import { writeFile } from "../src/study/paper";
import { chanceOf, items } from "./chance";

/** Exported by format 1 and kept as it was: every later version must read it. */
const STORED = readFileSync("test/fixtures/study-1.html", "utf8");
const MOMENT = new Date("2026-11-23T08:00:00Z");
const EMPTY = studyOf([]);

const studyIn = (reading: Reading): Study => {
  assert.ok("study" in reading, JSON.stringify(reading));
  return reading.study;
};
const entries = (study: Study): unknown[] => Array.from(study.values()).sort((left, right) => (left.id < right.id ? -1 : 1));

test("export, clear and import give the same state, whatever words are in it", () => {
  const chance = chanceOf(3);
  for (let run = 0; run < 500; run += 1) {
    const study = studyOf(items(chance));
    assert.deepEqual(entries(merge(EMPTY, studyIn(readFile(writeFile(study, MOMENT))))), entries(study));
    assert.deepEqual(entries(studyIn(readFile(writeJson(study)))), entries(study));
  }
});

test("no text of a reader ends the script or becomes markup", () => {
  const chance = chanceOf(4);
  for (let run = 0; run < 200; run += 1) {
    const file = writeFile(studyOf(items(chance)), MOMENT);
    assert.equal(file.split("</script>").length, 2);
    assert.ok(!file.includes("<!--"));
  }
});

test("a file of format 1 is read as it was written", () => {
  const study = studyIn(readFile(STORED));
  const kinds = Array.from(study.values(), ({ kind }) => kind).sort();
  assert.deepEqual(kinds, ["bookmark", "done", "done", "gone", "highlight", "highlight", "minutes", "minutes", "place", "quiz"]);
  assert.equal(writeFile(study, MOMENT), STORED);
});

test("a later version with format 2 still reads format 1, by one step for each format between", () => {
  const seen: unknown[] = [];
  const steps = { 1: (content: object) => (seen.push((content as { format: number }).format), { ...content, format: 2 }), 2: (content: object) => (seen.push((content as { format: number }).format), { ...content, format: 3 }) };
  assert.deepEqual(entries(studyIn(readFile(STORED, 3, steps))), entries(studyIn(readFile(STORED))));
  assert.deepEqual(seen, [1, 2]);
});

test("a file that went through a mail program or an editor is still read", () => {
  const altered = `\uFEFF${STORED.replace('type="application/json" id="xueku-study"', 'id=xueku-study type="application/json"').replace(/\n/g, "\r\n")}`;
  assert.deepEqual(entries(studyIn(readFile(altered))), entries(studyIn(readFile(STORED))));
});

const REFUSED: readonly (readonly [name: string, content: string, refused: string])[] = [
  ["an empty file", "", "foreign"],
  ["some other page", "<!DOCTYPE html><title>通知</title>", "foreign"],
  ["some other JSON", '{"name": "x"}', "foreign"],
  ["a file cut short", STORED.slice(0, STORED.indexOf("</script")), "damaged"],
  ["a file with a hole", STORED.replace('"kind"', ""), "damaged"],
  ["an item without its title", '{"format": 1, "items": [{"kind": "done", "id": "done:a", "changed": 1, "record": "a", "address": ""}]}', "damaged"],
  ["a kind that format 1 does not know", '{"format": 1, "items": [{"kind": "toString", "id": "a", "changed": 1}]}', "damaged"],
  ["a format that is no number", '{"format": "1", "items": []}', "damaged"],
  ["no items", '{"format": 1}', "damaged"],
  ["a later format", '{"format": 2, "things": []}', "future"],
];
for (const [name, content, refused] of REFUSED) {
  test(`${name} is refused as ${refused}`, () => {
    assert.deepEqual(readFile(content), { refused });
  });
}
