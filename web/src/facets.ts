/**
 * Which cards a choice of facet values shows, how many each further value would show, and the choice as a URL query.
 *
 * Values of one facet widen the choice (or), facets narrow it (and); a facet without a chosen value does not narrow.
 */

/** Value ids by facet name: those a card has, those chosen, or those on offer. */
export type Values = ReadonlyMap<string, ReadonlySet<string>>;

const NONE: ReadonlySet<string> = new Set();

/** Whether the choice shows this card; `exceptFacet` is then left out of account. */
export function isShown(card: Values, chosen: Values, exceptFacet?: string): boolean {
  for (const [facet, ids] of chosen) {
    if (facet === exceptFacet || ids.size === 0) continue;
    if (!intersects(ids, card.get(facet) ?? NONE)) return false;
  }
  return true;
}

/** For each id on offer in the facet, how many cards have it among those that all other facets of the choice allow. */
export function countValues(
  cards: readonly Values[],
  chosen: Values,
  facet: string,
  offered: ReadonlySet<string>,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of offered) counts.set(id, 0);
  for (const card of cards) {
    if (!isShown(card, chosen, facet)) continue;
    for (const id of card.get(facet) ?? NONE) {
      const count = counts.get(id);
      if (count !== undefined) counts.set(id, count + 1);
    }
  }
  return counts;
}

/** The choice that a URL query such as "?form=tour&form=talk" names; what is not on offer is left out. */
export function readChosen(query: string, offered: Values): Values {
  const parameters = new URLSearchParams(query);
  const chosen = new Map<string, ReadonlySet<string>>();
  for (const [facet, ids] of offered) {
    chosen.set(facet, new Set(parameters.getAll(facet).filter((id) => ids.has(id))));
  }
  return chosen;
}

/**
 * The query that names the choice, with "?" before it, or "" for an empty one.
 * Parameters of `query` that are no facet stay; facets and ids follow in the order in which they are offered.
 */
export function writeChosen(query: string, chosen: Values, offered: Values): string {
  const parameters = new URLSearchParams(query);
  for (const [facet, ids] of offered) {
    parameters.delete(facet);
    for (const id of ids) if (chosen.get(facet)?.has(id)) parameters.append(facet, id);
  }
  const written = parameters.toString();
  return written === "" ? "" : `?${written}`;
}

function intersects(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  for (const id of left) if (right.has(id)) return true;
  return false;
}
