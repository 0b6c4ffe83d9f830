"""Words, links, pictures and marks within a line: what our Markdown lacks is put another way, or its words are kept and the loss is told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

from xueku.importers.escaping import escaped
from xueku.importers.html.tags import GONE, KNOWN, STRONG, WEAK
from xueku.importers.writing import FOOTING, Writing
from xueku.model.diagnostic import shown

_ADDRESS = r"(?P<{name}><[^<>\n]{{0,2000}}>|(?:[^()\n\"]|\([^()\n]{{0,500}}\)){{0,2000}}?)(?:\s+(?:\"[^\"\n]{{0,300}}\"|'[^'\n]{{0,300}}'))?\s*\)"
_TOKEN = re.compile(
    "|".join(
        (
            r"(?P<code>(?<!`)(?P<ticks>`{1,8})(?!`)[^\n]{1,2000}?(?<!`)(?P=ticks)(?!`))",
            r"(?P<escape>\\[!-/:-@\[-`{-~])",
            r"(?P<comment><!--.*?-->|%%[^%\n]{0,2000}%%)",
            r"<(?P<auto>(?:https?://|mailto:)[^\s<>]{1,2000})>",
            rf"(?P<gone><(?P<gone_tag>{'|'.join(sorted(GONE))})(?=[\s/>])[^<>\n]{{0,2000}}>(?:(?!</(?P=gone_tag)).){{0,2000}}(?:</(?P=gone_tag)\s*>)?)",
            r"<a\s(?P<anchor>[^<>\n]{0,2000})>(?P<anchored>(?:(?!</?a[\s>]).){0,2000})</a\s*>",
            r"<(?P<close>/?)(?P<tag>[A-Za-z][A-Za-z0-9]{0,12}(?::[a-z]{1,10})?)(?P<attributes>(?:\s[^<>\n]{0,2000})?)/?>",
            r"!\[\[(?P<embed>[^\[\]\n]{1,300})\]\]",
            r"\[\[(?P<wiki>[^\[\]\n]{1,300})\]\]",
            r"!\[(?P<alt>[^\[\]\n]{0,500})\]\(\s*" + _ADDRESS.format(name="source"),
            r"(?P<note>\[\^[^\[\]\s]{1,60}\])",
            r"\[(?P<words>(?:[^\[\]\\\n]|\\.|!?\[[^\[\]\n]{0,500}\](?:\([^()\n]{0,500}\))?){1,1000})\]\(\s*"
            + _ADDRESS.format(name="target"),
            r"\[(?P<named>[^\[\]\n]{1,500})\]\[(?P<label>[^\[\]\n]{0,200})\]",
            r"\[(?P<short>[^\[\]\n]{1,200})\]",
            r"==(?P<marked>[^=\s](?:[^=\n]{0,500}[^=\s])?)==",
            r"~~(?P<struck>[^~\s](?:[^~\n]{0,500}[^~\s])?)~~",
            r"(?P<math>(?<![\\$\w])\$(?=[^\s$])[^$\n]{0,300}[\\^_][^$\n]{0,300}(?<=\S)\$(?![\d$]))",
            r"(?P<block>[ \t]\^[A-Za-z0-9-]{1,40}$)",
            r"(?P<stray>[{}\[\]`])",
            r"(?P<less><(?=[A-Za-z/!?]))",
        )
    ),
    re.MULTILINE,
)
_ATTRIBUTE = re.compile(r"([A-Za-z-]{1,30})\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_WIDTH = re.compile(r"(\d{1,4})(?:x\d{1,4})?")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?|heic|avif)$", re.IGNORECASE)


@dataclass
class Inline:
    """Writes the words of one file. `references` are its addresses that are named apart (`[名]: 地址`)."""

    writing: Writing
    references: Mapping[str, str] = field(default_factory=dict)

    def words(self, text: str, number: int, *, is_single: bool = False) -> str:
        """The Markdown of some lines, `number` being the first one's; `is_single` where a line cannot be broken."""
        balanced = _balanced(text)

        def replaced(match: re.Match[str]) -> str:
            return self._token(match, number + text.count("\n", 0, match.start()), is_single, balanced)

        return _TOKEN.sub(replaced, text)

    def _token(self, match: re.Match[str], number: int, is_single: bool, balanced: frozenset[str]) -> str:
        found = match.groupdict()
        if found["code"] or found["escape"] or found["note"]:
            return match[0]
        if found["tag"] or found["gone"] or found["anchored"] is not None:
            return self._html(match, number, is_single, balanced)
        if found["embed"] or found["wiki"]:
            return self._wiki(match, number)
        if found["source"] is not None:
            return self.writing.picture(found["alt"], found["source"], number)
        if found["target"] is not None:
            return self.writing.link(
                self.words(found["words"], number, is_single=is_single), found["target"], number
            )
        if found["auto"]:
            return self.writing.link(escaped(found["auto"].removeprefix("mailto:")), found["auto"], number)
        if found["named"] or found["short"]:
            return self._named(match, number, is_single)
        return self._mark(match, number, is_single)

    def _mark(self, match: re.Match[str], number: int, is_single: bool) -> str:
        found = match.groupdict()
        if found["marked"]:
            words = self.words(found["marked"], number, is_single=is_single)
            if "*" in words or "*" in (
                match.string[: match.start()][-1:],
                match.string[match.end() : match.end() + 1],
            ):
                self.writing.lose("标亮（==…==）{} 处去掉了，字都留着")
                return words
            self.writing.lose("标亮（==…==）{} 处写成了加粗")
            return f"**{words}**"
        if found["struck"]:
            self.writing.doubt(
                number, f"删除线去掉了，字留着：{shown(found['struck'], 40)}", "真要删的，把字删去"
            )
            return self.words(found["struck"], number, is_single=is_single)
        if found["comment"]:
            self.writing.left_out.append(("批注", match[0].strip("<>!-% ")))
            return ""
        if found["math"]:
            self.writing.doubt(
                number, f"公式{shown(match[0], 40)}当作代码，原样留着", "换成文字，或者截成图片"
            )
            return f"`{match[0]}`"
        if found["block"]:
            self.writing.lose("段落的记号（^…）{} 处去掉了")
            return ""
        return "&lt;" if found["less"] else f"\\{match[0]}"

    def _named(self, match: re.Match[str], number: int, is_single: bool) -> str:
        named = match["named"] or match["short"]
        address = self.references.get((match["label"] or named).lower())
        words = self.words(named, number, is_single=is_single)
        if address is not None:
            return self.writing.link(words, address, number)
        return f"\\[{words}\\]" + (f"\\[{escaped(match['label'])}\\]" if match["label"] is not None else "")

    def _wiki(self, match: re.Match[str], number: int) -> str:
        target, _, alias = (match["embed"] or match["wiki"]).replace("\\|", "|").partition("|")
        target = target.strip()
        if match["embed"]:
            width = _WIDTH.fullmatch(alias.strip())
            if _PICTURE.search(target):
                return self.writing.picture("" if width else alias, target, number, width[1] if width else "")
            self.writing.doubt(number, f"嵌入的{shown(target)}写成了链接或文字", "要它的内容，抄进来")
            alias = "" if width else alias
        return self.writing.link(escaped(alias.strip() or target), target, number)

    def _html(self, match: re.Match[str], number: int, is_single: bool, balanced: frozenset[str]) -> str:
        if match["gone"]:
            words = unescape(re.sub(r"<[^<>]*>", "", match["gone"])).strip()
            self.writing.left_out.append((f"<{match['gone_tag']}> ", words or match["gone_tag"]))
            return ""
        if match["anchored"] is not None:
            words = self.words(match["anchored"], number, is_single=is_single)
            address = attributes_of(match["anchor"]).get("href", "")
            if not address:
                self.writing.lose("锚点 {} 处去掉了，字都留着")
                return words
            return self.writing.link(words, address, number)
        tag = match["tag"].lower()
        if tag.partition(":")[0] not in KNOWN and ":" not in tag:
            return "&lt;" + match[0][1:]
        if tag == "br":
            return FOOTING if is_single else "  \n"
        if tag == "img":
            found = attributes_of(match["attributes"])
            return self.writing.picture(
                found.get("alt", ""), found.get("src", ""), number, found.get("width", "").removesuffix("px")
            )
        if tag in balanced:
            return "**" if tag in STRONG else "*"
        if not match["close"]:
            self.writing.lose(f"HTML 标签 <{tag}> {{}} 处去掉了，字都留着")
        return ""


def _balanced(text: str) -> frozenset[str]:
    """The elements of emphasis that are closed as often as they are opened in a text."""
    return frozenset(
        tag
        for tag in STRONG | WEAK
        if f"<{tag}" in text.lower()
        and len(re.findall(rf"<{tag}(?=[\s>])", text, re.IGNORECASE))
        == len(re.findall(rf"</{tag}\s*>", text, re.IGNORECASE))
    )


def attributes_of(text: str) -> dict[str, str]:
    """The attributes of an element, by name."""
    return {
        match[1].lower(): unescape(match[2] or match[3] or match[4] or "")
        for match in _ATTRIBUTE.finditer(text)
    }
