/** The host view: leads a meeting by its agenda, remembers it in this browser, and tells the projector. */

import { formatClock, timetable } from "./clock";
import { all, required } from "./elements";
import { turnFullScreen } from "./full-screen";
import { AGENDA_STEP, tell } from "./happenings";
import { stayAwake } from "./host-awake";
import { drawPanel, offerProgress, write } from "./host-clock";
import { commandOf, isCommand, type Command } from "./host-keys";
import { Link } from "./host-link";
import { offerOverview } from "./host-overview";
import { agendaOf, countsOf, showQuestion, tellQuestion } from "./host-page";
import { beginning, goTo, respond, tellChange, type Course } from "./host-respond";
import { isStale, mended, runOf, spare, type Run } from "./host-run";
import { readSession, writeSession, type Session } from "./host-session";
import { offerSetup } from "./host-setup";
import { offerClockWatch } from "./host-watch";
import { pressureOf } from "./host-words";
import { meetingKey, onStored, readStored, writeStored } from "./storage";

const TICK = 250;
const REMEMBERED_EVERY = 5000;
const PROJECTOR_SILENT = 8000;
/** Marks the page in the history of its window, so that a reload is told from an address that is opened anew. */
const LEADING = "xueku-leading";

type Panel = "agenda" | "help" | null;

export function lead(page: HTMLElement): void {
  new Host(page).open();
}

class Host {
  private readonly record: string;
  private readonly course: Course;
  private readonly link: Link;
  private readonly setup: ReturnType<typeof offerSetup>;
  private readonly watchClock: (counts: boolean) => void;
  private readonly drawProgress: (run: Run) => void;
  private readonly drawOverview: ReturnType<typeof offerOverview>;
  private session: Session | null = null;
  private before: Run | null = null;
  private panel: Panel = null;
  private remembered = 0;
  private projector: Window | null = null;
  private projectorSeen = 0;
  /** Until when another host view of the same meeting leads it, and this one only follows. */
  private followsUntil = 0;

  constructor(private readonly page: HTMLElement) {
    this.record = page.dataset.xkRecord ?? "";
    this.course = { agenda: agendaOf(page), counts: countsOf(page) };
    const key = meetingKey(this.record);
    this.link = new Link(`${key}.told`, `${key}.asked`, (text) => this.hearProjector(text));
    const { agenda } = this.course;
    this.watchClock = offerClockWatch(required(page, "[data-xk-jump]"), (by) => this.addClock(by));
    this.drawProgress = offerProgress(required(page, "[data-xk-progress]"), agenda);
    this.drawOverview = offerOverview(this.view("agenda"), agenda, (step) => {
      this.panel = null;
      if (this.session !== null) this.change(goTo(this.session, step, Date.now()));
    });
    this.setup = offerSetup(
      this.view("setup"),
      this.record,
      agenda,
      (at, planned) => this.change(beginning(at, planned)),
      (session) => this.change({ ...session, happenings: mended(session.happenings, Date.now()) }),
    );
  }

  /** Go on with what a reload interrupted, else ask. */
  open(): void {
    this.bind();
    const last = this.last();
    if (last !== null && history.state === LEADING) this.change({ ...last, happenings: mended(last.happenings, Date.now()) });
    else this.setup.offer(last);
    stayAwake();
    this.tick();
    setInterval(() => this.tick(), TICK);
  }

  private last(): Session | null {
    const session = readSession(readStored(meetingKey(this.record)), this.course.agenda);
    const run = session === null ? null : runOf(this.course.agenda, session.happenings, Date.now());
    return run === null || isStale(run, Date.now()) ? null : session;
  }

  private bind(): void {
    for (const tools of all(this.page, "[data-xk-tools]")) tools.hidden = false;
    for (const button of all(this.page, "[data-xk-do]")) {
      button.addEventListener("click", (event) => {
        if (isCommand(button.dataset.xkDo)) this.obey(button.dataset.xkDo);
        // After a press with the pointer, keys are again the page's: the space bar pauses.
        if (event.detail > 0) button.blur();
      });
    }
    for (const button of all(this.page, '[data-xk-do="screen"]')) button.hidden = !document.fullscreenEnabled;
    document.addEventListener("keydown", (event) => {
      const command = commandOf(event);
      if (command === null || isForTarget(event)) return;
      event.preventDefault();
      this.obey(command);
    });
    required(this.page, "[data-xk-anew]").addEventListener("click", () => this.startAnew());
    onStored(meetingKey(this.record), (text) => this.follow(readSession(text, this.course.agenda)));
    addEventListener("pagehide", () => this.remember());
  }

