"""What every learning resource has (schema.org LearningResource), whatever its kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, ClassVar, Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from xueku.model.declaration import (
    EXAMPLE_RECORD,
    EXAMPLE_WORK,
    Date,
    Flag,
    Id,
    Ids,
    Line,
    Lines,
    Minutes,
    Terms,
    Text,
    Value,
    Year,
    as_list,
    declared,
)

Status = Literal["draft", "published", "withdrawn"]

MOST_TITLE = 60
"""How many characters a title has at most."""
_NUMBERING = re.compile(r"^[一二三四五六七八九十\d]+[、.．]\s*")


@dataclass(frozen=True)
class Kind:
    """What a content type is called, where its records stand and what they must have.

    `collection` is the folder under `content/` and the first part of every address; `parts` are the files that a
    record's folder may hold beside `index.md`; `sections` are the headings that a body must have, in order;
    `has_articles` says that paragraphs starting with 第…条 get an anchor of that number.
    """

    name: str
    collection: str
    label: str
    door: str
    noun: str
    summary: str
    parts: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    has_articles: bool = False

    def missing_sections(self, headings: Iterable[str]) -> list[str]:
        """The sections that none of these headings of the second level begins: 一、主要做法 begins 做法."""
        written = [unnumbered(heading) for heading in headings]
        return [title for title in self.sections if not any(title in heading for heading in written)]


def unnumbered(heading: str) -> str:
    """The words of a heading without its number."""
    return _NUMBERING.sub("", heading)


class Citation(Value):
    """A source of a record: a work of the library (`work`), or a text outside it (`title`)."""

    work: Id | None = declared("原文编号", EXAMPLE_WORK, refers_to=True, default=None)
    articles: Lines = declared("条款", '["3", "12"]', "原文里的条号", default=())
    title: Line | None = declared("题名", "《示例读本》", "库外文献写题名", default=None)
    author: Line | None = declared("责任者", "示例编写组", default=None)
    publisher: Line | None = declared("出版者", "示例出版社", default=None)
    year: Year | None = declared("年份", "2026", default=None)
    note: Line | None = declared("说明", "第二节用到", default=None)

    @model_validator(mode="after")
    def _names_one_source(self) -> Citation:
        if (self.work is None) == (self.title is None):
            raise PydanticCustomError("citation", "citation")
        return self


class Attachment(Value):
    """A file that goes with a record, relative to the record's own folder."""

    file: Line = declared("文件", "media/qingjingka.pdf")
    title: Line = declared("名称", "情景卡（5 张）")


class LearningResource(Value):
    """One record of the library. A kind adds its own fields; these are common to all."""

    kind: ClassVar[Kind]

    id: Id = declared("编号", "chongwen-shici", "小写字母、数字和连字符；发布后不再改，网址由它决定")
    title: Line = declared("标题", "重温入党誓词", max_length=MOST_TITLE)
    summary: Text = declared("提要", "用一句话说清楚这份材料能帮人做什么", max_length=160)
    status: Status = declared(
        "状态", "draft", "draft 草稿、published 发布、withdrawn 撤下", default="published"
    )
    topics: Terms = declared(
        "主题", "[党性教育]", vocabulary="topics", facet=True, min_length=1, max_length=6
    )
    audience: Terms = declared("对象", "[支部全体]", vocabulary="audiences", facet=True, default=())
    unit: Line | None = declared("单位", "示例单位第一支部", facet=True, default=None)
    authors: Lines = declared("编写", "[示例编写组]", default=())
    date: Date = declared("日期", "2026-07-01", "本版写成的日子")
    review_by: Date | None = declared("复核日期", "2027-06-30", "到这一天要再看一遍", default=None)
    keywords: Terms = declared("关键词", "[入党誓词, 承诺]", default=())
    sources: Annotated[tuple[Citation, ...], as_list] = declared(
        "依据", f'[{{work: {EXAMPLE_WORK}, articles: ["3"]}}]', default=()
    )
    related: Ids = declared("相关", f"[{EXAMPLE_RECORD}]", "另一份材料的编号", refers_to=True, default=())
    time_required: Minutes | None = declared("时长", "90", "分钟，只写数字", default=None)
    attachments: Annotated[tuple[Attachment, ...], as_list] = declared(
        "附件", "[{file: media/qingjingka.pdf, title: 情景卡}]", default=()
    )
    sample: Flag = declared("示例", "true", "演示内容写 true，页面上会标明", default=False)
