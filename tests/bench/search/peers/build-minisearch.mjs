import { readFileSync, writeFileSync } from "node:fs";
import MiniSearch from "minisearch";

const [pages, out] = process.argv.slice(2);
const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
const tokenize = (text) => Array.from(segmenter.segment(text)).filter((part) => part.isWordLike).map((part) => part.segment);
const index = new MiniSearch({ fields: ["title", "headings", "text"], tokenize });
index.addAll(JSON.parse(readFileSync(pages, "utf8")));
writeFileSync(out, JSON.stringify(index));
