/** Keeps the screen lit while a meeting is on, where the browser can (Chromium 84 and later, not on files). */

/** Ask for it now, and again whenever the page is seen again. */
export function stayAwake(): void {
  const ask = (): void => {
    if (document.visibilityState !== "visible" || !("wakeLock" in navigator)) return;
    // Refused on low battery: the meeting goes on, the screen as the system is set.
    navigator.wakeLock.request("screen").catch(() => undefined);
  };
  document.addEventListener("visibilitychange", ask);
  ask();
}
