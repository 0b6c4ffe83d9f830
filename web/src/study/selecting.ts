/** Selecting paragraphs by keyboard: up and down go from one to the next, Shift with the arrows alters the selection as everywhere. */

import { all, createButton } from "../elements";

const PARAGRAPHS = "p, li, dt, dd, h2, h3, h4, td, th";

/** A button that selects the first paragraph in sight, and then lets the arrow keys choose another. */
export function selectingButton(root: HTMLElement): HTMLButtonElement {
  const button = createButton("xk-button", "用键盘选一段", () => select(first()));
  button.setAttribute("aria-describedby", "xk-study-keys");
  let current: HTMLElement | undefined;

  const paragraphs = (): HTMLElement[] =>
    all(root, PARAGRAPHS).filter((element) => element.getClientRects().length > 0 && element.closest(".xk-study, .xk-tools, .xk-arrival, header") === null && element.textContent?.trim() !== "");
  const first = (): HTMLElement | undefined => paragraphs().find((element) => element.closest(".xk-prose") !== null) ?? paragraphs()[0];
  const select = (element: HTMLElement | undefined): void => {
    if (element === undefined) return;
    current = element;
    button.blur();
    getSelection()?.selectAllChildren(element);
    element.scrollIntoView({ block: "center" });
  };
  document.addEventListener("keydown", (event) => {
    if (current === undefined) return;
    const selection = getSelection();
    const isChosen = selection?.isCollapsed === false && document.activeElement === document.body;
    if (event.key === "Escape" || !isChosen) current = undefined;
    else if (!event.shiftKey && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      const list = paragraphs();
      select(list[list.indexOf(current) + (event.key === "ArrowDown" ? 1 : -1)]);
      event.preventDefault();
    }
  });
  return button;
}
