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

  /** Kind, title, heading unless it is empty or the title, and snippet unless there is no text. */
  partsOf({ document, terms }: Hit): HTMLElement[] {
    const { title, heading, text } = document;
    const parts = [
      create("span", "xk-hit__kind", this.labelOf(document.kind)),
      create("span", "xk-hit__title", ...marked(markTerms(title, terms))),
    ];
    if (heading !== "" && heading !== title) {
      parts.push(create("span", "xk-hit__heading", ...marked(markTerms(heading, terms))));
    }
    if (text !== "") parts.push(create("span", "xk-hit__snippet", ...marked(snippet(text, terms))));
    return parts;
  }

  private labelOf(id: string): string {
    return this.kinds.find((kind) => kind.id === id)?.label ?? id;
  }
}

function marked(pieces: readonly Piece[]): (Node | string)[] {
  return pieces.map((piece) => (piece.isMatch ? create("mark", "", piece.text) : piece.text));
}
