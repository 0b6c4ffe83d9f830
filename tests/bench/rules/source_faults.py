"""Sources that are missing or wrong: XK604, XK607, XK608."""

from __future__ import annotations

from random import Random

from tests.bench.rules.fault import FaultClass
from tests.bench.rules.insertion import within
from tests.samples import WORK

NEEDED = {"library/规则.md": WORK}
"""What must stand beside the altered text for these faults to be faults."""


def _absent_article(random: Random, file: str) -> tuple[str, int] | None:
    lines = file.split("\n")
    end = lines.index("---", 1)
    article = random.choice(("99", "第三十条", "五十", "12-7"))
    lines[end:end] = ["sources:", "  - work: zhibu-gongzuo-guize", f'    articles: ["12", {article}]']
    return "\n".join(lines), end + 3


def _figure(random: Random) -> str:
    number = random.randint(2, 99)
    return random.choice(
        (f"同比增长 {number}%，", f"投入{number}亿元，", f"服务{number}万人次，", f"提高{number}个百分点，")
    )


def _document(random: Random) -> str:
    kind = random.choice(("条例", "规定", "办法", "规则", "意见", "准则", "细则"))
    return f"照《示例单位{random.choice(('考勤', '值班', '借阅', '用章'))}{kind}》办，"


CLASSES: tuple[FaultClass, ...] = (
    FaultClass("XK604", "条号在原文里没有", _absent_article),
    FaultClass("XK607", "数字没有出处", within(_figure)),
    FaultClass("XK608", "提到的文件库里没有", within(_document)),
)
