/** The file that a reader takes along: readable HTML whose JSON can be read again. Format 1 is told in web/STUDY.md. */

import { isItem } from "./item";
import { studyOf, type Study } from "./merge";

export const FORMAT = 1;
/** What makes of a file's content of one format that of the next, by the number of the older one. */
export type Upgrades = Readonly<Record<number, (content: object) => object>>;

const UPGRADES: Upgrades = {};
const OPENING = /<script\b[^>]*\bid="?xueku-study"?[^>]*>/i;

export type Refusal = "foreign" | "damaged" | "future";
export type Reading = { readonly study: Study } | { readonly refused: Refusal };

/** The study that the file holds, of this format or an older one; or why there is none: it is not such a file, damaged, or of a later format. */
export function readFile(content: string, format = FORMAT, upgrades = UPGRADES): Reading {
  const json = jsonOf(content.replace(/^\uFEFF/, ""));
  if (json === null) return { refused: OPENING.test(content) ? "damaged" : "foreign" };
  try {
    return readDocument(JSON.parse(json), format, upgrades);
  } catch (error) {
    if (error instanceof SyntaxError) return { refused: "damaged" };
    throw error;
  }
}

/** The JSON of a study, safe within a script element. */
export function writeJson(study: Study): string {
  const items = Array.from(study.values()).sort((left, right) => (left.id < right.id ? -1 : 1));
  return JSON.stringify({ format: FORMAT, items }, null, 1).replace(/</g, "\\u003c");
}

function jsonOf(content: string): string | null {
  if (content.trimStart().startsWith("{")) return content;
  const opening = OPENING.exec(content);
  if (opening === null) return null;
  const start = opening.index + opening[0].length;
  const end = content.indexOf("</script", start);
  return end < 0 ? null : content.slice(start, end);
}

function readDocument(document: unknown, format: number, upgrades: Upgrades): Reading {
  if (typeof document !== "object" || document === null || !("format" in document)) return { refused: "foreign" };
  const from: unknown = document.format;
  if (!Number.isSafeInteger(from) || (from as number) < 1) return { refused: "damaged" };
  if ((from as number) > format) return { refused: "future" };
  let current: object = document;
  for (let number = from as number; number < format; number += 1) current = upgrades[number]?.(current) ?? current;
  const items: unknown = "items" in current ? current.items : null;
  return Array.isArray(items) && Array.from(items).every(isItem) ? { study: studyOf(items) } : { refused: "damaged" };
}
