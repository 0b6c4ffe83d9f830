/** Which document has which values: narrowing what was found, and counting it. */

import type { Chosen, Facet, Wish } from "./engine";
import type { FacetColumn } from "./index-reader";

interface Column {
  readonly name: string;
  readonly label: string;
  readonly values: readonly (readonly [id: string, label: string])[];
  /** For each document the ids of its values. */
  readonly ids: readonly (readonly string[])[];
}

export class FacetTable {
  private readonly columns: readonly Column[];
  /** ISO dates by document; "" where there is none. */
  readonly days: readonly string[];

  constructor(columns: readonly FacetColumn[], days: string) {
    this.days = days.split(";");
    this.columns = columns.map(([name, label, values, column]) => ({
      name,
      label,
      values,
      ids: column.split(";").map((positions) => (positions === "" ? [] : positions.split(",").map((at) => values[Number(at)]?.[0] ?? ""))),
    }));
  }

  /** Whether the document has one of the chosen values of every facet, but for the facet `except`. Unknown facets are passed over. */
  has(document: number, chosen: Chosen, except = ""): boolean {
    return this.columns.every(({ name, ids }) => {
      const wanted = chosen[name] ?? [];
      return name === except || wanted.length === 0 || (ids[document] ?? []).some((id) => wanted.includes(id));
    });
  }

  /** Those of what was found that have the chosen values; in order of date the latest first, and of one day as they were found. */
  narrow<T>(found: readonly T[], numberOf: (one: T) => number, chosen: Chosen, order: Wish["order"]): T[] {
    const narrowed = found.filter((one) => this.has(numberOf(one), chosen));
    const dayOf = (one: T): string => this.days[numberOf(one)] ?? "";
    return order === "relevance" ? narrowed : narrowed.sort((left, right) => Number(dayOf(left) < dayOf(right)) - Number(dayOf(left) > dayOf(right)));
  }

  /** The facets that divide these documents before anything is chosen, so that none goes while the reader narrows; values without a document only if chosen. */
  count(documents: readonly number[], chosen: Chosen): Facet[] {
    return this.columns
      .map(({ name, label, values, ids }) => {
        const counts = new Map<string, number>();
        const own = documents.filter((document) => this.has(document, chosen, name));
        for (const id of own.flatMap((document) => ids[document] ?? [])) counts.set(id, (counts.get(id) ?? 0) + 1);
        const isChosen = (id: string): boolean => (chosen[name] ?? []).includes(id);
        const shown = values.filter(([id]) => counts.has(id) || isChosen(id));
        return { name, label, values: shown.map(([id, text]) => ({ id, label: text, count: counts.get(id) ?? 0 })), divides: divides(documents, ids) };
      })
      .filter(({ name, values, divides }) => values.length > 0 && (divides || (chosen[name] ?? []).length > 0))
      .map(({ name, label, values }) => ({ name, label, values }));
  }
}

/** Whether some of the documents have other values than the first. */
function divides(documents: readonly number[], ids: readonly (readonly string[])[]): boolean {
  const valuesOf = (document: number): string => (ids[document] ?? []).join();
  return documents.some((document) => valuesOf(document) !== valuesOf(documents[0] ?? 0));
}
