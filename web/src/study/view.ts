/** All that is kept of a study, on one page: to read, to delete, to take along. */

import { all, create, createButton, refill } from "../elements";
import { keepFocus } from "../focus";
import { Belongings } from "./belongings";
import { isSafeAddress, type Done, type Highlight, type Live, type Minutes, type QuizResult, type Section, type Where } from "./item";
import { lineOf, placeOf, sorted } from "./lists";
import type { Shelf } from "./shelf";
import { toldMinutes } from "./timer";
import { tellTrouble } from "./trouble";
import { localDay, sayDay, sayWeek, weeksOf } from "./weeks";

/** Where a quiz stands on the page of its record. */
const QUIZ = "xk-quiz";

/** A path or a collection, as the page names it. */
interface Course {
  readonly link: Node;
  /** How many of these records are learned. */
  readonly count: (done: readonly Done[]) => number;
  readonly total: number;
}

export class StudyView {
  private readonly trouble = create("p", "xk-study__trouble");
  private readonly lists = create("div", "");
  private readonly follows = create("input", "");
  private readonly off = create("input", "");
  private readonly courses: readonly Course[];

  constructor(
    root: HTMLElement,
    private readonly shelf: Shelf,
  ) {
    this.courses = [...all(root, "[data-xk-way]").map(wayOf), ...all(root, "[data-xk-shelf]").map(shelfOf)];
    this.trouble.setAttribute("role", "status");
    const switches = create("div", "xk-my-study__switches", this.check(this.follows, "place", "记住我读到哪里（只记最近一处）"), this.check(this.off, "off", "不记录：各页不再出现“我的学习”的按钮和标记，已经记下的留在这里"));
    root.append(this.trouble, switches, this.lists, new Belongings(shelf).element);
  }

  show(): void {
    tellTrouble(this.trouble, this.shelf);
    this.follows.checked = this.shelf.isOn("place");
    this.off.checked = this.shelf.isOn("off");
    this.follows.disabled = this.off.checked;
    keepFocus(this.lists, () => refill(this.lists, ...this.sections()), "button", "a");
  }

  private sections(): Node[] {
    const { place, done, quiz, bookmark, highlight, minutes } = sorted(this.shelf.study());
    const kept = [
      ...section("接着读", place.map((item) => this.row(item, link(item, lineOf(item))))),
      ...this.learned(done),
      ...section("自测", quiz.map((item) => this.result(item))),
      ...section("收藏", bookmark.map((item) => this.row(item, link(item, placeOf(item))))),
      ...this.notes(highlight),
    ];
    const none = create("p", "xk-empty", "还没有记下什么。打开任何一份材料，在正文后面的“我的学习”里标为学完、收藏；选中正文里的字，就能标出、写笔记。");
    return [...(kept.length + minutes.length === 0 ? [none] : kept), ...this.time(minutes)];
  }

  private check(box: HTMLInputElement, name: "place" | "off", label: string): HTMLElement {
    box.type = "checkbox";
    box.addEventListener("change", () => {
      this.shelf.turn(name, box.checked);
      if (name === "place" && !box.checked && this.shelf.get("place") !== null) this.shelf.remove("place");
    });
    return create("label", "xk-study__check", box, label);
  }

  private learned(done: readonly Done[]): Node[] {
    const begun = this.courses.map(({ link: name, count, total }) => ({ name, total, learned: count(done) })).filter(({ learned }) => learned > 0);
    const progress = begun.map(({ name, total, learned }) => {
      const bar = create("progress", "");
      Object.assign(bar, { max: total, value: learned });
      bar.setAttribute("aria-hidden", "true");
      return create("li", "", name.cloneNode(true), create("span", "xk-soft", `${total} 份里学完 ${learned} 份`), bar);
    });
    const rows = done.map((item) => this.row(item, link(item, item.title), create("span", "xk-soft", `${sayDay(localDay(new Date(item.changed)))}学完`)));
    const [heading, list] = section("学完的", rows);
    return heading === undefined || list === undefined ? [] : [heading, ...(progress.length === 0 ? [] : [create("ul", "xk-my-study__progress", ...progress)]), list];
  }

  private result(item: QuizResult): HTMLElement {
    const again = item.wrong.length > 0 && isSafeAddress(item.address) ? [linkTo(`${item.address}#${QUIZ}`, "再做错题")] : [];
    return this.row(item, create("span", "", lineOf(item)), ...again);
  }

