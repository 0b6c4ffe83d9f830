/** Minutes of reading: the reader starts and stops the timer, or tells a number himself. Time counts while the page is in sight. */

import { create, createButton } from "../elements";
import type { Where } from "./item";
import type { Shelf } from "./shelf";
import { localDay } from "./weeks";

const MINUTE = 60_000;
const MOST = 600;

/** A button that starts and stops, beside a field for a number. */
export function minutesRow(where: Where, shelf: Shelf): HTMLElement {
  const status = create("span", "xk-soft");
  status.setAttribute("role", "status");
  const keep = (minutes: number, isTimed: boolean): void => {
    shelf.keep({ kind: "minutes", ...where, day: localDay(new Date()), minutes, isTimed });
    status.textContent = `记下了 ${minutes} 分钟`;
  };
  return create("div", "xk-study__row", timerButton(keep, status), ...toldMinutes((minutes) => keep(minutes, false)), status);
}

/** A field and a button by which the reader tells minutes. */
export function toldMinutes(keep: (minutes: number) => void): [HTMLElement, HTMLButtonElement] {
  const field = create("input", "xk-study__number");
  Object.assign(field, { type: "number", min: "1", max: String(MOST), step: "1" });
  const told = createButton("xk-button", "记下", () => {
    if (field.value === "" || !field.reportValidity()) return;
    keep(Number(field.value));
    field.value = "";
  });
  return [create("label", "", "学了 ", field, " 分钟"), told];
}

function timerButton(keep: (minutes: number, isTimed: boolean) => void, status: HTMLElement): HTMLButtonElement {
  let counted = 0;
  let since: number | null = null;
  let ticking = 0;
  const elapsed = (): number => counted + (since === null ? 0 : Date.now() - since);
  const say = (): void => {
    status.textContent = `计时中：${Math.floor(elapsed() / MINUTE)} 分钟`;
  };
  const stop = (): void => {
    if (ticking === 0) return;
    const minutes = Math.min(MOST, Math.round(elapsed() / MINUTE));
    clearInterval(ticking);
    [counted, since, ticking] = [0, null, 0];
    button.textContent = "开始计时";
    if (minutes > 0) keep(minutes, true);
    else status.textContent = "不到一分钟，没有记";
  };
  const start = (): void => {
    since = Date.now();
    ticking = setInterval(say, MINUTE / 6);
    button.textContent = "停下并记下";
    say();
  };
  const button = createButton("xk-button", "开始计时", () => (ticking === 0 ? start() : stop()));
  document.addEventListener("visibilitychange", () => {
    if (ticking === 0) return;
    counted = elapsed();
    since = document.hidden ? null : Date.now();
  });
  addEventListener("pagehide", stop);
  return button;
}
