/** Reading a page aloud, with a Chinese voice of the reader's own machine: what is read goes to no host. */

import { all, create, createButton } from "./elements";

const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, th, td, figcaption";
const SKIPPED = "nav, form, .xk-hidden, .xk-kicker, .xk-actions, .xk-study, .xk-arrival, .xk-tools, .xk-aloud-bar, details:not([open]) > :not(summary)";

/** Show the buttons that start the reading, once there is a voice for it. */
export function offerReadingAloud(): void {
  const buttons = all<HTMLButtonElement>(document, "button[data-xk-aloud]");
  const [root] = all(document, ".xk-record__main, .xk-part");
  if (buttons.length === 0 || root === undefined || !("speechSynthesis" in window)) return;
  const offer = (): void => {
    for (const button of buttons) button.hidden = localVoice() === undefined;
  };
  for (const button of buttons) button.addEventListener("click", () => new Reading(root, button));
  // Voices come late, or not at all.
  speechSynthesis.addEventListener("voiceschanged", offer);
  offer();
}

function localVoice(): SpeechSynthesisVoice | undefined {
  return speechSynthesis.getVoices().find(({ localService, lang }) => localService && /^(zh|cmn)\b/i.test(lang));
}

let current: Reading | null = null;

/** One reading from the first paragraph that is in sight; a new one ends that before it. */
class Reading {
  private readonly blocks: readonly HTMLElement[];
  private readonly status = create("span", "");
  private readonly pausing = createButton("xk-button", "暂停", () => this.togglePause());
  private readonly bar: HTMLElement;
  private readonly onKey = (event: KeyboardEvent): void => {
    if (event.key === "Escape" && !event.defaultPrevented) this.stop();
  };
  private readonly onLeave = (): void => this.stop();
  private position = -1;

  constructor(
    root: HTMLElement,
    private readonly opener: HTMLElement,
  ) {
    current?.stop();
    current = this;
    this.blocks = all(root, BLOCKS).filter((block) => block.getClientRects().length > 0 && block.closest(SKIPPED) === null && block.querySelector(BLOCKS) === null && textOf(block) !== "");
    this.status.setAttribute("role", "status");
    const [back, on] = [createButton("xk-button", "上一段", () => this.read(this.position - 1)), createButton("xk-button", "下一段", () => this.read(this.position + 1))];
    this.bar = create("div", "xk-aloud-bar", this.status, this.pausing, back, on, createButton("xk-button", "停止", () => this.stop()));
    this.bar.setAttribute("role", "region");
    this.bar.setAttribute("aria-label", "朗读");
    document.body.append(this.bar);
    document.addEventListener("keydown", this.onKey);
    addEventListener("pagehide", this.onLeave);
    this.pausing.focus({ preventScroll: true });
    const first = this.blocks.findIndex((block) => block.getBoundingClientRect().bottom > 0);
    this.read(Math.max(0, first));
  }

  private read(position: number): void {
    if (position < 0) return;
    const block = this.blocks[position];
    const voice = localVoice();
    if (block === undefined || voice === undefined) {
      this.stop();
      return;
    }
    this.unmark();
    this.position = position;
    block.classList.add("xk-aloud");
    block.scrollIntoView({ block: "nearest" });
    this.status.textContent = `朗读第 ${position + 1} 段，共 ${this.blocks.length} 段`;
    this.pausing.textContent = "暂停";
    const utterance = new SpeechSynthesisUtterance(textOf(block));
    utterance.voice = voice;
    utterance.lang = voice.lang;
    // An utterance that was cancelled ends too; then another paragraph is read by now.
    utterance.addEventListener("end", () => {
      if (current === this && this.position === position) this.read(position + 1);
    });
    silence();
    speechSynthesis.speak(utterance);
  }

  private togglePause(): void {
    const isPaused = this.pausing.textContent === "继续";
    if (isPaused) speechSynthesis.resume();
    else speechSynthesis.pause();
    this.pausing.textContent = isPaused ? "暂停" : "继续";
  }

  private stop(): void {
    const hadFocus = this.bar.contains(document.activeElement);
    if (current === this) current = null;
    silence();
    this.unmark();
    this.bar.remove();
    document.removeEventListener("keydown", this.onKey);
    removeEventListener("pagehide", this.onLeave);
    if (hadFocus) this.opener.focus({ preventScroll: true });
  }

  private unmark(): void {
    this.blocks[this.position]?.classList.remove("xk-aloud");
  }
}

/** A paused synthesiser would keep its pause for what is read next. */
function silence(): void {
  speechSynthesis.resume();
  speechSynthesis.cancel();
}

function textOf(block: HTMLElement): string {
  return (block.textContent ?? "").replace(/¶|\s+/g, " ").trim();
}
