/** A meeting as it is kept and told to the projector: what happened, and what is shown large. One text, of format 1. */

import type { Happening, Step } from "./host-run";

/** What the projector shows: the step, a question by its position, its answer with it or not, or nothing. */
export type Show =
  | { readonly kind: "step" | "blank" }
  | { readonly kind: "discussion" | "quiz"; readonly index: number; readonly answered: boolean };

export interface Session {
  readonly happenings: readonly Happening[];
  readonly show: Show;
  /** When the host view last said that it is there. */
  readonly seen: number;
}

export const STEP: Show = { kind: "step" };

/** The session as text, for this agenda. */
export function writeSession(session: Session, agenda: readonly Step[]): string {
  return JSON.stringify({ format: 1, agenda: signature(agenda), ...session });
}

/** The session that a text holds; null where it is damaged, of another format or of another agenda. */
export function readSession(text: string | null, agenda: readonly Step[]): Session | null {
  const found = parsed(text);
  if (!isObject(found) || found.format !== 1 || found.agenda !== signature(agenda)) return null;
  const { happenings, show, seen } = found;
  if (!Array.isArray(happenings) || !happenings.every((one) => isHappening(one, agenda.length))) return null;
  if (!isShow(show) || !isNumber(seen)) return null;
  return { happenings: happenings as Happening[], show, seen };
}

/** What an agenda's session depends on. */
function signature(agenda: readonly Step[]): string {
  return agenda.map((step) => `${step.minutes} ${step.title}`).join("\n");
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? "null");
  } catch {
    return null;
  }
}

function isHappening(value: unknown, steps: number): boolean {
  if (!isObject(value) || !isNumber(value.at)) return false;
  const isStep = isNumber(value.step) && Number.isInteger(value.step) && value.step >= 0 && value.step < steps;
  switch (value.type) {
    case "start":
      return isNumber(value.planned);
    case "step":
      return isStep;
    case "extend":
      return isStep && isNumber(value.minutes);
    case "clock":
      return isNumber(value.by);
    default:
      return value.type === "pause" || value.type === "resume" || value.type === "end";
  }
}

function isShow(value: unknown): value is Show {
  if (!isObject(value)) return false;
  if (value.kind === "step" || value.kind === "blank") return true;
  return (value.kind === "discussion" || value.kind === "quiz") && isNumber(value.index) && typeof value.answered === "boolean";
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
