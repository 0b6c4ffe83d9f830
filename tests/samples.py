"""A small library of real prose that tests read, change and build."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from xueku.build import Checked, examine
from xueku.model.record import Record
from xueku.model.settings import Settings

TESTS = Path(__file__).parent
REPOSITORY = TESTS.parent

WORK = """\
---
id: zhibu-gongzuo-guize
title: 示例单位支部工作规则
summary: 示例单位支部怎样开会、怎样记录，只为演示而写。
topics: [组织生活]
date: 2026-03-12
genre: 制度
issuer: 示例单位
---

## 第一章　主题党日

第一条　支部每月安排一次主题党日，提前三日公布议题。

第十二条　会后七日内形成记录；三会一课的记录单独存放。

第十二条之一　记录由支部书记过目后归档。

## 第二章　附则

第二十四条　承诺只登记，不评比。
"""

COURSE = """\
---
id: chongwen-shici
title: 重温入党誓词
summary: 先回到宣誓那一天，再用一件小事检验今天的自己。
topics: [党性教育, 组织生活]
audience: [支部全体]
unit: 示例单位第一支部
date: 2026-06-05
keywords: [承诺卡, 七一]
time_required: 60
occasion: [七一前后]
form: 情景式
group_size: 8-40
agenda:
  - title: 那一天
    minutes: 20
    notes: 三位同志各讲六分钟。
  - title: 一件小事的检验
    minutes: 40
sources:
  - work: zhibu-gongzuo-guize
    articles: ["12"]
related: [dushu-san-bian]
---

## 会前怎样准备

规则对时间有要求，见[第十二条](xk:zhibu-gongzuo-guize#12)。

> 会后七日内形成记录。
>
> ——[《示例单位支部工作规则》第十二条](xk:zhibu-gongzuo-guize#12)

## 会后七日

- [ ] 当日：收齐承诺卡
- [x] 第七日：记录归档
"""

QUIZ = """\
title: 会后自测
questions:
  - type: single
    stem: 主题党日的议题应当提前几日公布？
    options:
      - text: 三日
        correct: true
      - text: 七日
    explanation: 见[第一条](xk:zhibu-gongzuo-guize#1)。
    source:
      work: zhibu-gongzuo-guize
      articles: ["1"]
"""

ALL_KINDS = """\
title: 会后自测
questions:
  - type: single
    stem: 主题党日的议题应当提前**几日**公布？
    options:
      - text: 三日
        correct: true
      - text: 七日
      - text: 十日
    explanation: 见[第一条](xk:zhibu-gongzuo-guize#1)。
    source: {work: zhibu-gongzuo-guize, articles: ["1"]}
  - type: multiple
    stem: 材料不齐时，清单上要写明哪几样？
    options:
      - text: 所缺材料
        correct: true
      - text: 办事人的家庭情况
      - text: 补交方式
        correct: true
  - type: judgment
    stem: 承诺登记以后要排出名次。
    answer: 错
    explanation: 承诺只登记，不评比。
  - type: blank
    stem: 会后____日内形成记录，主持人的发言不超过____。
    answer: [七, 三分之一｜1/3]
  - type: matching
    stem: 每件事在什么时候做？
    pairs:
      - {left: 公布议题, right: 会前三日}
      - {left: 形成记录, right: 会后七日}
      - {left: 记录归档, right: 会后七日}
  - type: ordering
    stem: 把接待的几步按先后排好。
    items: [听完来意, 当面勾出所缺材料, 说明怎样补交]
    topics: [窗口服务]
  - type: short
    stem: 写出今天看到的一处停顿和一条改法。
    answer: [写明地点, 写明谁来改]
"""
"""A quiz with every kind of question."""

HANDOUT = "## 情景卡一\n\n下班前十分钟，老人来办事，缺一份材料。\n"
HOST = "## 开场\n\n同志们请坐，手机请调到静音。\n"

CASE = """\
---
id: qing-dan-dang-mian-gou
title: 清单当面勾
summary: 缺哪一项材料，当着办事人的面勾出来，写明怎样补交。
topics: [窗口服务]
date: 2026-08-14
unit: 示例单位政务大厅
year: 2026
field: 窗口服务
---

## 背景

一个月里有七条意见说的是同一件事。

## 做法

每个事项印一张半页大的清单，首问负责到底。

## 成效

再问的人少了三十三人。

## 启示

先数一数，再商量。依据见[规则](../library/规则.md)。
"""

PATH = """\
---
id: xin-shuji
title: 新任书记
summary: 到任后的第一个月，先读规矩，再看别人怎么做。
topics: [组织生活]
date: 2026-11-12
steps:
  - record: zhibu-gongzuo-guize
    minutes: 60
  - record: qing-dan-dang-mian-gou
    minutes: 20
  - record: chongwen-shici
    minutes: 60
---

前一步自己读，后两步和支部的同志一起做。
"""

GUIDE = """\
---
id: 2026-q4
title: 2026年第四季度学习指引
summary: 一个季度读一份规则，分三次读完，每次带一个问题。
topics: [组织生活, 读书]
date: 2026-09-25
period: 2026年第四季度
time_required: 90
readings:
  - work: zhibu-gongzuo-guize
    chapters: 第一章
    minutes: 40
  - title: 《示例读本》
---

第一次读前三章。
"""


def article(id_: str, title: str, body: str, *fields: str, date: str = "2026-04-23") -> str:
    """A valid article; `fields` are further lines of its fields."""
    lines = [f"id: {id_}", f"title: {title}", f"summary: {title}，写给没有读过的人。", f"date: {date}"]
    lines += fields if any(line.startswith("topics") for line in fields) else ["topics: [读书]", *fields]
    return "\n".join(["---", *lines, "column: 读书分享", "author: 示例单位 某同志", "---", "", body, ""])


ARTICLE = article("dushu-san-bian", "一本书读三遍", "第一遍只画线，接着看[课程包](xk:chongwen-shici)。")

LIBRARY: Mapping[str, str] = {
    "library/规则.md": WORK,
    "courses/重温誓词/index.md": COURSE,
    "courses/重温誓词/quiz.yml": QUIZ,
    "courses/重温誓词/handout.md": HANDOUT,
    "courses/重温誓词/host.md": HOST,
    "cases/清单.md": CASE,
    "paths/新任书记.md": PATH,
    "guides/2026-q4/index.md": GUIDE,
    "articles/三遍.md": ARTICLE,
}


def write_content(root: Path, files: Mapping[str, str] = LIBRARY) -> Settings:
    """Write these files below `root/content`, with the vocabulary of the tests; return the settings."""
    shutil.copytree(TESTS / "vocab", root / "content" / "vocab", dirs_exist_ok=True)
    for name, text in files.items():
        place = root / "content" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, "utf-8")
    return Settings(root)


def examined(root: Path, files: Mapping[str, str] = LIBRARY) -> Checked:
    """The checked content of these files; fails if there are findings."""
    checked = examine(write_content(root, files))
    assert not checked.findings, "\n".join(map(str, checked.findings))
    return checked


def commit(root: Path, date: str) -> None:
    """Make `root` a repository with one commit of this date."""
    identity = {
        f"GIT_{who}_{what}": "xueku@example.com"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    dates = {"GIT_AUTHOR_DATE": "2020-01-01T00:00:00Z", "GIT_COMMITTER_DATE": date}
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "初稿"]):
        subprocess.run(["git", *command], cwd=root, env={**os.environ, **identity, **dates}, check=True)


def record(checked: Checked, id_: str) -> Record:
    return checked.linked.catalog.records[id_]
