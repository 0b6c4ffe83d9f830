/** The buttons for large type and for the scheme: light, dark, high contrast. */

import { all } from "./elements";
import { isScheme, LARGE_KEY, SCHEME_KEY, writeStored, type Scheme } from "./storage";

const LABELS: Record<Scheme, string> = { light: "浅色", dark: "深色", contrast: "高对比" };
/** Which scheme comes after which. */
const NEXT: Record<Scheme, Scheme> = { light: "dark", dark: "contrast", contrast: "light" };

/** Show the preference buttons of the page and bind them to the classes and attributes of `root`. */
export function offerPreferences(root: HTMLElement): void {
  offerLargeType(root);
  offerScheme(root);
}

function offerLargeType(root: HTMLElement): void {
  const buttons = all<HTMLButtonElement>(document, "button[data-xk-large]");
  const show = (): void => {
    const isLarge = root.classList.contains("xk-large");
    for (const button of buttons) button.setAttribute("aria-pressed", String(isLarge));
  };
  const toggle = (): void => {
    const isLarge = root.classList.toggle("xk-large");
    writeStored(LARGE_KEY, isLarge ? "1" : null);
    show();
  };
  bind(buttons, toggle);
  show();
}

function offerScheme(root: HTMLElement): void {
  const buttons = all<HTMLButtonElement>(document, "button[data-xk-scheme-toggle]");
  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const next = (): Scheme => {
    const chosen = root.getAttribute("data-xk-scheme");
    return NEXT[isScheme(chosen) ? chosen : prefersDark.matches ? "dark" : "light"];
  };
  const show = (): void => {
    for (const button of buttons) {
      button.textContent = LABELS[next()];
      button.title = `换成${LABELS[next()]}`;
    }
  };
  const toggle = (): void => {
    const scheme = next();
    root.setAttribute("data-xk-scheme", scheme);
    writeStored(SCHEME_KEY, scheme);
    show();
  };
  bind(buttons, toggle);
  prefersDark.addEventListener("change", show);
  show();
}

function bind(buttons: HTMLButtonElement[], onPress: () => void): void {
  for (const button of buttons) {
    button.addEventListener("click", onPress);
    button.hidden = false;
  }
}
