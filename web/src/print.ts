/** The buttons that open the browser's print dialog. */

import { all } from "./elements";

/** Show the print buttons of the page and bind them. */
export function offerPrint(): void {
  for (const button of all<HTMLButtonElement>(document, "button[data-xk-print]")) {
    button.addEventListener("click", () => window.print());
    button.hidden = false;
  }
}
