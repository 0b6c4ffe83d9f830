/** Times of day as minutes after midnight. */

const MINUTES_PER_DAY = 24 * 60;

/** Minutes after midnight of a time written HH:MM, or null if it is none. */
export function parseClock(text: string): number | null {
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  if (match === null) return null;
  const [hours, minutes] = [Number(match[1]), Number(match[2])];
  return hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}

/** HH:MM of a count of minutes, 0 or more; a time past midnight is the next day's. */
export function formatClock(minutes: number): string {
  const ofDay = minutes % MINUTES_PER_DAY;
  return `${twoDigits(Math.floor(ofDay / 60))}:${twoDigits(ofDay % 60)}`;
}

/** When each step begins, and after the last one the end: one entry more than there are durations. */
export function timetable(start: number, durations: readonly number[]): number[] {
  const times = [start];
  let now = start;
  for (const duration of durations) {
    now += duration;
    times.push(now);
  }
  return times;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
