"""XK703: what is said of an image is not the name of its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from xueku.model.diagnostic import Diagnostic, Severity, shown
from xueku.model.record import Record
from xueku.render.link import Linked
from xueku.rules.base import Rule

_FILE = re.compile(r"\S.{0,120}\.(?:jpe?g|png|gif|webp|bmp|svg|tiff?|heic)", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?:img|dsc|dscf|dscn|pic|image|photo|screenshot|snipaste|mmexport|wx_camera|微信图片|微信截图|QQ图片|QQ截图|屏幕截图|截图|图片|照片|图像|未命名|未标题)"
    r"[ _\-—()（）:.\d]{0,40}",
    re.IGNORECASE,
)


class ImageNames(Rule):
    """图片的文字说明不是文件名。

    查什么：`![](…)` 方括号里写的是不是 `IMG_0001.jpg`、`微信图片_2026` 一类的文件名。
    为什么：文件名说不出图上有什么，听读屏的人听到的是一串数字。
    错例：`![IMG_0001](media/IMG_0001.jpg)`。
    改法：`![三人围坐讨论的现场](media/IMG_0001.jpg)`。
    """

    code = "XK703"
    severity = Severity.WARNING

    def check(self, linked: Linked, record: Record) -> Iterator[Diagnostic]:
        """One finding for each image that is described by a file's name."""
        for prose in record.parts.values():
            for link in prose.links:
                if link.is_image and _is_name(link.text, PurePosixPath(link.target).stem):
                    remedy = f"写成 ![图上有什么]({link.target})"
                    yield self.finding(link.span, f"图片的说明{shown(link.text)}是文件名", remedy)


def _is_name(words: str, stem: str) -> bool:
    # A name in Chinese may well say what is to be seen.
    is_plain_stem = words == stem and stem.isascii()
    return bool(words) and bool(is_plain_stem or _FILE.fullmatch(words) or _NUMBERED.fullmatch(words))
