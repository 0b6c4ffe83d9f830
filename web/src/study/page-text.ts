/** What is read on a page as one text, whose places are those of the page; inline elements and marks make no difference. */

import { runsOfText } from "../marking";
import type { Extent } from "./approximate";

interface Piece {
  readonly node: Text;
  readonly start: number;
}

export class PageText {
  /** A line for each block; other white space is spaces. */
  readonly text: string;
  private readonly pieces: readonly Piece[];

  constructor(root: HTMLElement) {
    const pieces: Piece[] = [];
    let text = "";
    for (const run of runsOfText(root)) {
      // What stands between blocks in the source is not read.
      if (run.every(({ data }) => data.trim() === "")) continue;
      if (text !== "") text += "\n";
      for (const node of run) {
        pieces.push({ node, start: text.length });
        text += node.data.replace(/\s/g, " ");
      }
    }
    this.text = text;
    this.pieces = pieces;
  }

  /** What is selected of the text, without white space around it; null if that is nothing. */
  extentOf(range: Range): Extent | null {
    let [start, end] = [-1, -1];
    for (const piece of this.pieces) {
      const { node } = piece;
      if (!range.intersectsNode(node)) continue;
      const first = node === range.startContainer ? range.startOffset : 0;
      const last = node === range.endContainer ? range.endOffset : node.length;
      if (first >= last) continue;
      if (start < 0) start = piece.start + first;
      end = piece.start + last;
    }
    if (start < 0) return null;
    const selected = this.text.slice(start, end);
    const trimmed = selected.trim();
    if (trimmed === "") return null;
    start += selected.length - selected.trimStart().length;
    return { start, end: start + trimmed.length };
  }

  /** The parts of text nodes that lie in the extent, in document order. */
  stretches({ start, end }: Extent): { node: Text; start: number; end: number }[] {
    return this.pieces
      .map(({ node, start: at }) => ({ node, start: Math.max(0, start - at), end: Math.min(node.length, end - at) }))
      .filter((part) => part.start < part.end && part.node.data.slice(part.start, part.end).trim() !== "");
  }
}
