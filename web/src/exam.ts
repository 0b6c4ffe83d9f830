/** The page of the examination: a paper is chosen, answered, handed in once, and explained. It survives a reload in this browser. */

import { create, refill, required } from "./elements";
import { BankFailure, loadBank, loadQuestions, numberOf, recordOf, type Bank, type BankQuestion } from "./exam-bank";
import { createResult } from "./exam-result";
import { atTime, beginSession, drawPaper, formatChoice, parseChoice, parseSession, results, type Choice, type Session } from "./exam-session";
import { createSetup } from "./exam-setup";
import { createSitting } from "./exam-sitting";
import { QUIZ_DONE, tell } from "./happenings";
import { EXAM_KEY, readStored, writeStored } from "./storage";

const page = required(document, "[data-xk-exam]");
const body = required(page, "[data-xk-exam-body]");
const status = required(page, "[data-xk-exam-status]");
const lead = required(page, "[data-xk-exam-lead]");
const WELCOME = lead.textContent ?? "";
const address = page.dataset.bank ?? "";
let timer = 0;

start().catch((error: unknown) => {
  if (!(error instanceof BankFailure)) throw error;
  status.textContent = error.message;
});

async function start(): Promise<void> {
  const bank = await loadBank(address);
  const stored = parseSession(readStored(EXAM_KEY));
  const asked = parseChoice(location.search, String(1000 + Math.floor(Math.random() * 9000)));
  if (stored !== null && isWanted(stored)) await resume(bank, stored);
  else choose(bank, asked);
}

/** Whether the stored examination is to be gone on with, or shown again, at an address that may ask for another paper. */
function isWanted({ choice, submitted }: Session): boolean {
  const asked = parseChoice(location.search, choice.seed);
  return submitted === null || location.search === "" || (asked.record === choice.record && asked.seed === choice.seed);
}

async function resume(bank: Bank, stored: Session): Promise<void> {
  const questions = await loadQuestions(address, topicsOf(bank, stored.choice));
  const kept = stored.keys.filter((key) => questions.has(key));
  if (kept.length === 0) {
    choose(bank, stored.choice);
    say("上次的题目已经不在题库里了。");
    return;
  }
  const session = atTime({ ...stored, keys: kept }, Date.now());
  const paper = kept.map((key) => questions.get(key) as BankQuestion);
  if (stored.submitted !== null) show(bank, session, paper);
  else if (session.submitted !== null) finish(bank, session, paper, "时间到了，已经交卷。");
  else {
    sit(bank, session, paper);
    say(kept.length < stored.keys.length ? "接着上次的答卷；有几道题已经不在题库里了。" : "接着上次的答卷。");
  }
}

function choose(bank: Bank, asked: Choice): void {
  lead.textContent = WELCOME;
  if (bank.records.length === 0) {
    say("题库里还没有题。");
    return;
  }
  const again = (choice: Choice): void => void begin(bank, choice).catch(sayFailure);
  refill(body, createSetup(bank, asked, again));
}

async function begin(bank: Bank, choice: Choice): Promise<void> {
  const questions = await loadQuestions(address, topicsOf(bank, choice));
  const available = Array.from(questions.keys()).filter((key) => choice.record === "" || recordOf(key) === choice.record);
  const keys = drawPaper(available, choice);
  sit(bank, beginSession(choice, keys, Date.now()), keys.map((key) => questions.get(key) as BankQuestion));
  say(keys.length < choice.count ? `题库里这些主题只有 ${keys.length} 题，全部都在卷上。` : "");
  if (readStored(EXAM_KEY) === null) say("这个浏览器不让网页记东西：刷新或关闭这一页，答卷就没有了。");
}

function sit(bank: Bank, begun: Session, paper: readonly BankQuestion[]): void {
  let session = begun;
  const keep = (change: Partial<Session>): void => {
    session = { ...session, ...change };
    store(session);
  };
  const submit = (words: string): void => {
    window.clearInterval(timer);
    finish(bank, session.submitted === null ? { ...session, submitted: Date.now() } : session, paper, words);
  };
  const sitting = createSitting(session, paper, {
    onAnswer: (key, answer) => keep({ answers: { ...session.answers, [key]: answer } }),
    onFlag: (flagged) => keep({ flagged }),
    onSubmit: () => submit("已经交卷。"),
  });
  const tick = (): void => {
    session = atTime(session, Date.now());
    if (session.submitted !== null) {
      submit("时间到了，已经交卷。");
      return;
    }
    const words = sitting.tick(Date.now());
    if (words !== "") say(words);
  };
  store(session);
  describe(session);
  refill(body, sitting.element);
  tick();
  window.clearInterval(timer);
  timer = window.setInterval(tick, 500);
  sitting.focus();
}

function finish(bank: Bank, session: Session, paper: readonly BankQuestion[], words: string): void {
  store(session);
  show(bank, session, paper);
  say(words);
  announce(bank, session, paper);
}

function show(bank: Bank, first: Session, paper: readonly BankQuestion[]): void {
  let session = first;
  describe(session);
  const result = createResult(session, paper, {
    onMet: (key, met) => {
      session = { ...session, met: { ...session.met, [key]: met } };
      store(session);
      announce(bank, session, paper);
    },
    onRetry: (keys) => {
      say("");
      sit(bank, beginSession(session.choice, keys, Date.now(), true), paper.filter(({ key }) => keys.includes(key)));
    },
    onAgain: () => {
      writeStored(EXAM_KEY, null);
      say("");
      choose(bank, { ...session.choice, seed: String(1000 + Math.floor(Math.random() * 9000)) });
      required(page, "h1").focus();
    },
  });
  refill(body, result);
  required(result, "h2").focus();
}

/** Tell, of each record with questions on the paper, how they were answered; of a retry nothing, for it is a part chosen by failure. */
function announce(bank: Bank, session: Session, paper: readonly BankQuestion[]): void {
  if (session.isRetry) return;
  const right = results(session, paper);
  for (const { id, title } of bank.records) {
    const own = paper.map(({ key }, at) => ({ key, isRight: right[at] === true })).filter(({ key }) => recordOf(key) === id);
    if (own.length === 0) continue;
    const wrong = own.filter(({ isRight }) => !isRight).map(({ key }) => numberOf(key)).sort((one, other) => one - other);
    tell(QUIZ_DONE, { record: id, title, right: own.length - wrong.length, total: own.length, wrong });
  }
}

/** Say which paper this is, and at which address others have the same. */
function describe({ choice, isRetry }: Session): void {
  const limit = choice.minutes > 0 ? `，限时 ${choice.minutes} 分钟` : "";
  if (isRetry) {
    refill(lead, `卷号 ${choice.seed}：再做错的`);
    return;
  }
  const same = create("a", "", "同一张卷的网址");
  same.href = `exam.html${formatChoice(choice)}`;
  refill(lead, `卷号 ${choice.seed}${limit}　`, same);
}

/** The topics whose shards hold the questions of a choice. */
function topicsOf(bank: Bank, { record, topics }: Choice): Bank["topics"] {
  if (record !== "") {
    const own = bank.records.find(({ id }) => id === record)?.topics ?? [];
    return bank.topics.filter((_, at) => own.includes(at));
  }
  return topics.length === 0 ? bank.topics : bank.topics.filter(({ id }) => topics.includes(id));
}

function store(session: Session): void {
  writeStored(EXAM_KEY, JSON.stringify(session));
}

function say(words: string): void {
  status.textContent = words;
}

function sayFailure(error: unknown): void {
  if (!(error instanceof BankFailure)) throw error;
  say(error.message);
}
