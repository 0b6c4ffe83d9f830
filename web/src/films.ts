/** Films and their captions: over http the browser reads them from their file, of a page opened as a file from the transcript, since files may not be read. */

import { all } from "./elements";

/** Show the captions of every film on the page. */
export function captionFilms(): void {
  for (const film of all(document, "[data-xk-film]")) {
    const video = film.querySelector("video");
    if (video !== null) caption(video, all(film, "[data-xk-from]"));
  }
}

function caption(video: HTMLVideoElement, lines: readonly HTMLElement[]): void {
  const written = video.querySelector("track");
  if (location.protocol === "file:" && lines.length > 0) {
    written?.remove();
    const track = video.addTextTrack("captions", "字幕", "zh");
    for (const line of lines) track.addCue(cueOf(line));
    track.mode = "showing";
  } else if (written !== null) {
    written.track.mode = "showing";
  }
}

function cueOf(line: HTMLElement): VTTCue {
  const { xkFrom, xkTo } = line.dataset;
  return new VTTCue(Number(xkFrom), Number(xkTo), line.lastElementChild?.textContent ?? "");
}
