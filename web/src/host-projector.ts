/** The window on the projector: shows what the host view tells, goes on by itself when that is lost, and hands on keys that are pressed in it. */

import { required } from "./elements";
import { turnFullScreen } from "./full-screen";
import { drawTime, write } from "./host-clock";
import { commandOf } from "./host-keys";
import { Link } from "./host-link";
import { agendaOf, countsOf, showQuestion, tellQuestion } from "./host-page";
import { isStale, runOf } from "./host-run";
import { readSession, type Session } from "./host-session";
import { tellTime } from "./host-words";
import { meetingKey, readStored } from "./storage";

const TICK = 250;
const ASKED_EVERY = 2000;
const LOST_AFTER = 6000;

export function project(page: HTMLElement): void {
  const [agenda, counts] = [agendaOf(page), countsOf(page)];
  const key = meetingKey(page.dataset.xkRecord ?? "");
  const [stage, asks, lost] = [required(page, "[data-xk-stage]"), required(page, "[data-xk-asks]"), required(page, "[data-xk-lost]")];
  let session: Session | null = readSession(readStored(key), agenda);
  let heard = 0;
  let asked = 0;

  const link = new Link(
    `${key}.asked`,
    `${key}.told`,
    (text) => {
      heard = Date.now();
      session = readSession(text, agenda) ?? session;
      draw();
    },
    opener as Window | null,
  );

  const draw = (): void => {
    const now = Date.now();
    const meeting = session === null ? null : runOf(agenda, session.happenings, now);
    const run = meeting === null || isStale(meeting, now) ? null : meeting;
    const show = session?.show ?? { kind: "step" };
    const isAsking = "index" in show;
    page.dataset.shown = run === null ? "nothing" : show.kind;
    stage.hidden = run === null || isAsking || show.kind === "blank";
    asks.hidden = run === null || !isAsking;
    showQuestion(page, show);
    write(required(asks, "[data-xk-ask-where]"), tellQuestion(show, counts));
    write(lost, tellLoss(run === null ? null : session, now - heard > LOST_AFTER));
    if (run === null) return;
    const isOver = run.phase === "ended";
    write(required(stage, "[data-xk-where]"), isOver ? "" : `第 ${run.step + 1} 步 / 共 ${agenda.length} 步`);
    write(required(stage, "[data-xk-step-name]"), isOver ? "会议结束，谢谢大家" : (agenda[run.step]?.title ?? ""));
    for (const frame of [stage, asks]) drawTime(frame, run, now);
    for (const element of [required(stage, "[data-xk-pressure]"), required(stage, "[data-xk-left]")]) element.hidden = isOver;
  };

  document.addEventListener("keydown", (event) => {
    const command = commandOf(event);
    if (command === null || command === "projector") return;
    event.preventDefault();
    if (command === "screen") turnFullScreen();
    else if (command !== "help" && command !== "agenda") link.tell(command);
  });
  setInterval(() => {
    if (Math.abs(Date.now() - asked) >= ASKED_EVERY) {
      asked = Date.now();
      link.tell("hello");
    }
    draw();
  }, TICK);
  draw();
}

function tellLoss(session: Session | null, isLost: boolean): string {
  if (!isLost) return "";
  if (session === null) return "等主持窗口：在主持页面上开始，这里就会跟上。";
  return `和主持窗口失去了联系，时间按 ${tellTime(session.seen, session.seen)} 的情形接着走。`;
}