  private notes(items: readonly Highlight[]): Node[] {
    const byPage = new Map<string, Highlight[]>();
    for (const item of items) byPage.set(item.address, [...(byPage.get(item.address) ?? []), item]);
    const pages = Array.from(byPage.values(), (own) => {
      const [first] = own as [Highlight, ...Highlight[]];
      return [create("h3", "", link({ ...first, section: "" }, first.title)), create("ol", "xk-study__notes", ...own.map((item) => this.note(item)))];
    });
    return items.length === 0 ? [] : [create("h2", "", "标记和笔记"), ...pages.flat()];
  }

  private note(item: Highlight): HTMLElement {
    const go = isSafeAddress(item.address) ? [linkTo(`${item.address}#xk-own-${encodeURIComponent(item.id)}`, "到原文")] : [];
    const where = item.heading === "" ? [] : [create("span", "xk-soft", item.heading)];
    const row = create("p", "xk-study__links", ...where, ...go, this.remover(item, item.quote.exact.slice(0, 20)));
    return create("li", "", create("blockquote", "", item.quote.exact), ...(item.note === "" ? [] : [create("p", "xk-study__note", item.note)]), row);
  }

  private time(items: readonly Minutes[]): Node[] {
    const day = create("input", "");
    Object.assign(day, { type: "date", required: true, max: localDay(new Date()), value: localDay(new Date()) });
    const what = create("input", "");
    Object.assign(what, { type: "text", maxLength: 60 });
    const told = toldMinutes((minutes) => {
      if (day.reportValidity()) this.shelf.keep({ kind: "minutes", record: "", title: what.value.trim(), address: "", day: day.value, minutes, isTimed: false });
    });
    const form = create("div", "xk-study__row", create("label", "", "日期 ", day), create("label", "", "学了什么 ", what), ...told);
    return [create("h2", "", "学习时间"), ...(items.length === 0 ? [] : [weekTable(items), this.entries(items)]), form];
  }

  private entries(items: readonly Minutes[]): HTMLElement {
    const list = create("ul", "xk-my-study__list", ...items.map((item) => this.row(item, link(item, lineOf(item)))));
    return create("details", "", create("summary", "", `逐条看（${items.length} 条）`), list);
  }

  private row(item: Live, ...children: Node[]): HTMLElement {
    return create("li", "", ...children, this.remover(item, lineOf(item)));
  }

  private remover(item: Live, name: string): HTMLButtonElement {
    const button = createButton("xk-link", "删除", () => this.shelf.remove(item.id));
    button.setAttribute("aria-label", `删除：${name}`);
    return button;
  }
}

function section(heading: string, rows: readonly HTMLElement[]): [] | [HTMLElement, HTMLElement] {
  return rows.length === 0 ? [] : [create("h2", "", heading), create("ul", "xk-my-study__list", ...rows)];
}

function weekTable(items: readonly Minutes[]): HTMLElement {
  const cell = (tag: "th" | "td", text: string): HTMLElement => create(tag, "", text);
  const head = create("tr", "", ...["周", "分钟", "其中计时"].map((name) => cell("th", name)));
  const rows = weeksOf(items).map((week) => create("tr", "", ...[sayWeek(week), String(week.minutes), String(week.timed)].map((text) => cell("td", text))));
  return create("div", "xk-table", create("table", "", create("thead", "", head), create("tbody", "", ...rows)));
}

/** A link to the item's page and section; plain words where its address leads nowhere on this site. */
function link({ address, section: anchor }: Pick<Where, "address"> & Partial<Section>, words: string): Node {
  if (!isSafeAddress(address)) return create("span", "", words);
  return linkTo(anchor === undefined || anchor === "" ? address : `${address}#${encodeURIComponent(anchor)}`, words);
}

function linkTo(href: string, words: string): HTMLAnchorElement {
  const made = create("a", "", words);
  made.href = href;
  return made;
}

function wayOf(element: HTMLElement): Course {
  const steps = (element.dataset.xkWay ?? "").split(" ");
  return { link: linkOf(element), total: steps.length, count: (done) => done.filter(({ record }) => steps.includes(record)).length };
}

function shelfOf(element: HTMLElement): Course {
  const folder = `${element.dataset.xkShelf ?? ""}/`;
  const total = Number(element.dataset.count);
  return { link: linkOf(element), total, count: (done) => Math.min(total, done.filter(({ address }) => address.startsWith(folder)).length) };
}

function linkOf(element: HTMLElement): Node {
  return element.firstElementChild ?? element;
}
