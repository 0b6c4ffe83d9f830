/** Collection pages whose cards are narrowed by facets. The checkboxes hold the choice; the URL query mirrors it. */

import { all, create, createButton, refill, required } from "./elements";
import { countValues, isShown, readChosen, writeChosen, type Values } from "./facets";

interface Choice {
  readonly facet: string;
  readonly id: string;
  readonly name: string;
  readonly box: HTMLInputElement;
  readonly label: HTMLLabelElement;
  readonly count: HTMLElement;
}

interface Card {
  readonly element: HTMLElement;
  readonly values: Values;
}

interface Listing {
  readonly root: HTMLElement;
  readonly form: HTMLFormElement;
  readonly choices: readonly Choice[];
  readonly offered: Values;
  readonly cards: readonly Card[];
}

/** Show the facets of every listing on the page and bring its cards in line with the URL. */
export function offerListings(): void {
  for (const root of all(document, "[data-xk-listing]")) offerFacets(readListing(root));
}

function offerFacets(listing: Listing): void {
  let addressFollows = true;
  const restore = (): void => {
    const chosen = readChosen(location.search, listing.offered);
    for (const choice of listing.choices) choice.box.checked = chosen.get(choice.facet)?.has(choice.id) ?? false;
    show(listing, changed);
  };
  const changed = (): void => {
    show(listing, changed);
    addressFollows = pushQuery(writeChosen(location.search, chosenIn(listing), listing.offered));
  };
  listing.form.addEventListener("change", changed);
  listing.form.addEventListener("submit", (event) => event.preventDefault());
  // A jump to an anchor also arrives here; where the address cannot hold the choice, it must not undo it.
  addEventListener("popstate", () => {
    if (addressFollows) restore();
  });
  restore();
  listing.form.hidden = false;
}

/** Whether the browser took the query into the address; it may refuse on file://. */
function pushQuery(query: string): boolean {
  try {
    history.pushState(null, "", location.pathname + query);
    return true;
  } catch {
    return false;
  }
}

function readListing(root: HTMLElement): Listing {
  const form = required<HTMLFormElement>(root, "form[data-xk-facets]");
  const choices = all<HTMLInputElement>(form, "[data-xk-facet] input[type=checkbox]").map(readChoice);
  const offered = gather(choices);
  const facets = Array.from(offered.keys());
  const cards = all(root, "[data-xk-card]").map((element) => ({ element, values: readValues(element, facets) }));
  return { root, form, choices, offered, cards };
}

function readChoice(box: HTMLInputElement): Choice {
  const label = box.closest("label");
  if (label === null) throw new Error(`xueku: the facet value ${box.value} has no label around it`);
  const count = required(label, "[data-xk-count]");
  return { facet: box.name, id: box.value, name: textWithoutCount(label), box, label, count };
}

function textWithoutCount(label: HTMLLabelElement): string {
  const copy = label.cloneNode(true) as HTMLLabelElement;
  required(copy, "[data-xk-count]").remove();
  return (copy.textContent ?? "").trim();
}

function readValues(card: HTMLElement, facets: readonly string[]): Values {
  const ids = (facet: string): string[] => (card.getAttribute(`data-facet-${facet}`) ?? "").split(/\s+/).filter(Boolean);
  return new Map(facets.map((facet) => [facet, new Set(ids(facet))]));
}

function gather(choices: readonly Choice[]): Values {
  const values = new Map<string, Set<string>>();
  for (const { facet, id } of choices) values.set(facet, (values.get(facet) ?? new Set()).add(id));
  return values;
}

function chosenIn(listing: Listing): Values {
  return gather(listing.choices.filter((choice) => choice.box.checked));
}

function show(listing: Listing, changed: () => void): void {
  const chosen = chosenIn(listing);
  showCards(listing, chosen);
  showCounts(listing, chosen);
  showChips(listing, changed);
}

function showCards({ root, cards }: Listing, chosen: Values): void {
  let shown = 0;
  for (const card of cards) {
    card.element.hidden = !isShown(card.values, chosen);
    if (!card.element.hidden) shown += 1;
  }
  for (const group of all(root, "[data-xk-group]")) {
    group.hidden = group.querySelector("[data-xk-card]:not([hidden])") === null;
  }
  required(root, "[data-xk-empty]").hidden = shown > 0;
  required(root, "[data-xk-summary]").textContent =
    chosen.size > 0 ? `${cards.length} 个中的 ${shown} 个` : `共 ${cards.length} 个`;
}

function showCounts({ choices, cards, offered }: Listing, chosen: Values): void {
  const values = cards.map((card) => card.values);
  for (const [facet, ids] of offered) {
    const counts = countValues(values, chosen, facet, ids);
    for (const choice of choices) {
      if (choice.facet !== facet) continue;
      const count = counts.get(choice.id) ?? 0;
      const isEmpty = count === 0 && !choice.box.checked;
      choice.count.textContent = String(count);
      choice.box.disabled = isEmpty;
      choice.label.classList.toggle("is-empty", isEmpty);
    }
  }
}

function showChips({ root, choices }: Listing, changed: () => void): void {
  const chosen = choices.filter((choice) => choice.box.checked);
  const drop = (dropped: readonly Choice[]): void => {
    for (const choice of dropped) choice.box.checked = false;
    changed();
    // The pressed chip is gone; without this the keyboard would start again at the top of the page.
    (root.querySelector<HTMLElement>("[data-xk-chips] button") ?? dropped[0]?.box)?.focus();
  };
  const chips = chosen.map((choice) => {
    const chip = createButton("xk-chip", choice.name, () => drop([choice]));
    chip.append(create("span", "xk-chip__cross", "✕"));
    chip.setAttribute("aria-label", `去掉筛选：${choice.name}`);
    return chip;
  });
  if (chosen.length > 1) chips.push(createButton("xk-chip xk-chip--all", "清除全部", () => drop(chosen)));
  refill(required(root, "[data-xk-chips]"), ...chips);
}
