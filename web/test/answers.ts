/**
 * Answers queries from an index on disk, for tests/search/test_agreement.py: the index's folder and a JSON list of queries are named on the
 * command line, and a JSON list of answers is printed. Each query meets a page that has loaded nothing yet.
 */

import { readFileSync } from "node:fs";
import type { LoadPart } from "../src/engine";
import type { Manifest } from "../src/index-reader";
import { NOTHING } from "../src/search-query";
import { createXuekuEngine } from "../src/xueku-engine";
import { run } from "./fixture";

const [folder, queries] = process.argv.slice(2) as [string, string];
const [manifest] = run<[Manifest]>(readFileSync(`${folder}/manifest.js`, "utf8"), "xuekuSearchManifest");
const load: LoadPart = async (_, path) => run(readFileSync(`${folder}/${path}`, "utf8"), "xuekuSearchPart").slice(1) as never;

const answers: object[] = [];
for (const typed of JSON.parse(readFileSync(queries, "utf8")) as string[]) {
  const answer = await createXuekuEngine(manifest, load).search(typed, NOTHING);
  const addresses = (await answer.hits(0, Infinity)).map(({ address }) => address.replace(/#.*$/, ""));
  answers.push({ addresses, correction: answer.correction ?? "", troubles: answer.troubles });
}
process.stdout.write(JSON.stringify(answers));
