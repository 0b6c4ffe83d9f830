"""XK906: no path of somebody's computer is on the site."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.catalog.passages import Passage
from xueku.model.diagnostic import Diagnostic, shown
from xueku.rules.base import WrittenRule

_REST = r"[^\s\"'“”‘’<>()（）|*?，。；、]{0,200}"
# Compiled for the first text that has a slash.
_BACKWARD = rf"(?<![A-Za-z0-9])[A-Za-z]:\\{_REST}|(?<![\\\w:])\\\\[A-Za-z0-9一-鿿][\w.-]{{0,60}}\\{_REST}"
_FORWARD = (
    rf"(?i)(?<![A-Za-z0-9._~%/:-])/(?:home|Users|Volumes|root|mnt)/[^\s/]{_REST}|(?<![A-Za-z0-9])[A-Za-z]:/(?!/)[^\s/]{_REST}"
    rf"|file:/{_REST}"
)


class AbsolutePaths(WrittenRule):
    r"""网站上没有自己电脑里的路径。

    查什么：`C:\…`、`\\服务器\共享`、`/home/…`、`/Users/…`、`file://` 一类的路径，链接的地址里也查。
    为什么：别人的电脑上没有这个文件，点了打不开；路径里还常有用户名、服务器名。
    错例：`[登记表](file:///D:/稿子/登记表.docx)`。
    改法：把文件放进材料的文件夹，写 `[登记表](media/登记表.docx)`。
    """

    code = "XK906"

    def check_text(self, passage: Passage) -> Iterator[Diagnostic]:
        """One finding for each path."""
        text = passage.text
        patterns = (_BACKWARD if "\\" in text else None, _FORWARD if "/" in text else None)
        for pattern in filter(None, patterns):
            for match in re.finditer(pattern, text):
                message = f"这里有自己电脑里的路径{shown(match.group())}"
                remedy = "把文件放进材料的文件夹，写 media/文件名；只是举例的，不写盘符和用户名"
                yield self.finding(passage.span(*match.span()), message, remedy)
