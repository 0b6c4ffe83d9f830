/** The keyboard stays where the reader works when a part of the page is drawn anew. */

/** Redraw; if what had the focus within `root` is gone then or hidden, the first of the others that can be seen has it. */
export function keepFocus(root: HTMLElement, redraw: () => void, ...others: readonly string[]): void {
  const before = document.activeElement;
  const wasInside = before !== null && root.contains(before);
  redraw();
  const now = document.activeElement;
  if (!wasInside || (now !== null && now !== document.body && isVisible(now))) return;
  const next = others.flatMap((selector) => Array.from(root.querySelectorAll<HTMLElement>(selector))).find(isVisible);
  next?.focus();
}

function isVisible(element: Element): boolean {
  return element.getClientRects().length > 0;
}
