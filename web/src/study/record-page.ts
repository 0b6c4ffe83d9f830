/** What a record's page offers for the reader's own study. Nothing is kept but what the reader asks for. */

import { all } from "../elements";
import { recordHere } from "./here";
import { Highlights } from "./highlights";
import { followPlace } from "./place";
import { Panel } from "./panel";
import { sorted } from "./lists";
import type { Shelf } from "./shelf";
import { Toolbar } from "./toolbar";

export function offerStudy(shelf: Shelf): void {
  const where = recordHere();
  if (where === null) return;
  const [main] = all(document, "[data-xk-record] .xk-record__main, [data-xk-record]").reverse();
  if (main === undefined) return;
  followPlace(main, where, shelf);
  const [section] = all(main, "[data-xk-study]");
  if (section === undefined || shelf.isOn("off")) return;
  const highlights = new Highlights(main, where);
  const panel = new Panel(section, main, where, shelf, highlights, new Toolbar(main, highlights, shelf));
  const show = (): void => {
    const isOff = shelf.isOn("off");
    section.hidden = isOff;
    const own = isOff ? [] : sorted(shelf.study()).highlight.filter(({ record }) => record === where.record);
    highlights.show(own);
    panel.show(own);
  };
  shelf.onChange(show);
  show();
  const arrived = /^#xk-own-(.+)$/.exec(location.hash)?.[1];
  if (arrived === undefined) return;
  const arrive = (): void => panel.arrive(decodeURIComponent(arrived));
  if (document.readyState === "complete") arrive();
  else addEventListener("load", arrive, { once: true });
}
