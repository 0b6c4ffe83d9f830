/** Notices that the computer's clock was set, or that the machine slept, and lets the facilitator say whether that time counts. */

import { required } from "./elements";
import { write } from "./host-clock";
import { clockJump, MINUTE, type Look } from "./host-run";
import { tellMinutes } from "./host-words";

/**
 * Bind the note; gives what looks at the clock, to be called often, with whether time counts now. `drop` gets what is not to count: of a clock that was
 * put back at once, since time never runs back; of one that jumped ahead if the facilitator says so.
 */
export function offerClockWatch(note: HTMLElement, drop: (by: number) => void): (counts: boolean) => void {
  let look = lookNow();
  let ahead = 0;
  const settle = (): void => {
    ahead = 0;
    note.hidden = true;
  };
  required(note, "[data-xk-jump-keep]").addEventListener("click", settle);
  required(note, "[data-xk-jump-drop]").addEventListener("click", () => {
    drop(ahead);
    settle();
  });
  return (counts) => {
    const [before, after] = [look, lookNow()];
    look = after;
    const jump = clockJump(before, after);
    if (jump === 0 || !counts) return;
    if (jump < 0) {
      drop(jump);
      settle();
      return;
    }
    ahead += jump;
    const minutes = tellMinutes(Math.max(1, Math.round(ahead / MINUTE)));
    write(required(note, "[data-xk-jump-words]"), `电脑的钟往前跳了 ${minutes}：睡眠过，或者改过时间。这段时间已算在本步里。`);
    note.hidden = false;
  };
}

function lookNow(): Look {
  return { wall: Date.now(), steady: performance.now() };
}
