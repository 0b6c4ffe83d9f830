/** The key “/”, which takes the reader to the search box. */

import { required } from "./elements";

/** Let “/”, pressed outside a field, focus the first search box that can be seen. */
export function offerSearchKey(forms: readonly HTMLFormElement[]): void {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || isField(event.target)) return;
    const box = forms.map((form) => required(form, "input[name=q]")).find(isVisible);
    if (box === undefined) return;
    event.preventDefault();
    box.focus();
  });
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches("input:not([type=checkbox]):not([type=radio]), textarea, select"));
}

function isVisible(element: HTMLElement): boolean {
  return element.getClientRects().length > 0;
}
