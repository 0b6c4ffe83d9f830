/** What this browser remembers for its reader; nothing here ever leaves it. */

export const LARGE_KEY = "xueku.large";
export const SCHEME_KEY = "xueku.scheme";
/** The examination that goes on, or the last one: exam-session.ts. */
export const EXAM_KEY = "xueku.exam";

export type Scheme = "light" | "dark" | "contrast";

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
  if (value !== null) {
    tryStore(key, value);
    return;
  }
  try {
    localStorage.removeItem(key);
  } catch {
    return;
  }
}

/** Why a value was not stored: there is no storage, or no room in it. */
export type Refused = "denied" | "full";

/** Store the value; null if that went well. */
export function tryStore(key: string, value: string): Refused | null {
  try {
    localStorage.setItem(key, value);
    return null;
  } catch (error) {
    return error instanceof DOMException && error.name === "QuotaExceededError" ? "full" : "denied";
  }
}

/** The stored keys that begin with `prefix`; null if there is no storage. */
export function storedKeys(prefix: string): string[] | null {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  } catch {
    return null;
  }
}

export function isScheme(value: string | null): value is Scheme {
  return value === "light" || value === "dark" || value === "contrast";
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
