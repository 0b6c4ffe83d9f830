/** Copying by one press. The old command is used, because the clipboard's own interface is closed to pages that come over plain http. */

import { all, create } from "./elements";

const SHOWN_FOR = 2000;

/** Show the buttons of the page that copy what they hold, and bind them. */
export function offerCopying(): void {
  for (const button of all<HTMLButtonElement>(document, "button[data-xk-copy]")) {
    bindCopying(button, () => button.dataset.xkCopy ?? "");
    button.hidden = false;
  }
}

/** Let a button copy a text, and say for a moment whether it did; where it cannot be copied, it is shown, to be copied by hand. */
export function bindCopying(button: HTMLButtonElement, textOf: () => string): void {
  const label = button.textContent ?? "";
  let timer = 0;
  const status = create("span", "xk-hidden");
  status.setAttribute("role", "status");
  button.after(status);
  button.addEventListener("click", () => {
    const text = textOf();
    if (!copied(text)) {
      window.prompt("按 Ctrl+C 复制", text);
      return;
    }
    button.textContent = "已复制";
    status.textContent = "已复制";
    clearTimeout(timer);
    timer = setTimeout(() => {
      button.textContent = label;
      status.textContent = "";
    }, SHOWN_FOR);
    button.focus();
  });
}

function copied(text: string): boolean {
  const field = create("textarea", "xk-hidden");
  field.value = text;
  field.readOnly = true;
  document.body.append(field);
  field.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
  }
}
