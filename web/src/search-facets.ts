/** What narrows and orders the results: facets as checkboxes, what is chosen as chips, two buttons for the order. */

import { all, create, createButton, refill, required } from "./elements";
import type { Chosen, Facet, FacetValue, Wish } from "./engine";

/** Called with a facet's name and a value's id when the reader chooses it or takes it back. */
export type Toggle = (name: string, id: string) => void;

/** How many values of a facet are seen before the reader asks for more; two more are not worth a fold. */
const MOST_SEEN = 8;
const SLACK = 2;

/** Whether one of these facets has a chosen value; an address may name what is no facet. */
export function isNarrowed(facets: readonly Facet[], chosen: Chosen): boolean {
  return facets.some(({ name }) => (chosen[name] ?? []).length > 0);
}

/** Show the facets; a box that has the focus keeps it, and what was unfolded stays so. */
export function showFacets(form: HTMLFormElement, facets: readonly Facet[], chosen: Chosen, toggle: Toggle): void {
  const focused = form.contains(document.activeElement) ? (document.activeElement as HTMLInputElement) : null;
  const [name, value] = [focused?.name, focused?.value];
  const unfolded = new Set(all<HTMLDetailsElement>(form, "details[open]").map(({ dataset }) => dataset.facet));
  refill(required(form, "[data-xk-result-facet-list]"), ...facets.map((facet) => fieldset(facet, chosen, unfolded.has(facet.name), toggle)));
  form.hidden = facets.length === 0;
  all<HTMLInputElement>(form, "input")
    .find((box) => value !== undefined && box.name === name && box.value === value)
    ?.focus();
}

/** Show a chip for each chosen value that the facets know, and one that takes all back. */
export function showChips(place: HTMLElement, facets: readonly Facet[], chosen: Chosen, toggle: Toggle, clear: () => void): void {
  const chips = facets.flatMap(({ name, values }) =>
    values
      .filter(({ id }) => (chosen[name] ?? []).includes(id))
      .map(({ id, label }) => {
        const chip = createButton("xk-chip", label, () => toggle(name, id));
        chip.append(create("span", "xk-chip__cross", "✕"));
        chip.setAttribute("aria-label", `去掉筛选：${label}`);
        return chip;
      }),
  );
  // A value in the address that nothing has is without a chip, and yet it narrows.
  const all = facets.reduce((sum, { name }) => sum + (chosen[name] ?? []).length, 0);
  if (all > 1 || all > chips.length) chips.push(createButton("xk-chip xk-chip--all", "清除全部", clear));
  refill(place, ...chips);
}

/** Show the two orders, the present one pressed; nothing where there is nothing to order. */
export function showOrders(place: HTMLElement, order: Wish["order"], total: number, choose: (order: Wish["order"]) => void): void {
  const focused = place.contains(document.activeElement) ? (document.activeElement as HTMLButtonElement).value : "";
  const button = (value: Wish["order"], label: string): HTMLButtonElement => {
    const made = createButton("xk-order__button", label, () => choose(value));
    made.value = value;
    made.setAttribute("aria-pressed", String(order === value));
    return made;
  };
  refill(place, ...(total > 1 ? [button("relevance", "按相关"), button("date", "按日期")] : []));
  place.hidden = total < 2;
  if (focused !== "") place.querySelector<HTMLElement>(`[value=${focused}]`)?.focus();
}

function fieldset({ name, label, values }: Facet, chosen: Chosen, isUnfolded: boolean, toggle: Toggle): HTMLElement {
  const isChosen = ({ id }: FacetValue): boolean => (chosen[name] ?? []).includes(id);
  const choice = (value: FacetValue): HTMLElement => {
    const box = create("input", "");
    box.type = "checkbox";
    box.name = name;
    box.value = value.id;
    box.checked = isChosen(value);
    box.addEventListener("change", () => toggle(name, value.id));
    const text = create("span", "xk-facets__label", value.label);
    return create("label", "", box, text, create("span", "xk-facets__count", String(value.count)));
  };
  const seen = values.length > MOST_SEEN + SLACK ? MOST_SEEN : values.length;
  const shown = values.slice(0, seen);
  const folded = values.slice(seen);
  const made = create("fieldset", "", create("legend", "", label), ...shown.map(choice));
  if (folded.length === 0) return made;
  const fold = create("details", "xk-facets__rest", create("summary", "", `另外 ${folded.length} 个`), ...folded.map(choice));
  fold.dataset.facet = name;
  fold.open = isUnfolded || folded.some(isChosen);
  made.append(fold);
  return made;
}
