"""Markdown becomes Prose: headings, links and refused markup with places, and the words alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import unescape

from xueku.model.diagnostic import Diagnostic, Span
from xueku.model.prose import FILLER, Heading, Link, Prose, Refused
from xueku.source.code_blocks import code_lines
from xueku.source.nesting import too_deep
from xueku.source.silences import silenced_by_comments

# A line that is less indented, or no more quoted, leaves the block open.
_FENCED = re.compile(
    r"^(?P<indent>(?P<quoted> *>)?[ >]*)(?P<fence>`{3,}|~{3,})(?P<header>[^\n]*)"
    r"(?:\n(?!(?P=indent)(?P=fence) *$)(?:(?(quoted) *>[ >]*| *)$|(?P=indent)[^\n]*))*"
    r"(?P<close>\n(?P=indent)(?P=fence) *$)?",
    re.MULTILINE,
)
_ONLY_FILLER = re.compile(rf"[ \t]*{FILLER}[ \t{FILLER}]*")
_COMMENT = re.compile(r"<!--(?:(?!<!--|-->).)*-->", re.DOTALL)
_HALF_COMMENT = re.compile(r"<!-?\s*\Z")
_TICKS = re.compile(r"`+|\n\s*\n")
# No pattern here has two ways to match one stretch of blanks: a line of them must not cost the square of its length.
_HEADING = re.compile(r"^(?P<marks>#{1,6})(?P<text>[^\n]*)$", re.MULTILINE)
_UNDERLINED = re.compile(r"^(?P<text>[^\s#>|*-][^\n]*)\n(?P<marks>=+|-{2,})[ \t]*$", re.MULTILINE)
_LINK = re.compile(
    r"(?<!\\)(?P<image>!?)\[(?P<text>(?:[^\[\]\n]|\[[^\[\]\n]*\](?:\([^()\n]*\))?|\n(?!\n))*)\]"
    r"\((?P<inside>(?:[^()\n]|\([^()\n]*\))*)\)"
)
_TITLE = re.compile(r"[ \t][\"'“]")
_DEFINITION = re.compile(r"^ *\[(?!\^)(?P<text>[^\[\]\n]+)\]:[ \t]*<?(?P<target>[^\s>]+)>?", re.MULTILINE)
_IMAGE_LABEL = re.compile(r"!\[[^\[\]\n]*\] ?\[(?P<label>[^\[\]\n]+)\]")
_AUTOLINK = re.compile(r"<(?P<target>(?:https?|ftp|mailto):[^\s<>]+)>", re.IGNORECASE)
_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(?:\s+[a-zA-Z@:_][^<>]*)?\s*/?>|<!--|<![A-Za-z]|<\?")
_ATTRIBUTES = re.compile(r"\{:?[ \t]*(?=[#.]|[\w-]+=)[^{}\n]*\}")
_BRACES = re.compile(r"\{[^{}\n]*\}")
_UNSAFE_ATTRIBUTE = re.compile(
    r"(?:^|[\s{:])(?P<name>on\w+|style|src|href|srcset|action|formaction|name)\s*=", re.I
)
_RESERVED_ID = re.compile(r"(?:[#.]|\bid=[\"']?)(?P<name>(?:__|md-|xk-)[\w-]*)", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[0-9a-zA-Z]{2,32});")
_MARKUP = re.compile(
    r"\\[\\`*_{}\[\]()>#+.!|-]|^[ \t]*(?:[-*+]|\d+\.)[ \t]+(?:\[[ xX]\][ \t])?|^[ \t]*>+[ \t]?|^#{1,6}[ \t]*|^[ \t]*(?:!!!|\?\?\?\+?|===)[^\n\"“]*"
    r"|^[ \t|:-]+$|[*_~`|]|\[\^[^\[\]\n]+\]:?",
    re.MULTILINE,
)


def read_prose(
    markdown: str, path: str, origins: tuple[tuple[str, int], ...], indent: int = 0
) -> tuple[Prose, list[Diagnostic]]:
    """The Prose of one part, without any text if it nests too deep. `origins` has one entry a line of `markdown`; `indent`: see Prose."""
    bare = Prose(path, markdown, markdown, markdown, origins, indent=indent)
    if deep := [*too_deep(markdown, bare.span)]:
        return Prose(path, "", "", "", ()), deep
    findings = list(_unclosed_fences(bare))
    if half := _HALF_COMMENT.search(markdown):
        remedy = "补上写到一半的批注，或删掉这几个字；后面如果还有正文，从原稿补回来"
        findings.append(Diagnostic(bare.span(half.start()), "XK023", "文件到这里断了", remedy))
    without_fences = _FENCED.sub(_blank_fence, markdown)
    without_blocks = _blank_at(without_fences, _indented_code(markdown))
    without_code = _blank_spans(without_blocks)
    comments = [match.span() for match in _COMMENT.finditer(without_code)]
    silenced = silenced_by_comments(bare, comments, findings)
    visible = _fill_at(markdown, comments)
    scanned = _blank_at(without_code, comments)
    links = tuple(sorted(_links(scanned, bare.span), key=lambda link: link.span))
    prose = Prose(
        path=path,
        markdown=visible,
        outline=scanned,
        words=_words(scanned),
        origins=origins,
        headings=tuple(sorted(_headings(scanned, bare.span), key=lambda heading: heading.span)),
        links=links,
        refused=tuple(
            sorted(
                [*_refused(scanned, bare.span), *_in_headers(visible, bare.span)],
                key=lambda found: found.span,
            )
        ),
        silenced=silenced,
        indent=indent,
    )
    return prose, findings


def _blank(text: str) -> str:
    """Spaces of equal length; line ends stay."""
    return re.sub(r"[^\n]", " ", text)


def _blank_at(text: str, spans: Sequence[tuple[int, int]]) -> str:
    pieces, end = [], 0
    for start, stop in spans:
        pieces += [text[end:start], _blank(text[start:stop])]
        end = stop
    return "".join([*pieces, text[end:]])


def _fill_at(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, stop in spans:
        text = text[:start] + re.sub(r"[^\n]", FILLER, text[start:stop]) + text[stop:]
    return text


def _blank_fence(match: re.Match[str]) -> str:
    """A code block that does not end is converted as text, so it is read as text."""
    return _blank(match.group()) if match["close"] else match.group()


def _indented_code(markdown: str) -> list[tuple[int, int]]:
    """The stretches of indented code, from the first sign of each line to its last."""
    read = _FENCED.sub(_word_for_fence, markdown)
    comments = [match.span() for match in _COMMENT.finditer(_blank_spans(read))]
    with_gaps = _fill_at(read, comments).split("\n")
    # What is converted has no comments, and no lines that held nothing else.
    numbers = [number for number, line in enumerate(with_gaps) if not _ONLY_FILLER.fullmatch(line)]
    found = code_lines([with_gaps[number].replace(FILLER, "") for number in numbers])
    if not found:
        return []
    code = {numbers[index] for index in found}
    spans, start = [], 0
    for number, line in enumerate(markdown.split("\n")):
        if number in code:
            spans.append((start + len(line) - len(line.lstrip(" >\t")), start + len(line)))
        start += len(line) + 1
    return spans


def _word_for_fence(match: re.Match[str]) -> str:
    """What a fenced block is while blocks are told apart: one line with a word; the other lines are as if they were comments."""
    if not match["close"]:
        return match.group()
    return f"{match['indent']}x" + f"\n{FILLER}" * match.group().count("\n")


def _blank_spans(text: str) -> str:
    """`text` with code spans blanked: a run of backticks, up to the next of equal length in the paragraph."""
    closing: dict[int, re.Match[str]] = {}
    following: dict[int, re.Match[str] | None] = {}
    marks = list(_TICKS.finditer(text))
    for mark in reversed(marks):
        if mark.group().startswith("`"):
            following[mark.start()] = closing.get(len(mark.group()))
            closing[len(mark.group())] = mark
        else:
            closing.clear()
    spans: list[tuple[int, int]] = []
    for mark in marks:
        close = following.get(mark.start())
        is_escaped = text.startswith("\\", max(0, mark.start() - 1))
        if close and not is_escaped and (not spans or mark.start() >= spans[-1][1]):
            spans.append((mark.start(), close.end()))
    return _blank_at(text, spans)


def _unclosed_fences(prose: Prose) -> Iterator[Diagnostic]:
    for match in _FENCED.finditer(prose.markdown):
        if not match["close"]:
            remedy = f"在代码末尾单独写一行 {match['fence']}"
            yield Diagnostic(prose.span(match.start("fence")), "XK016", "代码块没有结束", remedy)


def outline_faults(markdown: str, path: str, first_line: int) -> Iterator[Diagnostic]:
    """A finding where a text nests too deep, and on each code block that does not end; it starts in `first_line` of its file."""
    origins = tuple((path, first_line + number) for number in range(markdown.count("\n") + 1))
    bare = Prose(path, markdown, markdown, markdown, origins)
    yield from [*too_deep(markdown, bare.span)] or _unclosed_fences(bare)


def _headings(text: str, span: Callable[[int, int], Span]) -> Iterator[Heading]:
    for match in _HEADING.finditer(text):
        words = _words(match["text"]).strip().rstrip("#").strip()
        yield Heading(len(match["marks"]), words, span(match.start(), match.end()))
    for match in _UNDERLINED.finditer(text):
        if "|" not in match["text"]:
            level = 1 if match["marks"].startswith("=") else 2
            yield Heading(level, _words(match["text"]).strip(), span(match.start(), match.end("text")))


def _links(text: str, span: Callable[[int, int], Span]) -> Iterator[Link]:
    for match in _LINK.finditer(text):
        start, end = _target(match)
        target = match.string[start:end]
        yield Link(target, _words(match["text"]).strip(), span(start, end), bool(match["image"]))
        # An image inside a link's text.
        if "](" in match["text"]:
            start = match.start("text")
            yield from _links(match["text"], lambda a, b, start=start: span(start + a, start + b))  # type: ignore[misc]
    shown = {match["label"] for match in _IMAGE_LABEL.finditer(text)}
    for match in _DEFINITION.finditer(text):
        yield Link(match["target"], match["text"], span(*match.span("target")), match["text"] in shown)
    for match in _AUTOLINK.finditer(text):
        yield Link(match["target"], match["target"], span(*match.span("target")))


def _target(match: re.Match[str]) -> tuple[int, int]:
    """Where the address of a link stands: without its title, and without the brackets round it.

    Python-Markdown takes spaces in an address, so file names with spaces need no brackets.
    """
    inside = match["inside"]
    start = len(inside) - len(inside.lstrip())
    if inside[start : start + 1] == "<" and ">" in inside:
        end = inside.index(">")
        return match.start("inside") + start + 1, match.start("inside") + end
    title = _TITLE.search(inside) if inside.rstrip().endswith(('"', "'", "”")) else None
    end = start + len(inside[start : title.start() if title else None].rstrip())
    return match.start("inside") + start, match.start("inside") + end


def _refused(text: str, span: Callable[[int, int], Span]) -> Iterator[Refused]:
    without_autolinks = _AUTOLINK.sub(lambda match: _blank(match.group()), text)
    for match in _HTML.finditer(without_autolinks):
        yield Refused("html", match.group(), span(*match.span()))
    for match in _BRACES.finditer(text):
        for unsafe in (_UNSAFE_ATTRIBUTE.search(match.group()), _RESERVED_ID.search(match.group())):
            if unsafe:
                start = match.start() + unsafe.start("name")
                yield Refused("attribute", unsafe["name"], span(start, start + len(unsafe["name"])))


def _in_headers(text: str, span: Callable[[int, int], Span]) -> Iterator[Refused]:
    """Attributes in the first line of a code block; only its language is used."""
    for match in _FENCED.finditer(text):
        if match["close"] and (attribute := re.search(r"[\w-]+\s*=", match["header"])):
            start = match.start("header") + attribute.start()
            yield Refused(
                "attribute", attribute.group().rstrip("= "), span(start, start + len(attribute.group()))
            )


def _words(text: str) -> str:
    """`text` with link targets, attribute lists, tags and marks blanked at equal length; of an entity its character is left."""
    text = _LINK.sub(_link_words, text)
    for pattern in (_DEFINITION, _AUTOLINK, _HTML, _ATTRIBUTES):
        text = pattern.sub(lambda match: _blank(match.group()), text)
    return _ENTITY.sub(_character, _MARKUP.sub(_without_mark, text))


def _without_mark(match: re.Match[str]) -> str:
    """Blanks for a mark; a mark behind a backslash is a character that is read."""
    mark = match.group()
    return f" {mark[1]}" if mark.startswith("\\") else _blank(mark)


def _character(match: re.Match[str]) -> str:
    """What is read where an entity is written, blanks behind it; an entity that there is none of is read as it is."""
    read = unescape(match.group())
    return f"{read if read.isprintable() else ' '}".ljust(len(match.group()))


def _link_words(match: re.Match[str]) -> str:
    """The words of a link, and of an image inside it, at their places."""
    inside = _LINK.sub(_link_words, match["text"]) if "](" in match["text"] else match["text"]
    return (
        " " * (len(match["image"]) + 1) + inside + _blank(match.group()[match.end("text") - match.start() :])
    )
