/** The parts of a hit as elements, the same in suggestions and on the search page. */

import type { Hit, IndexedDocument, Kind } from "./engine";
import { create } from "./elements";
import { markTerms, snippet, type Piece } from "./snippet";

/** Turns hits into elements; links are `base` (the relative path to the site's root) and the document's address. */
export class HitView {
  constructor(
    private readonly base: string,
    private readonly kinds: readonly Kind[],
  ) {}

  addressOf(document: IndexedDocument): string {
    return this.base + document.address;
  }

  kindOf({ document }: Hit): HTMLElement {
    const kind = this.kinds.find(({ id }) => id === document.kind);
    return create("span", "xk-hit__kind", kind?.label ?? document.kind);
  }

  /** The title, and the heading unless it is empty or repeats the title. */
  namesOf({ document: { title, heading }, terms }: Hit): HTMLElement[] {
    const names = [create("span", "xk-hit__title", ...marked(markTerms(title, terms)))];
    if (heading !== "" && heading !== title) {
      names.push(create("span", "xk-hit__heading", ...marked(markTerms(heading, terms))));
    }
    return names;
  }

  /** One snippet, or none for a section without text. */
  snippetsOf({ document: { text }, terms }: Hit): HTMLElement[] {
    return text === "" ? [] : [create("span", "xk-hit__snippet", ...marked(snippet(text, terms)))];
  }
}

function marked(pieces: readonly Piece[]): (Node | string)[] {
  return pieces.map((piece) => (piece.isMatch ? create("mark", "", piece.text) : piece.text));
}
