"""XK704: every film has captions that can be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from xueku.model.diagnostic import Diagnostic, Severity, Span, shown
from xueku.model.film import Captions, captions_of, is_film
from xueku.model.record import Record
from xueku.render.link import Destination, Linked
from xueku.rules.base import Rule


class FilmCaptions(Rule):
    """视频有字幕，字幕读得出来。

    查什么：正文里的视频旁边有没有同名的 `.vtt` 字幕文件，是不是 WebVTT 的写法。
    为什么：听不见的人、会议室里开不了声音的人，都靠字幕；网页上和打印出来的文字稿也从字幕来。
    错例：`![怎样填清单](media/讲解.mp4)`，`media/` 里没有 `讲解.vtt`。
    改法：放进 `media/讲解.vtt`；第一行写 WEBVTT，每句前一行写时间，如 `00:05.000 --> 00:09.000`。
    """

    code = "XK704"
    severity = Severity.WARNING

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each film without captions, or with captions that cannot be read."""
        for prose in record.parts.values():
            for link in prose.links:
                found = linked.resolve(record, link.target) if link.is_image else None
                if isinstance(found, Destination) and found.file and is_film(found.file):
                    yield from self._check(record, found.file, link.span)

    def _check(self, record: Record, film: str, span: Span) -> Iterator[Diagnostic]:
        name = captions_of(film, record.files)
        captions = record.captions.get(name, Captions())
        if not name:
            wanted = PurePosixPath(film).with_suffix(".vtt")
            yield self.finding(
                span, f"视频{shown(film, 40)}没有字幕", f"把字幕文件放进 {record.folder}/{wanted}"
            )
        elif captions.wrong == 1:
            place = Span(f"{record.folder}/{name}", 1)
            yield self.finding(place, "字幕文件的第一行不是 WEBVTT", "第一行只写 WEBVTT，存成 UTF-8")
        elif captions.wrong:
            place = Span(f"{record.folder}/{name}", captions.wrong)
            yield self.finding(
                place, "字幕的时间写得不对", "写成 00:05.000 --> 00:09.000，后一个时间比前一个晚"
            )
        elif not captions.cues:
            yield self.finding(
                span, f"视频{shown(film, 40)}的字幕里没有一句话", f"在 {name} 里写上每句话和时间"
            )
