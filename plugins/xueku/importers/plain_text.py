"""The bytes of a foreign text file become text, whatever encoding people here use."""

from __future__ import annotations

from xueku.importers.converted import Doubt
from xueku.model.diagnostic import Recoding, XuekuError
from xueku.source.encoding import decode, recode


def text_of(name: str, content: bytes, doubts: list[Doubt]) -> str:
    """The text with LF line ends. Raises XuekuError if it is none, or in an encoding that cannot be told."""
    if not content.strip():
        raise XuekuError(name, "文件是空的", "从原稿重新复制一份")
    text, finding = decode(content, name)
    if finding is not None:
        recoded = recode(content, finding.fix.codec) if isinstance(finding.fix, Recoding) else None
        if recoded is None:
            raise XuekuError(name, finding.message, finding.remedy)
        text = recoded.decode()
        doubts.append(Doubt(0, f"{finding.message.partition('，')[0]}，已经转成 UTF-8", "看一看有没有乱码"))
    assert text is not None
    if "\0" in text:
        raise XuekuError(name, "这不是文本文件", "检查是不是选错了文件")
    return text.replace("\r\n", "\n").replace("\r", "\n")
