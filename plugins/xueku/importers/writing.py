"""Links, pictures and losses, told the same way for every format that is written anew as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from xueku.importers.converted import Doubt
from xueku.importers.escaping import around, escaped
from xueku.importers.surroundings import Pictures, Surroundings
from xueku.model.diagnostic import shown
from xueku.render.safe import OPEN_SCHEMES, scheme_of

FOOTING = "　"
"""Stands for a line break where a line cannot be broken: in headings and cells of tables."""
_MOST_TOLD = 200


@dataclass
class Writing:
    """What is known while one file is written anew. `unit` is what its places are counted in."""

    surroundings: Surroundings
    unit: str
    pictures: Pictures = field(init=False)
    doubts: list[Doubt] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    """How often something was taken away or put another way, by what is told of it, with `{}` for the number."""
    left_out: list[tuple[str, str]] = field(default_factory=list)
    added: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pictures = Pictures(self.surroundings)

    def doubt(self, number: int, message: str, remedy: str = "", *, must: bool = False) -> None:
        """Something to be confirmed, at a place; beyond so many that nobody would read them, only counted."""
        if len(self.doubts) < _MOST_TOLD:
            self.doubts.append(Doubt(number, message, remedy, must, self.unit))
        else:
            self.lose("还有 {} 条，同上面的一样，没有一一列出")

    def lose(self, what: str) -> None:
        """Count what was taken away, its words kept."""
        self.counts[what] = self.counts.get(what, 0) + 1

    def link(self, words: str, address: str, number: int) -> str:
        """A link with these words, which are Markdown; the words alone where the address is none for readers."""
        lead, core, tail = around(words)
        target = address.strip().strip("<>").strip()
        scheme = scheme_of(target)
        if not core:
            return words
        if scheme in OPEN_SCHEMES:
            return f"{lead}[{core}]({_plain_address(target)}){tail}"
        if scheme:
            self.doubt(number, f"链接的地址{shown(target, 40)}不能用，只留下文字", "需要链接的，换成网址")
        elif target.startswith("#") or not target:
            self.lose("页内的链接 {} 处去掉了，字都留着")
        elif id_ := self.surroundings.record(target):
            self._tell_place(target, number)
            return f"{lead}[{core}](xk:{id_}){tail}"
        else:
            self.doubt(
                number,
                f"链接到{shown(target, 40)}，这一批里没有，只留下文字",
                "那一份也导入以后，写成 [文字](xk:编号)；是附件的，放进 media",
            )
        return words

    def picture(self, alt: str, address: str, number: int, width: str = "") -> str:
        """A picture; nothing, and the reason told, where it cannot be had."""
        name = self.pictures.name(address.strip().strip("<>").strip())
        if name:
            size = f"{{ width={width} }}" if re.fullmatch(r"[1-9]\d{0,3}", width) else ""
            return f"![{escaped(' '.join(alt.split()))}]({name}){size}"
        where = shown(address if len(address) < 200 else address[:40], 60)
        named = f"（说明是{shown(alt, 40)}）" if alt.strip() else ""
        if scheme_of(address) in ("http", "https", "//"):
            self.doubt(
                number,
                f"网上的图{where}{named}没有下载",
                "用浏览器存下来，放进 media，写 ![说明](media/文件名)",
            )
        else:
            self.doubt(
                number,
                f"图{where}{named}找不到，或者不是 PNG、JPG、GIF、WebP",
                "把图片和原稿放在一起再导入，或者放进 media，写 ![说明](media/文件名)",
            )
        return ""

    def losses(self) -> Iterator[Doubt]:
        """What was counted, as it is told at the end."""
        for what, count in self.counts.items():
            yield Doubt(0, what.replace("{}", str(count), 1))

    def _tell_place(self, target: str, number: int) -> None:
        if "#" in target:
            self.doubt(
                number,
                f"链接{shown(target, 40)}只指到那一份材料，没有指到里面的一节",
                "要指到一节，写 xk:编号#小标题",
            )


def _plain_address(target: str) -> str:
    return re.sub(
        r"[\s()<>\"\\]", lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), target
    )
