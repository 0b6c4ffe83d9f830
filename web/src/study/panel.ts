/** The section 我的学习 at the end of a record: done, bookmarks, minutes, quiz, marks with notes. */

import { create, createButton, refill } from "../elements";
import { keepFocus } from "../focus";
import { listen, QUIZ_DONE, type QuizDone } from "../happenings";
import { headings, sectionOf } from "./here";
import type { Highlights } from "./highlights";
import { idOf, type Draft, type Highlight, type Where } from "./item";
import { selectingButton } from "./selecting";
import type { Shelf } from "./shelf";
import { minutesRow } from "./timer";
import type { Toolbar } from "./toolbar";
import { tellTrouble } from "./trouble";

export class Panel {
  private readonly trouble = create("p", "xk-study__trouble");
  private readonly done = createButton("xk-button", "标为学完", () => this.toggle({ kind: "done", ...this.where }));
  private readonly choice = create("select", "");
  private readonly bookmark = createButton("xk-button", "收藏", () => this.toggle(this.chosen()));
  private readonly quiz = create("div", "xk-study__row");
  private readonly notes = create("ol", "xk-study__notes");
  private readonly printing = create("label", "xk-study__check");
  private readonly follows = create("input", "");

  constructor(
    section: HTMLElement,
    main: HTMLElement,
    private readonly where: Where,
    private readonly shelf: Shelf,
    private readonly highlights: Highlights,
    private readonly toolbar: Toolbar,
  ) {
    for (const part of [{ section: "", heading: "整页" }, ...headings(main).map(sectionOf)]) this.choice.add(new Option(part.heading, part.section));
    this.choice.addEventListener("change", () => this.showBookmark());
    this.follows.type = "checkbox";
    this.follows.addEventListener("change", () => this.follow());
    this.trouble.setAttribute("role", "status");
    this.quiz.setAttribute("role", "status");
    const prints = create("input", "");
    prints.type = "checkbox";
    prints.addEventListener("change", () => document.documentElement.classList.toggle("xk-prints-own", prints.checked));
    this.printing.append(prints, "打印时带上标记和笔记");
    const keys = create("p", "xk-soft", "选中正文里的字，就能标出、写笔记。不用鼠标：按“用键盘选一段”，↑↓ 换一段，Shift 加方向键增减，Tab 到工具条。");
    keys.id = "xk-study-keys";
    section.append(
      this.trouble,
      create("div", "xk-study__row", this.done, create("label", "", "收藏 ", this.choice), this.bookmark),
      this.quiz,
      minutesRow(where, shelf),
      create("label", "xk-study__check", this.follows, "记住我读到哪里（只记最近一处）"),
      keys,
      create("div", "xk-study__row", selectingButton(main), this.printing),
      this.notes,
    );
    listen(QUIZ_DONE, (result) => this.offerResult(result));
  }

  show(own: readonly Highlight[]): void {
    tellTrouble(this.trouble, this.shelf);
    const isDone = this.shelf.get(idOf({ kind: "done", ...this.where }, "")) !== null;
    this.done.textContent = isDone ? "✓ 已学完" : "标为学完";
    this.done.setAttribute("aria-pressed", String(isDone));
    this.follows.checked = this.shelf.isOn("place");
    this.showBookmark();
    this.printing.hidden = own.length === 0;
    keepFocus(this.notes, () => refill(this.notes, ...own.map((item) => this.noteOf(item))), "button");
  }

  /** Bring a mark into view that a link named; where its text is gone, the note. */
  arrive(id: string): void {
    this.highlights.goTo(id);
    const note = Array.from(this.notes.children).find((element) => element.id === `xk-own-${id}`);
    if (this.highlights.isLost(id)) note?.scrollIntoView({ block: "center" });
  }

  private chosen(): Draft {
    const { value, selectedOptions } = this.choice;
    return { kind: "bookmark", ...this.where, section: value, heading: value === "" ? "" : (selectedOptions[0]?.text ?? "") };
  }

  private toggle(draft: Draft): void {
    const id = idOf(draft, "");
    if (this.shelf.get(id) === null) this.shelf.keep(draft, id);
    else this.shelf.remove(id);
  }

  private showBookmark(): void {
    const isKept = this.shelf.get(idOf(this.chosen(), "")) !== null;
    this.bookmark.textContent = isKept ? "✓ 已收藏" : "收藏";
    this.bookmark.setAttribute("aria-pressed", String(isKept));
  }

  private follow(): void {
    this.shelf.turn("place", this.follows.checked);
    if (!this.follows.checked && this.shelf.get("place") !== null) this.shelf.remove("place");
  }

  private offerResult({ record, right, total, wrong }: QuizDone): void {
    if (record !== this.where.record) return;
    const keep = createButton("xk-button", "记下这次自测", () => {
      this.shelf.keep({ kind: "quiz", ...this.where, right, total, wrong });
      refill(this.quiz, `记下了：${total} 题答对 ${right} 题`);
    });
    refill(this.quiz, `自测 ${total} 题答对 ${right} 题 `, keep);
  }

  private noteOf(item: Highlight): HTMLElement {
    const isLost = this.highlights.isLost(item.id);
    const quote = create("blockquote", "", item.quote.exact);
    const edit = createButton("xk-link", item.note === "" ? "写笔记" : "改笔记", () => this.toolbar.edit(item, edit.getBoundingClientRect(), edit));
    const remove = createButton("xk-link", "删除", () => this.shelf.remove(item.id));
    const go = createButton("xk-link", "到原文", () => this.highlights.goTo(item.id));
    const row = create("p", "xk-study__links", ...(isLost ? [create("strong", "", "原文已改，找不到这句话了。")] : [go]), edit, remove);
    const made = create("li", "", quote, ...(item.note === "" ? [] : [create("p", "xk-study__note", item.note)]), row);
    made.id = `xk-own-${item.id}`;
    for (const button of [edit, remove, go]) button.setAttribute("aria-label", `${button.textContent}：${item.quote.exact.slice(0, 20)}`);
    return made;
  }
}
