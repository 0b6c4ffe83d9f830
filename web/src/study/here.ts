/** Which record's page this is, and its sections. */

import { all } from "../elements";
import type { Section, Where } from "./item";

/** The record that the page is of, or null. `base` leads from the page to the site's root. */
export function recordHere(): Where | null {
  const { xkRecord = "", xkTitle = "" } = document.querySelector<HTMLElement>("[data-xk-record]")?.dataset ?? {};
  if (xkRecord === "") return null;
  const base = document.querySelector<HTMLElement>("form[data-xk-search]")?.dataset.base ?? "";
  const [root, page] = [new URL(base || ".", location.href).pathname, location.pathname];
  return { record: xkRecord, title: xkTitle, address: page.startsWith(root) ? page.slice(root.length) : "" };
}

/** The headings that can be linked to, in their order. */
export function headings(root: HTMLElement): HTMLElement[] {
  return all(root, "h2[id], h3[id]").filter((heading) => heading.closest(".xk-study") === null);
}

/** The section that a heading opens; without one the page as a whole. */
export function sectionOf(heading: HTMLElement | undefined): Section {
  return { section: heading?.id ?? "", heading: (heading?.textContent ?? "").replace(/¶|\s+/g, " ").trim() };
}

/** The section in which the node stands. */
export function sectionAround(root: HTMLElement, node: Node): Section {
  const before = headings(root).filter((heading) => heading.contains(node) || (heading.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0);
  return sectionOf(before[before.length - 1]);
}
