/** What this browser remembers for its reader; nothing here ever leaves it. */

export const LARGE_KEY = "xueku.large";
export const SCHEME_KEY = "xueku.scheme";

export type Scheme = "light" | "dark";

/** The stored value, or null if there is none or the browser refuses storage, as it may on file://. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Store the value, or remove it if null. Where storage is refused, the choice lasts as long as the page. */
export function writeStored(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    return;
  }
}

export function isScheme(value: string | null): value is Scheme {
  return value === "light" || value === "dark";
}

/** Where the start of a record's agenda is kept, as HH:MM. */
export function startKey(record: string): string {
  return `xueku.start.${record}`;
}

/** Where the meeting that is led by a record's agenda is kept; see `host-session.ts`. */
export function meetingKey(record: string): string {
  return `xueku.host.${record}`;
}

/** Be told what another window of this browser stores under the key. */
export function onStored(key: string, hear: (value: string) => void): void {
  addEventListener("storage", (event) => {
    if (event.key === key && event.newValue !== null) hear(event.newValue);
  });
}
