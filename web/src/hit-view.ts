/** The parts of a hit as elements, the same in suggestions and on the search page. */

import { withMarks } from "./arrival";
import { create } from "./elements";
import type { Hit, Kind } from "./engine";
import { markTerms, snippet, type Piece } from "./snippet";

/** Turns hits into elements; links are `base` (the relative path to the site's root) and the hit's address. */
export class HitView {
  constructor(
    private readonly base: string,
    private readonly kinds: readonly Kind[],
  ) {}

  /** Where a place of the hit is; the page there marks what was found. */
  addressOf(address: string, { text, heading, marks }: Hit): string {
    return this.base + withMarks(address, marks, `${heading}\n${text}`);
  }

  kindOf(hit: Hit): HTMLElement {
    const kind = this.kinds.find(({ id }) => id === hit.kind);
    return create("span", "xk-hit__kind", kind?.label ?? hit.kind);
  }

  /** The title, and the heading unless it is empty or repeats the title. */
  namesOf({ title, heading, marks }: Hit): HTMLElement[] {
    const names = [create("span", "xk-hit__title", ...marked(markTerms(title, marks)))];
    if (heading !== "" && heading !== title) {
      names.push(create("span", "xk-hit__heading", ...marked(markTerms(heading, marks))));
    }
    return names;
  }

  /** One snippet of the page's length, or none for a passage without text. */
  snippetsOf({ text, marks }: Hit): HTMLElement[] {
    return excerpt(snippet(text, marks));
  }

  /** A snippet for one line, in which the first mark stands early enough to be seen on a phone. */
  linesOf({ text, marks }: Hit): HTMLElement[] {
    return excerpt(snippet(text, marks, LINE, LINE_LEAD));
  }
}

const LINE = 60;
const LINE_LEAD = 5;

function excerpt(pieces: readonly Piece[]): HTMLElement[] {
  return pieces.length === 0 ? [] : [create("span", "xk-hit__snippet", ...marked(pieces))];
}

function marked(pieces: readonly Piece[]): (Node | string)[] {
  return pieces.map((piece) => (piece.isMatch ? create("mark", "", piece.text) : piece.text));
}
