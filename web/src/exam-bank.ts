/** The questions of the whole site, loaded as plugins/xueku/site/question_bank.py writes them. */

import { runClassicScript } from "./classic-script";
import type { Question } from "./quiz-marking";

const FORMAT = 1;

export interface Topic {
  readonly id: string;
  readonly name: string;
  readonly count: number;
  readonly file: string;
}

export interface QuizRecord {
  readonly id: string;
  readonly title: string;
  readonly count: number;
  /** Positions of the topics whose shards hold its questions. */
  readonly topics: readonly number[];
}

export interface Bank {
  readonly format: number;
  readonly topics: readonly Topic[];
  readonly records: readonly QuizRecord[];
}

export interface BankQuestion extends Question {
  /** HTML that the site's renderer wrote. */
  readonly stem: string;
  readonly explanation: string;
  /** The whole answer in words. */
  readonly answer: string;
  /** Address, title and note of what proves it. */
  readonly source: readonly [string, string, string] | null;
}

/** Why nothing could be loaded, in words for a reader. */
export class BankFailure extends Error {}

declare global {
  interface Window {
    xuekuQuizBank?: (bank: Bank) => void;
    xuekuQuizShard?: (topic: string, questions: readonly BankQuestion[]) => void;
  }
}

/** What there is to choose from. Rejects with a BankFailure. */
export async function loadBank(address: string): Promise<Bank> {
  const bank = await runClassicScript<Bank>(address, failure, (receive) => {
    window.xuekuQuizBank = receive;
  });
  if (bank.format !== FORMAT) throw new BankFailure("题库的版本与本页不符，请刷新页面");
  return bank;
}

/** All questions of these topics by key, in order of record and number. Rejects with a BankFailure. */
export async function loadQuestions(address: string, topics: readonly Topic[]): Promise<Map<string, BankQuestion>> {
  const folder = address.slice(0, address.lastIndexOf("/") + 1);
  const waiting = new Map<string, (questions: readonly BankQuestion[]) => void>();
  window.xuekuQuizShard = (topic, questions) => waiting.get(topic)?.(questions);
  const shards = await Promise.all(
    topics.map(({ id, file }) =>
      runClassicScript<readonly BankQuestion[]>(folder + file, failure, (receive) => waiting.set(id, receive)),
    ),
  );
  const questions = ([] as BankQuestion[]).concat(...shards);
  return new Map(questions.sort(byKey).map((question) => [question.key, question]));
}

/** The record of a question. */
export function recordOf(key: string): string {
  return key.slice(0, key.lastIndexOf("#"));
}

/** The number of a question in its record's quiz, from 1. */
export function numberOf(key: string): number {
  return Number(key.slice(key.lastIndexOf("#") + 1));
}

function byKey({ key: one }: BankQuestion, { key: other }: BankQuestion): number {
  if (recordOf(one) === recordOf(other)) return numberOf(one) - numberOf(other);
  return recordOf(one) < recordOf(other) ? -1 : 1;
}

function failure(): BankFailure {
  return new BankFailure("题库没有载入，请刷新页面再试");
}
