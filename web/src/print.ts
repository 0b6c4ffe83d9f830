/** Printing: the buttons that open the dialog, and folded text that paper cannot unfold. */

import { all } from "./elements";

/** Show the print buttons of the page and bind them; while printing, folded text is open. */
export function offerPrint(): void {
  for (const button of all<HTMLButtonElement>(document, "button[data-xk-print]")) {
    button.addEventListener("click", () => window.print());
    button.hidden = false;
  }
  let opened: HTMLDetailsElement[] = [];
  window.addEventListener("beforeprint", () => {
    opened = all<HTMLDetailsElement>(document, ".xk-prose details:not([open])");
    for (const details of opened) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });
}
