/** A study as lists to read, each in its order, and each item in words. */

import { isLive, type Bookmark, type Done, type Highlight, type Kind, type Live, type Minutes, type Place, type QuizResult, type Section, type Where } from "./item";
import type { Study } from "./merge";
import { sayDay } from "./weeks";

export interface Lists {
  readonly place: readonly Place[];
  readonly done: readonly Done[];
  readonly quiz: readonly QuizResult[];
  readonly bookmark: readonly Bookmark[];
  /** Those of one page together, in the order of its text. */
  readonly highlight: readonly Highlight[];
  readonly minutes: readonly Minutes[];
}

/** What is kept, by kind: highlights in reading order, minutes by day, all else with the latest first. */
export function sorted(study: Study): Lists {
  const live = Array.from(study.values()).filter(isLive);
  const of = <One extends Live>(kind: Kind, order: (left: One, right: One) => number): One[] =>
    live.filter((item): item is One => item.kind === kind).sort((left, right) => order(left, right) || compare(left.id, right.id));
  const latest = (left: Live, right: Live): number => right.changed - left.changed;
  return {
    place: of<Place>("place", latest),
    done: of<Done>("done", latest),
    quiz: of<QuizResult>("quiz", latest),
    bookmark: of<Bookmark>("bookmark", latest),
    highlight: of<Highlight>("highlight", (left, right) => compare(left.address, right.address) || left.at - right.at),
    minutes: of<Minutes>("minutes", (left, right) => compare(right.day, left.day)),
  };
}

/** Where the item is: title, then section. */
export function placeOf({ title, heading }: Pick<Where & Section, "title" | "heading">): string {
  return heading === "" ? title : `${title} · ${heading}`;
}

/** The item in one line. */
export function lineOf(item: Live): string {
  switch (item.kind) {
    case "place":
      return item.step > 0 ? `${placeOf(item)}（议程第 ${item.step} 步，共 ${item.of} 步）` : placeOf(item);
    case "quiz":
      return `${item.title}：${item.total} 题答对 ${item.right} 题${item.wrong.length > 0 ? `，答错第 ${item.wrong.join("、")} 题` : ""}`;
    case "minutes":
      return `${sayDay(item.day)}，${item.title === "" ? "自学" : item.title}，${item.minutes} 分钟${item.isTimed ? "（计时）" : ""}`;
    case "done":
      return item.title;
    default:
      return placeOf(item);
  }
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
