/** What a key means to the host view and to the projector window: keyboard and clicker alike. */

export const COMMANDS = [
  "next", "back", "pause", "extend", "shorten", "discussion", "quiz", "answer", "blank", "agenda", "projector", "screen", "help", "leave",
] as const;
export type Command = (typeof COMMANDS)[number];

/** Clickers send PageDown and PageUp, some of them “.” for a black screen. */
const BY_KEY: Readonly<Record<string, Command>> = {
  PageDown: "next",
  ArrowRight: "next",
  PageUp: "back",
  ArrowLeft: "back",
  " ": "pause",
  ".": "blank",
  "?": "help",
  "？": "help",
  Escape: "leave",
};

/** By the place of the key: an input method for Chinese takes the letter itself away. */
const BY_CODE: Readonly<Record<string, Command>> = {
  KeyE: "extend",
  KeyD: "discussion",
  KeyQ: "quiz",
  KeyA: "answer",
  KeyB: "blank",
  KeyL: "agenda",
  KeyP: "projector",
  KeyF: "screen",
  KeyH: "help",
};

export interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/** What is asked for by a key; null where it is the browser's. */
export function commandOf(pressed: Pressed): Command | null {
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey) return null;
  const command = BY_KEY[pressed.key] ?? BY_CODE[pressed.code] ?? null;
  return command === "extend" && pressed.shiftKey ? "shorten" : command;
}

/** Whether a text names a command. */
export function isCommand(text: unknown): text is Command {
  return COMMANDS.some((command) => command === text);
}
