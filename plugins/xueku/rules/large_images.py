"""XK306: images are of a size that an office network carries."""

from __future__ import annotations

from collections.abc import Iterator

from xueku.model.diagnostic import Diagnostic, shown
from xueku.model.film import is_film
from xueku.model.record import Record
from xueku.render.link import Destination, Linked
from xueku.rules.base import Rule

MOST_BYTES = 2_000_000


class LargeImages(Rule):
    """一张图片不超过 2 MB。

    查什么：正文里每张图片的文件大小。
    为什么：手机原图有十几兆，一页几张就打不开，U 盘也装不下。
    错例：`![现场](media/IMG_0001.jpg)`，文件有 12 MB。
    改法：把长边缩到 2000 像素，存成 JPEG，再换上来。
    """

    code = "XK306"

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each image that is too large."""
        for prose in record.parts.values():
            for link in prose.links:
                found = linked.resolve(record, link.target) if link.is_image else None
                name = found.file if isinstance(found, Destination) else ""
                size = 0 if is_film(name) else record.files.get(name, 0)
                if size > MOST_BYTES:
                    message = f"图片{shown(link.target, 40)}有 {size / 1_000_000:.1f} MB，太大了（上限 2 MB）"
                    yield self.finding(link.span, message, "把长边缩到 2000 像素，存成 JPEG，再换上来")
