/** A small toolbar for what the reader has selected or marked: by mouse, touch and keyboard. */

import { create, createButton, refill } from "../elements";
import type { Highlights } from "./highlights";
import type { Highlight } from "./item";
import type { Shelf } from "./shelf";

const SETTLED = 250;
const GAP = 8;
/** So many characters of what is marked stand above its note. */
const SHOWN = 40;

export class Toolbar {
  private readonly box = create("div", "xk-tools");
  private readonly voice = create("p", "xk-hidden");
  /** What is to be marked, or the mark that was clicked. */
  private range: Range | null = null;
  private waiting = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly highlights: Highlights,
    private readonly shelf: Shelf,
  ) {
    this.box.setAttribute("role", "toolbar");
    this.box.setAttribute("aria-label", "选中的文字");
    this.box.hidden = true;
    this.voice.setAttribute("role", "status");
    root.append(this.box, this.voice);
    document.addEventListener("selectionchange", () => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.onSelection(), SETTLED);
    });
    document.addEventListener("keydown", (event) => this.onKey(event));
    document.addEventListener("pointerdown", ({ target }) => {
      if (target instanceof Node && !this.box.contains(target) && this.isWriting) this.close();
    });
    root.addEventListener("click", (event) => this.onClick(event));
    // Pressing a button must not take the selection away.
    this.box.addEventListener("mousedown", (event) => {
      if (!(event.target instanceof HTMLTextAreaElement)) event.preventDefault();
    });
  }

  /** Write the note of a mark in this place; the focus returns to `opener`. */
  edit(item: Highlight, place: DOMRect, opener: HTMLElement | null): void {
    this.write(item.quote.exact, item.note, place, opener, (note) => this.shelf.keep({ ...item, note }, item.id));
  }

  close(): void {
    this.box.hidden = true;
    this.range = null;
    this.voice.textContent = "";
    refill(this.box);
  }

  private get isWriting(): boolean {
    return this.box.querySelector("textarea") !== null;
  }

  private onSelection(): void {
    if (this.isWriting) return;
    const selection = getSelection();
    const range = selection !== null && selection.rangeCount > 0 && !selection.isCollapsed ? selection.getRangeAt(0) : null;
    const draft = range !== null && this.root.contains(range.commonAncestorContainer) ? this.highlights.draft(range) : null;
    if (range === null || draft === null) {
      if (this.range !== null) this.close();
      return;
    }
    this.range = range.cloneRange();
    const rects = range.getClientRects();
    const place = rects[rects.length - 1] ?? range.getBoundingClientRect();
    this.open(
      place,
      createButton("", "标出", () => this.keep("")),
      createButton("", "写笔记", () => this.write(draft.quote.exact, "", place, null, (note) => this.keep(note))),
      createButton("", "收藏这一节", () => this.bookmark()),
    );
    this.voice.textContent = "已选中文字。按 Tab 到工具条：标出、写笔记、收藏这一节。";
  }

  private onClick({ target }: MouseEvent): void {
    const id = target instanceof Element && target.closest("a, button") === null ? this.highlights.idAround(target) : null;
    const item = id === null ? null : this.shelf.get(id);
    if (item?.kind !== "highlight" || getSelection()?.isCollapsed === false) return;
    const place = (target as Element).getBoundingClientRect();
    const remove = (): void => {
      this.close();
      this.shelf.remove(item.id);
    };
    this.open(place, createButton("", item.note === "" ? "写笔记" : "改笔记", () => this.edit(item, place, null)), createButton("", "去掉标记", remove));
  }

  private onKey(event: KeyboardEvent): void {
    if (this.box.hidden) return;
    const isInside = this.box.contains(document.activeElement);
    if (event.key === "Escape") {
      this.close();
      event.preventDefault();
    } else if (event.key === "Tab" && !isInside && !event.shiftKey && this.range !== null) {
      this.box.querySelector("button")?.focus();
      event.preventDefault();
    } else if (isInside && !this.isWriting && (event.key === "ArrowRight" || event.key === "ArrowLeft")) {
      const buttons = Array.from(this.box.querySelectorAll("button"));
      const step = event.key === "ArrowRight" ? 1 : buttons.length - 1;
      buttons[(buttons.indexOf(document.activeElement as HTMLButtonElement) + step) % buttons.length]?.focus();
      event.preventDefault();
    }
  }

  private keep(note: string): void {
    const draft = this.range === null ? null : this.highlights.draft(this.range);
    this.close();
    getSelection()?.removeAllRanges();
    if (draft !== null) this.shelf.keep({ ...draft, note });
  }

  private bookmark(): void {
    const draft = this.range === null ? null : this.highlights.draft(this.range);
    this.close();
    if (draft === null) return;
    const { record, title, address, section, heading } = draft;
    this.shelf.keep({ kind: "bookmark", record, title, address, section, heading });
  }

  private write(quoted: string, note: string, place: DOMRect, opener: HTMLElement | null, keep: (note: string) => void): void {
    const { range } = this;
    const field = create("textarea", "");
    field.value = note;
    field.rows = 4;
    const finish = (): void => {
      this.range = range;
      keep(field.value.trim());
      this.close();
      opener?.focus();
    };
    const cancel = (): void => {
      this.close();
      opener?.focus();
    };
    const about = quoted.length > SHOWN ? `${quoted.slice(0, SHOWN)}……` : quoted;
    this.open(place, create("label", "", "笔记：", create("q", "", about), field), createButton("xk-tools__first", "保存", finish), createButton("", "不写了", cancel));
    field.focus();
  }

  /** Below the place, within the page; on narrow pages and for fingers the style sheet puts it at the window's lower edge. */
  private open(place: DOMRect, ...children: Node[]): void {
    refill(this.box, ...children);
    this.box.hidden = false;
    const around = this.root.getBoundingClientRect();
    const left = Math.min(Math.max(0, place.left - around.left), Math.max(0, around.width - this.box.offsetWidth));
    this.box.style.left = `${left}px`;
    this.box.style.top = `${place.bottom - around.top + GAP}px`;
  }
}
