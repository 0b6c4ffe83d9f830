/** An examination that goes on or is over: which questions, until when, what was answered. Pure. */

import { isAnswered, isRight, type Answer, type Question } from "./quiz-marking";
import { seededOrder } from "./seeded-order";

const FORMAT = 1;

/** What a paper is made of: with the same bank, the same of these gives the same paper everywhere. */
export interface Choice {
  /** A record's id; empty to draw from the bank. */
  readonly record: string;
  /** Ids of topics to draw from, ascending; none for all. */
  readonly topics: readonly string[];
  readonly count: number;
  /** 0 for no limit. */
  readonly minutes: number;
  readonly seed: string;
}

export interface Session {
  readonly format: number;
  readonly choice: Choice;
  readonly keys: readonly string[];
  /** Milliseconds since 1970, as all times here. */
  readonly started: number;
  readonly submitted: number | null;
  readonly isRetry: boolean;
  readonly answers: Readonly<Record<string, Answer>>;
  readonly flagged: readonly string[];
  /** The points met of each short answer, as its writer ticked them. */
  readonly met: Readonly<Record<string, readonly number[]>>;
}

/** The keys of the questions of a paper, drawn from `available` ones in their order. */
export function drawPaper(available: readonly string[], { seed, count }: Choice): string[] {
  const order = seededOrder(available.length, seed).map((position) => available[position] ?? "");
  return count > 0 ? order.slice(0, count) : order;
}

export function beginSession(choice: Choice, keys: readonly string[], now: number, isRetry = false): Session {
  const limit = isRetry ? { ...choice, minutes: 0 } : choice;
  return { format: FORMAT, choice: limit, keys, started: now, submitted: null, isRetry, answers: {}, flagged: [], met: {} };
}

/** When time is up; Infinity without a limit. */
export function deadline({ choice, started }: Session): number {
  return choice.minutes > 0 ? started + choice.minutes * 60_000 : Infinity;
}

/** The session as it is at `now`: handed in at its deadline if that is over. */
export function atTime(session: Session, now: number): Session {
  return session.submitted === null && now >= deadline(session) ? { ...session, submitted: deadline(session) } : session;
}

/** What is left, as 9:05 or 1:09:05; never less than nothing. */
export function tellLeft(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const two = (value: number): string => String(value).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** Whether each question is answered rightly, in the paper's order. */
export function results(session: Session, questions: readonly Question[]): boolean[] {
  return questions.map((question) => {
    const answer = session.answers[question.key];
    const met = isAnswered(answer) ? session.met[question.key] : [];
    return isRight(question, answer, met);
  });
}

/** A session that was stored; null for anything else. */
export function parseSession(stored: string | null): Session | null {
  if (stored === null) return null;
  try {
    const value = JSON.parse(stored) as Partial<Session> | null;
    return value?.format === FORMAT && Array.isArray(value.keys) && typeof value.started === "number" && value.choice && value.answers
      ? (value as Session)
      : null;
  } catch {
    return null;
  }
}

/** What an address asks for: `?record=…&topics=a,b&count=10&minutes=20&seed=4821`. */
export function parseChoice(query: string, seed: string): Choice {
  const asked = new URLSearchParams(query);
  const whole = (name: string): number => Math.max(0, Math.floor(Number(asked.get(name)) || 0));
  return {
    record: asked.get("record") ?? "",
    topics: (asked.get("topics") ?? "").split(",").filter((id) => id !== "").sort(),
    count: whole("count"),
    minutes: whole("minutes"),
    seed: asked.get("seed")?.trim() || seed,
  };
}

/** The query of an address that asks for just this paper. */
export function formatChoice({ record, topics, count, minutes, seed }: Choice): string {
  const asked = new URLSearchParams();
  if (record !== "") asked.set("record", record);
  if (topics.length > 0) asked.set("topics", topics.join(","));
  if (count > 0) asked.set("count", String(count));
  if (minutes > 0) asked.set("minutes", String(minutes));
  asked.set("seed", seed);
  return `?${asked.toString()}`;
}
