/** A list of links under a text field that the keyboard reaches from the field: ARIA combobox with a listbox. */

import { create, refill } from "./elements";

let made = 0;

export class Dropdown {
  private readonly id = `xk-suggest-${(made += 1)}`;
  private readonly list = create("div", "xk-suggest__list");
  private readonly status = create("p", "xk-suggest__status");
  private readonly foot = create("div", "xk-suggest__foot");
  private readonly box = create("div", "xk-suggest", this.list, this.status, this.foot);
  private options: readonly HTMLAnchorElement[] = [];
  /** Position of the active option; -1 while the field itself is active. */
  private active = -1;

  /** Called with the active option when the reader presses Delete. */
  onDelete: ((option: HTMLAnchorElement) => void) | null = null;

  /** A closed list at the end of the field's form. */
  constructor(private readonly input: HTMLInputElement) {
    this.list.id = this.id;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", "搜索建议");
    this.status.setAttribute("role", "status");
    this.box.hidden = true;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.id);
    input.setAttribute("aria-expanded", "false");
    input.autocomplete = "off";
    input.after(this.box);
    input.addEventListener("keydown", (event) => this.onKey(event));
    // Pressing an option must not take the focus from the field, which would close the list before the click arrives.
    this.box.addEventListener("mousedown", (event) => event.preventDefault());
  }

  get isOpen(): boolean {
    return !this.box.hidden;
  }

  /** Open with these links as options, none active, a line of status below them, and what else belongs there. */
  open(options: readonly HTMLAnchorElement[], status: string, ...further: HTMLElement[]): void {
    this.options = options;
    options.forEach((option, position) => {
      option.id = `${this.id}-${position}`;
      option.tabIndex = -1;
      option.setAttribute("role", "option");
    });
    this.box.hidden = false;
    this.list.hidden = options.length === 0;
    this.input.setAttribute("aria-expanded", String(options.length > 0));
    refill(this.list, ...options);
    this.status.textContent = status;
    refill(this.foot, ...further);
    this.onDelete = null;
    this.activate(-1);
  }

  /** Close; the text in the field stays. */
  close(): void {
    this.open([], "");
    this.box.hidden = true;
  }

  private onKey(event: KeyboardEvent): void {
    if (!this.isOpen || event.isComposing) return;
    const option = this.options[this.active];
    if (event.key === "ArrowDown") this.move(1);
    else if (event.key === "ArrowUp") this.move(-1);
    else if (event.key === "Home" && option !== undefined) this.activate(0);
    else if (event.key === "End" && option !== undefined) this.activate(this.options.length - 1);
    else if (event.key === "Delete" && option !== undefined && this.onDelete !== null) this.onDelete(option);
    else if (event.key === "Enter" && option !== undefined) option.click();
    else if (event.key === "Escape") this.close();
    else return;
    event.preventDefault();
  }

  /** One option on or back; beyond either end lies the field itself. */
  private move(step: 1 | -1): void {
    const stops = this.options.length + 1;
    this.activate(((this.active + 1 + step + stops) % stops) - 1);
  }

  private activate(position: number): void {
    this.active = position;
    this.input.removeAttribute("aria-activedescendant");
    this.options.forEach((option, index) => {
      const isActive = index === position;
      option.classList.toggle("is-active", isActive);
      option.setAttribute("aria-selected", String(isActive));
      if (!isActive) return;
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    });
  }
}
