/** Reads the codes that plugins/xueku/search/bits.py packs. */

const WORD = 13;
const BASE = 92;

export class BitReader {
  private at = 0;
  private word = 0;
  private left = 0;

  constructor(private readonly text: string) {}

  /** The next bits as a number, the first bit the highest; at most 30. */
  bits(count: number): number {
    let value = 0;
    let wanted = count;
    while (wanted > 0) {
      if (this.left === 0) this.fill();
      const taken = Math.min(wanted, this.left);
      this.left -= taken;
      value = (value << taken) | ((this.word >> this.left) & ((1 << taken) - 1));
      wanted -= taken;
    }
    return value;
  }

  /** How many zeros stand before the next one, which is read as well. */
  zeros(): number {
    let count = 0;
    for (;;) {
      if (this.left === 0) this.fill();
      const rest = this.word & ((1 << this.left) - 1);
      if (rest === 0) {
        count += this.left;
        this.left = 0;
        continue;
      }
      const leading = Math.clz32(rest) - (32 - this.left);
      this.left -= leading + 1;
      return count + leading;
    }
  }

  /** A number of at least 1 in Elias gamma code. */
  gamma(): number {
    const width = this.zeros();
    return (1 << width) | this.bits(width);
  }

  /** A number of at least 0 in Golomb-Rice code. */
  rice(parameter: number): number {
    const quotient = this.zeros();
    return (quotient << parameter) | this.bits(parameter);
  }

  /** Throws RangeError unless nothing but the zeros that fill up the last word is left. */
  end(): void {
    if (this.at < this.text.length || (this.word & ((1 << this.left) - 1)) !== 0) throw new RangeError("a shard goes on behind its last code");
  }

  private fill(): void {
    if (this.at >= this.text.length) throw new RangeError("a shard ends in the middle of a code");
    this.word = digit(this.text.charCodeAt(this.at)) * BASE + digit(this.text.charCodeAt(this.at + 1));
    this.at += 2;
    this.left = WORD;
  }
}

/** The printable characters but the space, the quotation mark and the backslash, in order. */
function digit(code: number): number {
  return code - 0x21 - (code > 0x22 ? 1 : 0) - (code > 0x5c ? 1 : 0);
}
