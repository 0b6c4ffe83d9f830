"""待确认 as a page that stands by itself: source and result side by side, what was guessed above; no script, fit for paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape, unescape

from xueku.importers.converted import ROLE_NAMES, Doubt, Row
from xueku.importers.draft import Draft

FOLDER = "导入报告"
"""Where the pages stand, below the project's folder, unless an editor wants them elsewhere."""

_LIST = re.compile(r'<h2 id="doubts">.*?<ol>(.*?)</ol>', re.DOTALL)
_ITEM = re.compile(r"<li[^>]*>(.*?)</li>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_STYLE = """
:root{color-scheme:light dark}
body{margin:0 auto;max-width:76rem;padding:1.5rem;font:1rem/1.7 "Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#1c1c1c;background:#fff}
h1{font-size:1.5rem;margin:0 0 .25rem}h2{font-size:1.15rem;margin:2rem 0 .5rem}
p.about{margin:0;color:#555}
ol{padding-left:2.2rem}ol li{margin:.35rem 0}ol li span{display:block;color:#555;font-size:.92rem}
li.must{font-weight:600}li.must::marker{color:#a3151b}li.must span{font-weight:400}
table{border-collapse:collapse;width:100%;table-layout:fixed;margin:.5rem 0}
th,td{border:1px solid #c9c9c9;padding:.35rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#f3f1ec}thead{display:table-header-group}tr{break-inside:avoid}
.n{width:3rem;text-align:right}.r{width:6rem}td.r{color:#555}
td.source{white-space:pre-wrap}td.result{white-space:pre-wrap;font-family:"Noto Sans Mono CJK SC",Consolas,monospace;font-size:.92em}
tr.doubt td.n{background:#fbe9c8;font-weight:600}
a{color:#8f1d21}
@media (prefers-color-scheme:dark){body{color:#e8e6e1;background:#17181a}p.about,ol li span,td.r{color:#b5b2ab}th{background:#26282b}th,td{border-color:#4a4c50}tr.doubt td.n{background:#5a4312}a{color:#f0a3a5}li.must::marker{color:#ff9b9b}}
@media print{body{max-width:none;padding:0;font-size:10pt}a{color:inherit;text-decoration:none}@page{size:A4;margin:18mm 15mm}}
"""


def confirmation_page(title: str, source: str, path: str, draft: Draft) -> bytes:
    """The page for one record: `source` is the foreign file's name, `path` that of the record."""
    must = sum(doubt.must for doubt in draft.doubts)
    doubted = {doubt.number for doubt in draft.doubts if doubt.number}
    count = f"待确认 {len(draft.doubts)} 条" + (f"，其中 {must} 条必须填" if must else "")
    account = (
        "字数核对：一字不少，一字不多" if not draft.lost and not draft.more else "字数核对：有出入，见待确认"
    )
    html = f"""<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>待确认：{escape(title)}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>{escape(title)}</h1>
<p class="about">从 {escape(source)} 导入到 {escape(path)}。{count}。{account}。</p>
<h2 id="doubts">待确认</h2>
{_doubts(draft.doubts)}
<h2>原稿和结果</h2>
<table>
<thead><tr><th class="n" scope="col">{draft.unit}</th><th class="r" scope="col">当作</th><th scope="col">原稿</th><th scope="col">写成</th></tr></thead>
<tbody>
{"".join(_row(row, row.number in doubted) for row in draft.rows)}</tbody>
</table>
<h2>写好的材料</h2>
<table><tbody><tr><td class="result">{escape(draft.files["index.md"].decode())}</td></tr></tbody></table>
</main>
</body>
</html>
"""
    return html.encode()


def doubts_in(page: str) -> Iterator[str]:
    """What a page asks to confirm, each in one line."""
    found = _LIST.search(page)
    for item in _ITEM.findall(found[1] if found else ""):
        yield " ".join(unescape(_TAG.sub(" ", item)).split())


def _doubts(doubts: Sequence[Doubt]) -> str:
    if not doubts:
        return "<p>没有要确认的。</p>"
    return "<ol>\n" + "".join(map(_doubt, doubts)) + "</ol>"


def _doubt(doubt: Doubt) -> str:
    place = f'<a href="#p{doubt.number}">第 {doubt.number} {doubt.unit}</a>：' if doubt.number else ""
    remedy = f"<span>{escape(doubt.remedy)}</span>" if doubt.remedy else ""
    must = "（必须填）" if doubt.must else ""
    marked = ' class="must"' if doubt.must else ""
    return f"<li{marked}>{place}{escape(doubt.message)}{must}{remedy}</li>\n"


def _row(row: Row, is_doubted: bool) -> str:
    marked = ' class="doubt"' if is_doubted else ""
    return (
        f'<tr id="p{row.number}"{marked}><td class="n">{row.number}</td><td class="r">{ROLE_NAMES[row.role]}</td>'
        f'<td class="source">{escape(row.source)}</td><td class="result">{escape(row.markdown)}</td></tr>\n'
    )
