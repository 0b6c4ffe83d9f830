/**
 * The way between the host view and its projector windows: a channel, the storage of the browser and the window that opened the other, since each
 * of them may be closed to files. What comes by several ways is told once.
 */

import { onStored, writeStored } from "./storage";

const MARK = "xueku-host";

interface Letter {
  readonly mark: typeof MARK;
  readonly topic: string;
  readonly id: string;
  readonly text: string;
}

/** One direction of the way: what is told under a topic, which is also the key that it is stored under. */
export class Link {
  private readonly channel: BroadcastChannel | null;
  private readonly heard: string[] = [];
  private readonly peers = new Set<Window>();
  private count = 0;

  /** `told` is what this side tells of, `asked` what the other side does; `hear` gets the latter. */
  constructor(
    private readonly told: string,
    private readonly asked: string,
    private readonly hear: (text: string) => void,
    peer: Window | null = null,
  ) {
    if (peer !== null) this.peers.add(peer);
    this.channel = openChannel(`${MARK}.${[told, asked].sort().join(".")}`);
    this.channel?.addEventListener("message", (event) => this.take(event.data as unknown));
    addEventListener("message", (event) => {
      if (this.take(event.data as unknown) && event.source !== null) this.peers.add(event.source as Window);
    });
    onStored(asked, (value) => this.take(parsed(value)));
  }

  /** Tell the other side. */
  tell(text: string): void {
    const letter: Letter = { mark: MARK, topic: this.told, id: `${performance.timeOrigin}.${this.count}`, text };
    this.count += 1;
    this.channel?.postMessage(letter);
    for (const peer of this.peers) post(peer, letter);
    writeStored(this.told, JSON.stringify(letter));
  }

  /** Tell this window too, which the page opened. */
  add(peer: Window): void {
    this.peers.add(peer);
  }

  /** Whether this was a letter to this side; it is heard the first time. */
  private take(data: unknown): boolean {
    if (!isLetter(data) || data.topic !== this.asked) return false;
    if (!this.heard.includes(data.id)) {
      this.heard.push(data.id);
      if (this.heard.length > 50) this.heard.shift();
      this.hear(data.text);
    }
    return true;
  }
}

function openChannel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}

/** A page that is opened as a file has no origin to send to; what is sent holds nothing that the page itself does not. */
function post(peer: Window, letter: Letter): void {
  peer.postMessage(letter, location.protocol === "file:" ? "*" : location.origin);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isLetter(data: unknown): data is Letter {
  if (typeof data !== "object" || data === null) return false;
  const { mark, topic, id, text } = data as Record<string, unknown>;
  return mark === MARK && [topic, id, text].every((value) => typeof value === "string");
}
