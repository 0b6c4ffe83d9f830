/** Pictures of a text open large: in a dialog, or as their own file where the browser has none. */

import { all, create, createButton } from "./elements";

/** Make each picture of the page's text a link to itself; those that lead somewhere already stay as they are. */
export function offerPictures(): void {
  for (const picture of all<HTMLImageElement>(document, ".xk-prose img")) {
    if (picture.closest("a, button, summary") !== null) continue;
    const link = create("a", "xk-picture");
    link.href = picture.src;
    link.setAttribute("aria-label", `看大图${picture.alt === "" ? "" : `：${picture.alt}`}`);
    picture.replaceWith(link);
    link.append(picture);
    link.addEventListener("click", (event) => {
      if (!("HTMLDialogElement" in window) || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      openLarge(picture, link);
    });
  }
}

function openLarge(picture: HTMLImageElement, opener: HTMLElement): void {
  const large = create("img", "");
  large.src = picture.src;
  large.alt = picture.alt;
  const close = createButton("xk-button", "关闭", () => dialog.close());
  const dialog = create("dialog", "xk-large-picture", large, create("p", "", picture.alt), close);
  dialog.setAttribute("aria-label", "大图");
  // Beside the picture is the backdrop, which belongs to the dialog itself.
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog) dialog.close();
  });
  dialog.addEventListener("close", () => {
    dialog.remove();
    opener.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}
