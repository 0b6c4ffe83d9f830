"""What an editor reads beside a page in the preview: its findings, what an import left to confirm, the way to its file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup, escape

from xueku.importers.confirmation import FOLDER, doubts_in
from xueku.model.diagnostic import Diagnostic, Severity
from xueku.model.settings import Settings
from xueku.update.remarks import Remarks

REPORTS = "/xueku-import/"
"""Below this address the server sends what `xueku import` wrote for editors."""

_ASIDE = re.compile(rb'<aside class="xk-record__aside"[^>]*>')
_MOST_ALIKE = 3
_WEIGHTS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "hint"}


class Notes:
    """What is known of every record's page; `take` is given what is new."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._by_path: dict[str, Remarks] = {}
        self._by_address: dict[str, str] = {}

    def take(self, remarks: Iterable[Remarks]) -> list[str]:
        """Know these; gives the addresses of the pages beside which something else stands now. A record that cannot be read any more keeps its page."""
        changed = []
        for one in remarks:
            before = self._by_path.get(one.path)
            if before is not None and not one.address:
                one = Remarks(one.path, before.id, before.address, before.is_draft, one.findings)
            self._by_path[one.path] = one
            if one.address:
                self._by_address[_folder_of(one.address)] = one.path
            if before != one and one.address:
                changed.append(one.address)
        return changed

    def beside(self, page: bytes, address: str, *, is_local: bool) -> tuple[bytes, bytes]:
        """The page with its notes in it, and what leads there from the strip above.

        Only whoever sits at this computer (`is_local`) is told where its files are.
        """
        path = self._by_address.get(_folder_of(address))
        if path is None:
            return page, b""
        remarks = self._by_path[path]
        edit = self._edit(path, 1, 1) if is_local else ""
        panel = self._panel(remarks, edit, is_local=is_local).encode()
        place = _ASIDE.search(page)
        at = place.end() if place else page.find(b"</main>")
        if at < 0:
            return page, b""
        links = f'<a href="#xk-notes">这一页{_counted(remarks.findings)}</a> ' + (
            f'<a href="{escape(edit)}">打开文件</a> ' if edit else ""
        )
        return page[:at] + panel + page[at:], links.encode()

    def report(self, address: str) -> bytes | None:
        """What an import wrote of one record, by the address below the server."""
        id_ = address.removeprefix(REPORTS).removesuffix(".html")
        file = self._report_of(id_)
        return file.read_bytes() if file else None

    def _panel(self, remarks: Remarks, edit: str, *, is_local: bool) -> str:
        way = _link(edit, remarks.path) if edit else escape(remarks.path)
        faults, hints = _parted(remarks.findings)
        fixes = sum(finding.fix is not None for finding in remarks.findings)
        return Markup(
            '<section class="xk-notes" id="xk-notes" aria-label="这一页要改的" data-xk-preview>'
            '<p class="xk-notes__title">只在预览里有</p><p class="xk-notes__file">{}</p>{}{}{}{}{}</section>'
        ).format(
            way,
            "" if remarks.findings else Markup("<p>没有要改的地方。</p>"),
            self._list(f"要改的 {len(faults)} 处", faults, is_local=is_local, is_open=True),
            self._doubts(remarks),
            self._list(f"提示 {len(hints)} 处", hints, is_local=is_local, is_open=not faults),
            Markup("<p>运行 <code>xueku check --fix</code>，其中 {} 处程序自己能改好。</p>").format(fixes)
            if fixes
            else "",
        )

    def _list(self, title: str, findings: Sequence[Diagnostic], *, is_local: bool, is_open: bool) -> Markup:
        """Findings below a title; of many that say the same one, and the others folded."""
        rows = Markup("")
        for alike in _alike(findings):
            # Each error asks for something of its own.
            is_whole = len(alike) <= _MOST_ALIKE or alike[0].severity == Severity.ERROR
            shown, folded = (alike, []) if is_whole else (alike[:1], alike[1:])
            rows += Markup("").join(self._finding(one, is_local=is_local) for one in shown)
            if folded:
                rest = Markup("").join(self._finding(one, is_local=is_local) for one in folded)
                rows += Markup(
                    "<li><details><summary>{} 还有 {} 处</summary><ol>{}</ol></details></li>"
                ).format(folded[0].code, len(folded), rest)
        if not findings:
            return rows
        opened = Markup(" open") if is_open else ""
        return Markup("<details{}><summary>{}</summary><ol>{}</ol></details>").format(opened, title, rows)

    def _finding(self, finding: Diagnostic, *, is_local: bool) -> Markup:
        span = finding.span
        place = f"{span.path}:{span.line}"
        edit = self._edit(span.path, span.line, span.column) if is_local else ""
        remedy = Markup("<p>改法：{}</p>").format(finding.remedy) if finding.remedy else ""
        return Markup(
            '<li class="xk-notes__{}"><p><b>{}</b> {} {}</p>{}<p class="xk-notes__place">{}</p></li>'
        ).format(
            _WEIGHTS[finding.severity],
            finding.severity.label,
            finding.code,
            finding.message,
            remedy,
            _link(edit, place) if edit else place,
        )

    def _doubts(self, remarks: Remarks) -> Markup:
        """What an import left to confirm, as long as the record is a draft."""
        file = self._report_of(remarks.id) if remarks.is_draft else None
        if file is None:
            return Markup("")
        items = [*doubts_in(file.read_text("utf-8", "replace"))]
        rows = Markup("").join(Markup("<li>{}</li>").format(one) for one in items)
        return Markup(
            '<details><summary>导入时待确认 {} 条</summary><ol>{}</ol><p><a href="{}">原稿和结果左右对照</a></p></details>'
        ).format(len(items), rows, f"{REPORTS}{remarks.id}.html")

    def _report_of(self, id_: str) -> Path | None:
        file = self._settings.root / FOLDER / f"{id_}.html"
        return file if re.fullmatch("[a-z0-9-]+", id_) and file.is_file() else None

    def _edit(self, path: str, line: int, column: int) -> str:
        """The address that opens a file in the editor; empty where the settings name none."""
        if self._settings.site.editor == "none":
            return ""
        place = (self._settings.root.resolve() / path).as_posix()
        return f"vscode://file/{quote(place.lstrip('/'), safe='/:')}:{line}:{column}"


def _parted(findings: Sequence[Diagnostic]) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """What there is to mend, errors first, and what only to think of."""
    faults = sorted((one for one in findings if one.severity > Severity.HINT), key=lambda one: -one.severity)
    return faults, [one for one in findings if one.severity == Severity.HINT]


def _alike(findings: Sequence[Diagnostic]) -> list[list[Diagnostic]]:
    """Findings by their codes, in the order in which these come first."""
    by_code: dict[str, list[Diagnostic]] = {}
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
    return [*by_code.values()]


def _counted(findings: Sequence[Diagnostic]) -> str:
    """How much there is to mend, and to think of."""
    faults, hints = _parted(findings)
    parts = (f"要改的 {len(faults)} 处" if faults else "", f"提示 {len(hints)} 处" if hints else "")
    return "，".join(filter(None, parts)) or "没有要改的"


def _folder_of(address: str) -> str:
    """`courses/chongwen-shici`, of every page of that record."""
    return "/".join(address.split("/")[:2]) if address.count("/") >= 2 else ""


def _link(address: str, words: str) -> Markup:
    return Markup('<a href="{}" title="在 VS Code 里打开">{}</a>').format(address, words)