  /** What another host view of the same meeting remembered: whichever was used last is followed. */
  private follow(theirs: Session | null): void {
    if (this.session === null || theirs === null) return;
    this.followsUntil = Date.now() + 2 * REMEMBERED_EVERY;
    this.session = theirs;
    this.draw();
  }

  private obey(command: Command): void {
    if (command === "projector") this.openProjector();
    else if (command === "screen") turnFullScreen();
    else if (command === "help" || (command === "agenda" && this.session !== null)) this.turnPanel(command);
    else if (command === "leave" && this.panel !== null) this.turnPanel(this.panel);
    else if (this.session !== null) {
      const after = respond(this.course, this.session, command, Date.now());
      if (after !== this.session) {
        this.panel = null;
        this.change(after);
      }
    }
  }

  private turnPanel(panel: Panel): void {
    this.panel = this.panel === panel ? null : panel;
    this.draw();
    if (this.panel !== null) required(this.view(this.panel), "h2").focus();
  }

  private change(session: Session): void {
    if (this.session === null) history.replaceState(LEADING, "");
    this.session = session;
    this.followsUntil = 0;
    this.remember();
    this.draw();
  }

  private remember(): void {
    if (this.session === null || this.isFollowing) return;
    this.session = { ...this.session, seen: Date.now() };
    this.remembered = this.session.seen;
    writeStored(meetingKey(this.record), writeSession(this.session, this.course.agenda));
    this.tellProjector();
  }

  private startAnew(): void {
    history.replaceState(null, "");
    this.session = null;
    this.before = null;
    this.panel = null;
    this.setup.offer(null);
    this.draw();
  }

  private tick(): void {
    this.watchClock(this.before?.phase === "running");
    if (Math.abs(Date.now() - this.remembered) >= REMEMBERED_EVERY) this.remember();
    this.draw();
  }

  private addClock(by: number): void {
    const { session } = this;
    if (session !== null) this.change({ ...session, happenings: [...session.happenings, { type: "clock", at: Date.now(), by }] });
  }

  private draw(): void {
    const now = Date.now();
    const run = this.session === null ? null : runOf(this.course.agenda, this.session.happenings, now);
    const shown = this.shown(run);
    this.page.dataset.shown = shown;
    const show = this.session?.show ?? { kind: "step" };
    for (const view of all(this.page, "[data-xk-view]")) view.hidden = view.dataset.xkView !== shown;
    if (shown === "setup" || shown === "agenda") this.view("agenda").hidden = false;
    all(this.page, "[data-xk-step]").forEach((step, position) => (step.hidden = shown !== "step" || position !== run?.step));
    for (const opening of all(this.page, "[data-xk-opening]")) opening.hidden = shown !== "setup" && run?.phase !== "waiting";
    for (const rest of all(this.page, "[data-xk-rest]")) rest.hidden = shown !== "setup" && shown !== "agenda";
    showQuestion(this.page, shown === "question" ? show : { kind: "step" });
    const where = required(this.page, "[data-xk-ask-where]");
    where.hidden = shown !== "question";
    write(where, tellQuestion(show, this.course.counts));
    this.setup.draw(now);
    const planned = run?.plannedStart ?? this.setup.planned(now);
    this.drawOverview(run, planned, now);
    this.drawPlan(planned);
    required(this.page, "[data-xk-over-buttons]").hidden = run === null;
    required(this.page, "[data-xk-panel]").hidden = run === null || run.phase === "ended";
    required(this.page, "[data-xk-bar]").hidden = run === null;
    if (run === null) return;
    drawPanel(required(this.page, "[data-xk-panel]"), this.course.agenda, run, now);
    this.drawProgress(run);
    this.drawButtons(run);
    this.drawLink(now);
    this.tellWhatChanged(run);
  }

  /** The times that are printed: of the whole, then of each step. */
  private drawPlan(planned: number): void {
    const day = new Date(planned);
    const starts = timetable(day.getHours() * 60 + day.getMinutes(), this.course.agenda.map((step) => step.minutes));
    all(this.page, "[data-xk-from]").forEach((time, position) => write(time, formatClock(starts[Math.max(0, position - 1)] ?? 0)));
  }

  private shown(run: Run | null): string {
    if (this.panel === "help") return "help";
    if (run === null) return "setup";
    if (this.panel === "agenda" || (run.phase === "ended" && !("index" in (this.session?.show ?? {})))) return "agenda";
    return "index" in (this.session?.show ?? {}) ? "question" : "step";
  }

