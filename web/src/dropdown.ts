/** A list of links under a text field that the keyboard reaches from the field: ARIA combobox with a listbox. */

import { create, refill } from "./elements";

/** What stands in an open list. */
export interface Offer {
  /** Each with its name as text, and what is drawn beside it. */
  readonly options: readonly HTMLAnchorElement[];
  /** Said to those who listen, and shown below the options. */
  readonly status: string;
  /** Shown after the status; for the keyboard only. */
  readonly hint?: string;
  /** Controls below the list. */
  readonly foot?: readonly HTMLElement[];
  /** Takes the option away. Offered by a cross beside each option, and by the key Delete. */
  readonly remove?: (position: number) => void;
}

const GAP = 8;
const LOWEST = 160;
let made = 0;

export class Dropdown {
  private readonly id = `xk-suggest-${(made += 1)}`;
  private readonly list = create("div", "xk-suggest__list");
  private readonly status = create("p", "xk-suggest__status");
  private readonly foot = create("div", "xk-suggest__foot");
  private readonly box = create("div", "xk-suggest", this.list, this.status, this.foot);
  /** Always there, so that a change in it is announced. */
  private readonly voice = create("p", "xk-hidden");
  private offer: Offer = { options: [], status: "" };
  /** Position of the active option; -1 while the field itself is active. */
  private active = -1;

  /** A closed list at the end of the field's form; `onLeave` is called when the focus leaves field and list. */
  constructor(
    private readonly input: HTMLInputElement,
    onLeave: () => void,
  ) {
    this.list.id = this.id;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "搜索建议");
    this.voice.setAttribute("role", "status");
    this.box.hidden = true;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.id);
    input.setAttribute("aria-expanded", "false");
    input.autocomplete = "off";
    input.after(this.box, this.voice);
    input.addEventListener("keydown", (event) => this.onKey(event));
    // Pressing an option must not take the focus from the field, which would close the list before the click arrives.
    this.box.addEventListener("mousedown", (event) => event.preventDefault());
    this.box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      input.focus();
      this.close();
    });
    for (const part of [input, this.box]) {
      part.addEventListener("focusout", ({ relatedTarget }) => {
        if (relatedTarget !== input && !this.box.contains(relatedTarget as Node | null)) onLeave();
      });
    }
  }

  get isOpen(): boolean {
    return !this.box.hidden;
  }

  /** Open with what is on offer; no option is active. */
  open(offer: Offer): void {
    const { options, status, hint = "", foot = [] } = offer;
    this.offer = offer;
    options.forEach((option, position) => {
      option.id = `${this.id}-${position}`;
      option.tabIndex = -1;
      option.setAttribute("role", "option");
    });
    refill(this.list, ...options.map((option, position) => this.row(option, position)));
    refill(this.status, status, create("span", "xk-suggest__hint", hint));
    refill(this.foot, ...foot);
    if (this.voice.textContent !== status + hint) this.voice.textContent = status + hint;
    this.box.hidden = false;
    this.list.hidden = options.length === 0;
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    this.fit();
    this.activate(-1);
  }

  /** Close; the text in the field stays. */
  close(): void {
    this.offer = { options: [], status: "" };
    this.box.hidden = true;
    this.voice.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
    this.activate(-1);
  }

  /** The option, with a cross for the mouse if it can be taken away. */
  private row(option: HTMLAnchorElement, position: number): HTMLElement {
    const { remove } = this.offer;
    if (remove === undefined) return option;
    const cross = create("span", "xk-suggest__remove", "✕");
    cross.title = "去掉";
    cross.addEventListener("click", () => remove(position));
    // The keyboard has Delete; a listbox may hold nothing but options.
    cross.setAttribute("aria-hidden", "true");
    const row = create("div", "xk-suggest__row", option, cross);
    row.setAttribute("role", "presentation");
    return row;
  }

  /** Never lower than the window, or than what the keyboard of a phone leaves of it. */
  private fit(): void {
    const { height } = window.visualViewport ?? { height: innerHeight };
    this.box.style.maxHeight = `${Math.max(LOWEST, height - this.box.getBoundingClientRect().top - GAP)}px`;
  }

  private onKey(event: KeyboardEvent): void {
    if (!this.isOpen || event.isComposing) return;
    const { options, remove } = this.offer;
    const option = options[this.active];
    if (event.key === "ArrowDown") this.move(1);
    else if (event.key === "ArrowUp") this.move(-1);
    else if (event.key === "Home" && option !== undefined) this.activate(0);
    else if (event.key === "End" && option !== undefined) this.activate(options.length - 1);
    else if (event.key === "Delete" && option !== undefined && remove !== undefined) this.removeActive(remove);
    else if (event.key === "Enter" && option !== undefined) option.click();
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  /** Take the active option away; the next one is active then. */
  private removeActive(remove: (position: number) => void): void {
    const position = this.active;
    remove(position);
    this.activate(Math.min(position, this.offer.options.length - 1));
  }

  /** One option on or back; beyond either end lies the field itself. */
  private move(step: 1 | -1): void {
    const stops = this.offer.options.length + 1;
    this.activate(((this.active + 1 + step + stops) % stops) - 1);
  }

  private activate(position: number): void {
    this.active = position;
    this.input.removeAttribute("aria-activedescendant");
    this.offer.options.forEach((option, index) => {
      const isActive = index === position;
      option.classList.toggle("is-active", isActive);
      option.setAttribute("aria-selected", String(isActive));
      if (!isActive) return;
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    });
  }
}
