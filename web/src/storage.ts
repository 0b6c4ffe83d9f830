/** What this browser remembers for its reader; nothing here ever leaves it. */

export const LARGE_KEY = "xueku.large";
export const SCHEME_KEY = "xueku.scheme";
/** The examination that goes on, or the last one: exam-session.ts. */
export const EXAM_KEY = "xueku.exam";

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