  private drawButtons(run: Run): void {
    const show = this.session?.show ?? { kind: "step" };
    const isAsking = "index" in show;
    const isLast = run.step + 1 === this.course.agenda.length;
    const isOn = run.phase === "running" || run.phase === "paused";
    const isAnswering = isAsking && show.kind === "quiz" && !show.answered;
    const isLastQuestion = isAsking && show.index + 1 === this.course.counts[show.kind];
    const nextQuestion = isAnswering ? "出答案" : isLastQuestion ? "回到本步" : "下一题";
    this.drawButton("next", isAsking ? nextQuestion : run.phase === "waiting" ? "现在开始" : isLast ? "结束会议" : "下一步", isAsking || run.phase !== "ended");
    const previous = isAsking ? "上一题" : run.phase === "ended" ? "回到最后一步" : "上一步";
    this.drawButton("back", previous, isAsking || run.phase === "ended" || (isOn && run.step > 0));
    this.drawButton("pause", run.phase === "paused" ? "继续" : "暂停", isOn);
    this.drawButton("extend", "延长 5 分钟", isOn);
    this.drawButton("shorten", "缩短 5 分钟", isOn && spare(run, 1) > 0);
    this.drawButton("answer", isAsking && show.answered ? "收起答案" : "出答案", isAsking && show.kind === "quiz");
    this.drawButton("blank", show.kind === "blank" ? "恢复投影" : "投影黑屏", true);
  }

  private drawButton(command: Command, label: string, isOffered: boolean): void {
    for (const button of all<HTMLButtonElement>(this.page, `[data-xk-do=${command}]`)) {
      write(required(button, "[data-xk-label]"), label);
      button.disabled = !isOffered;
    }
  }

  private drawLink(now: number): void {
    const link = required(this.page, "[data-xk-link]");
    link.hidden = this.projectorSeen === 0;
    const isBlank = this.session?.show.kind === "blank";
    write(link, now - this.projectorSeen > PROJECTOR_SILENT ? "投影窗口没有回应，按 P 再打开" : isBlank ? "投影窗口黑屏中，按 B 恢复" : "投影窗口已连上");
  }

  /** Tell the reader who does not see it, and the other parts of the page, what is another than at the last look. */
  private tellWhatChanged(run: Run): void {
    const { before } = this;
    this.before = run;
    const isNewStep = before === null || before.step !== run.step || (before.phase === "waiting" && run.phase !== "waiting");
    if (isNewStep && run.phase !== "waiting") {
      scrollTo(0, 0);
      tell(AGENDA_STEP, { record: this.record, title: this.page.dataset.xkTitle ?? "", step: run.step + 1, of: this.course.agenda.length });
    }
    const isPressing = before !== null && run.phase === "running" && pressureOf(before) !== pressureOf(run) && pressureOf(run) !== "enough";
    const words = before === null ? "" : tellChange(this.course, before, run) || (isPressing ? (run.left > 0 ? "快到时间了" : "本步时间到") : "");
    if (words !== "") write(required(this.page, "[data-xk-said]"), words);
  }

  private openProjector(): void {
    if (this.projector === null || this.projector.closed) {
      this.projector = open("projector.html", `xueku-projector-${this.record}`, "width=1280,height=720");
    }
    const trouble = required(this.page, "[data-xk-trouble]");
    trouble.hidden = this.projector !== null;
    if (this.projector === null) {
      write(trouble, "浏览器拦住了新窗口：请在地址栏允许弹出窗口，再按 P");
      return;
    }
    this.link.add(this.projector);
    this.projector.focus();
  }

  private hearProjector(text: string): void {
    this.projectorSeen = Date.now();
    if (this.isFollowing) return;
    if (isCommand(text)) this.obey(text);
    this.tellProjector();
  }

  private tellProjector(): void {
    if (this.session !== null) this.link.tell(writeSession(this.session, this.course.agenda));
  }

  private get isFollowing(): boolean {
    return Date.now() < this.followsUntil;
  }

  private view(name: string): HTMLElement {
    return required(this.page, `[data-xk-view=${name}]`);
  }
}

/** Whether a key means something to the element that has the focus. */
function isForTarget(event: KeyboardEvent): boolean {
  const { target } = event;
  if (!(target instanceof HTMLElement)) return false;
  return target.matches("input, select, textarea") || (event.key === " " && target.matches("button, a, summary"));
}
