/** Where the reader stopped, kept only if he has switched that on. */

import { AGENDA_STEP, listen } from "../happenings";
import { headings, sectionOf } from "./here";
import type { Section, Where } from "./item";
import type { Shelf } from "./shelf";

const SETTLED = 1000;

/** Keep the section in sight once the reader has stayed there, and the step of an agenda that is led on this page. */
export function followPlace(root: HTMLElement, where: Where, shelf: Shelf): void {
  let waiting = 0;
  let [step, of] = [0, 0];
  let last = "";
  const note = (): void => {
    if (!shelf.isOn("place") || shelf.isOn("off") || document.hidden) return;
    const section = inSight(root);
    const now = JSON.stringify([section, step, of]);
    if (now === last) return;
    last = now;
    shelf.keep({ kind: "place", ...where, ...section, step, of });
  };
  const later = (): void => {
    clearTimeout(waiting);
    waiting = setTimeout(note, SETTLED);
  };
  addEventListener("scroll", later, { passive: true });
  listen(AGENDA_STEP, (told) => {
    if (told.record !== where.record) return;
    [step, of] = [told.step, told.of];
    note();
  });
  shelf.onChange(() => {
    if (!shelf.isOn("place")) last = "";
  });
  later();
}

/** The last section that begins above the middle of the window. */
function inSight(root: HTMLElement): Section {
  const begun = headings(root).filter((heading) => heading.getClientRects().length > 0 && heading.getBoundingClientRect().top < innerHeight / 2);
  return sectionOf(begun[begun.length - 1]);
}
