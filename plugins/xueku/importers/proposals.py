"""Fields that are proposed for a record from what a foreign file says: each from words that stand there, or left open."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from xueku.importers.agenda_table import Step
from xueku.importers.bylines import CREDIT, Byline, byline_of, is_name, unit_and_name
from xueku.importers.yaml_text import listed, scalar
from xueku.model.vocabulary import Vocabularies, Vocabulary

_MOST_TOPICS = 3
_MOST_SUMMARY = 160
_PERIOD = re.compile(r"20\d\d\s*年(?:第[一二三四]季度|[上下]半年|度|\d{1,2}月)")
_BOOK = re.compile(r"《[^《》]{2,40}》")
_WARNING = re.compile(r"警示|教训|通报|违纪|问题整改")
_RULES = re.compile(r"(?:办法|规定|规则|规范|条例|制度|细则|守则|章程|准则)(?:[（(].{1,12}[）)])?$")
_WRITERS = ("作者", "撰稿", "整理")
_SENDERS = ("供稿", "报送", "填报", "推荐")


@dataclass(frozen=True)
class Material:
    """What proposals are made from: words of the foreign file, by what they are."""

    title: str
    text: str
    """All words of the body, a line for each paragraph."""
    first: str = ""
    """The first paragraph of running text."""
    number: str = ""
    byline: Byline = field(default_factory=Byline)
    """The lines below the title that say whom it is from."""
    units: tuple[str, ...] = ()
    day: date | None = None
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """One field: its YAML behind the key, empty where nothing was found; why; and whether the record cannot do without it."""

    name: str
    yaml: str
    why: str = ""


def propose(kind: str, material: Material, vocabularies: Vocabularies) -> dict[str, Proposal]:
    """Proposals by field, for all kinds and for this one."""
    found = [
        Proposal("summary", _summary(material.first), "取正文的第一句"),
        Proposal("topics", _topics(material, vocabularies["topics"]), "正文和标题里有这些词"),
        _unit(material),
    ]
    if own := _OF_KIND.get(kind):
        found += own(material, vocabularies)
    return {one.name: one for one in found}


def _unit(material: Material) -> Proposal:
    if material.units:
        return Proposal("unit", scalar(material.units[0]), "落款的单位")
    for one in CREDIT.finditer(material.text):
        if one["what"] not in (*_WRITERS, *_SENDERS):
            continue
        unit = byline_of(one["name"]).unit
        is_named = one["of"] == "单位" or (one["what"] == "供稿" and not is_name(one["name"]))
        if unit or is_named:
            return Proposal("unit", scalar(unit or one["name"]), f"“{one['what']}{one['of'] or ''}”一行")
    unit = material.byline.unit
    return Proposal("unit", scalar(unit) if unit else "", "标题下的单位")


def _summary(text: str) -> str:
    """The first sentences of a text, as many as a summary holds."""
    kept = ""
    words = re.sub(r"^第[一二三四五六七八九十百〇零0-9]+条\s*", "", " ".join(text.split()))
    for sentence in re.findall(r"[^。！？]+[。！？]?", words):
        if kept and len(kept) + len(sentence) > 80:
            break
        kept += sentence
    if len(kept) > _MOST_SUMMARY:
        kept = kept[: _MOST_SUMMARY - 1] + "…"
    return scalar(kept) if kept else ""


def _topics(material: Material, vocabulary: Vocabulary) -> str:
    """The terms that the title names or that the text names most often."""
    counts = _counts(material, vocabulary)
    best = sorted(counts, key=lambda name: -counts[name])[:_MOST_TOPICS]
    return listed(best) if best else ""


def _counts(material: Material, vocabulary: Vocabulary) -> dict[str, int]:
    counts = {}
    for term in vocabulary.terms:
        words = (term.name, *term.also)
        count = sum(material.text.count(word) + 20 * material.title.count(word) for word in words)
        if count:
            counts[term.name] = count
    return counts


def _term(material: Material, vocabulary: Vocabulary) -> str:
    counts = _counts(material, vocabulary)
    return scalar(max(counts, key=lambda name: counts[name])) if counts else ""


def _case(material: Material, vocabularies: Vocabularies) -> list[Proposal]:
    year = re.search(r"(20\d\d)\s*年", material.text)
    found = str(material.day.year) if material.day else year[1] if year else ""
    is_warning = bool(_WARNING.search(material.title))
    return [
        Proposal("year", found, "落款或正文里的年份"),
        Proposal("field", _term(material, vocabularies["fields"]), "正文和标题里有这个词"),
        Proposal("tone", "警示" if is_warning else "正面", "凭标题"),
    ]


def _course(material: Material, vocabularies: Vocabularies) -> list[Proposal]:
    lines = []
    for step in material.steps:
        values = {
            "title": step.title,
            "minutes": str(step.minutes),
            "mode": step.mode,
            "lead": step.lead,
            "notes": step.notes,
        }
        given = [
            f"{name}: {value if name == 'minutes' else scalar(value)}"
            for name, value in values.items()
            if value
        ]
        lines.append("\n  - " + "\n    ".join(given))
    total = sum(step.minutes for step in material.steps)
    return [
        Proposal("time_required", str(total) if total else "", "议程各环节之和"),
        Proposal("form", _term(material, vocabularies["forms"]), "正文里有这个词"),
        Proposal("agenda", "".join(lines), "取自流程表"),
    ]


def _guide(material: Material, vocabularies: Vocabularies) -> list[Proposal]:
    period = _PERIOD.search(f"{material.title}\n{material.text}")
    books = list(dict.fromkeys(_BOOK.findall(material.text)))[:20]
    readings = "".join(f"\n  - title: {scalar(book)}" for book in books)
    return [
        Proposal("period", scalar(period[0]) if period else "", "标题或正文里的时间"),
        Proposal("readings", readings, "正文里带书名号的名称，不是书目的请删去"),
    ]


def _article(material: Material, vocabularies: Vocabularies) -> list[Proposal]:
    named = [one for one in CREDIT.finditer(material.text) if one["of"] != "单位"]
    sent = [one["name"] for one in named if one["what"] == "供稿"]
    authors = (
        *(byline_of(one["name"]).author or one["name"] for one in named if one["what"] in _WRITERS),
        material.byline.author,
        *(name for _, name in map(unit_and_name, sent)),
        *sent,
        *material.units[-1:],
        material.byline.unit,
    )
    author = next(filter(None, authors), "")
    return [
        Proposal("column", _term(material, vocabularies["columns"]), "正文里有这个词"),
        Proposal("author", scalar(author) if author else "", "标题下的名字、“作者”“供稿”一行或落款"),
    ]


def _work(material: Material, vocabularies: Vocabularies) -> list[Proposal]:
    year = str(material.day.year) if material.day else ""
    return [
        Proposal("genre", "制度" if _RULES.search(material.title) else "其他", "凭标题"),
        Proposal("issuer", scalar(material.units[0]) if material.units else "", "落款的单位"),
        Proposal("number", scalar(material.number) if material.number else "", "标题下的文号"),
        Proposal("year", year, "落款的年份"),
    ]


_OF_KIND: Mapping[str, Callable[[Material, Vocabularies], Sequence[Proposal]]] = {
    "case": _case,
    "course": _course,
    "guide": _guide,
    "article": _article,
    "work": _work,
}
