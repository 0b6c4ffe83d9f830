"""The unit's own table of words: what is wrong or outdated, and enumerations that must be whole and in order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from xueku.model.declaration import Date, Line, Terms, Text, Value, declared

Weight = Literal["error", "warning", "hint"]


class WrongTerm(Value):
    """Words that are wrong or outdated, and the right one."""

    wrong: Annotated[Terms, Field(min_length=1)] = declared("错的写法", "[按装]", "可以写几个")
    right: Line = declared("对的写法", "安装")
    why: Text | None = declared("原因", "“安”是安放，“按”是用手压", default=None)
    source: Line | None = declared("依据", "《示例单位公文用语规定》", default=None)
    since: Date | None = declared("从哪天起", "2026-03-01", "改了名称的，写新名称施行的日子", default=None)
    severity: Weight = declared("轻重", "error", "error 错误、warning 警告、hint 提示", default="error")


class Enumeration(Value):
    """Things that are named together: all of them, in this order."""

    name: Line = declared("名称", "四步工作法")
    sequence: Annotated[Terms, Field(min_length=2)] = declared("各项", "[听, 记, 办, 回]", "按次序写全")
    why: Text | None = declared("原因", "少一步就不成一个来回", default=None)


class Mailbox(Value):
    """A mailbox of the unit, which may stand on the site."""

    address: Line = declared("信箱", "zhibu-gongzuo@danwei.example")
    note: Line | None = declared("说明", "支部公用信箱，由组织委员管", default=None)


@dataclass(frozen=True)
class Terminology:
    """The table, in its order."""

    terms: tuple[WrongTerm, ...] = ()
    enumerations: tuple[Enumeration, ...] = ()
