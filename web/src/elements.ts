/** Finding and making elements. Text enters the page only as text nodes. */

/** All elements that match, in document order. */
export function all<T extends HTMLElement>(root: ParentNode, selector: string): T[] {
  return Array.from(root.querySelectorAll<T>(selector));
}

/** The first element that matches. Throws if there is none: then a template broke the contract of web/README.md. */
export function required<T extends HTMLElement>(root: ParentNode, selector: string): T {
  const found = root.querySelector<T>(selector);
  if (found === null) throw new Error(`xueku: the page has no ${selector}`);
  return found;
}

/** A new element with this class and these children; a string becomes a text node. */
export function create<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className !== "") made.className = className;
  made.append(...children);
  return made;
}

/** A new button that submits no form. */
export function createButton(className: string, label: string, onPress: () => void): HTMLButtonElement {
  const button = create("button", className, label);
  button.type = "button";
  button.addEventListener("click", onPress);
  return button;
}

/** Put these children in the place of all that the element holds. */
export function refill(element: HTMLElement, ...children: (Node | string)[]): void {
  element.textContent = "";
  element.append(...children);
}
