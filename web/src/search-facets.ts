/** The facets of the search page as checkboxes, and what is chosen as chips. */

import { create, createButton, refill, required } from "./elements";
import type { Facet } from "./engine";

/** Called with a facet's name and a value's id when the reader chooses it or takes it back. */
export type Toggle = (name: string, id: string) => void;

type Chosen = Readonly<Record<string, readonly string[]>>;

/** Show the facets; a box that has the focus keeps it. */
export function showFacets(form: HTMLFormElement, facets: readonly Facet[], chosen: Chosen, toggle: Toggle): void {
  const focused = form.contains(document.activeElement) ? (document.activeElement as HTMLInputElement) : null;
  const [name, value] = [focused?.name, focused?.value];
  refill(required(form, "[data-xk-result-facet-list]"), ...facets.map((facet) => fieldset(facet, chosen, toggle)));
  form.hidden = facets.length === 0;
  Array.from(form.querySelectorAll("input"))
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
  if (chips.length > 1) chips.push(createButton("xk-chip xk-chip--all", "清除全部", clear));
  refill(place, ...chips);
}

function fieldset({ name, label, values }: Facet, chosen: Chosen, toggle: Toggle): HTMLElement {
  const choices = values.map(({ id, label: text, count }) => {
    const box = create("input", "");
    box.type = "checkbox";
    box.name = name;
    box.value = id;
    box.checked = (chosen[name] ?? []).includes(id);
    box.addEventListener("change", () => toggle(name, id));
    return create("label", "", box, create("span", "xk-facets__label", text), create("span", "xk-facets__count", String(count)));
  });
  return create("fieldset", "", create("legend", "", label), ...choices);
}
