/** The whole screen for the page, or the window again. */

export function turnFullScreen(): void {
  const turned = document.fullscreenElement === null ? document.documentElement.requestFullscreen() : document.exitFullscreen();
  // Refused where the page may not: then it stays as it is.
  turned.catch(() => undefined);
}
