"""One project of the same pages for each engine, set up as its users set it up."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from tests.bench.build.pages import Page
from tests.bench.texts import ROOT
from xueku.render.markdown import EXTENSIONS

_TOPICS = ("党性教育", "组织生活", "规章制度", "理论学习", "窗口服务", "作风建设")


def write_own(folder: Path, pages: Sequence[Page]) -> None:
    """Records below `content/`, texts of the library and articles by turns, with the fields that such records have."""
    shutil.copytree(ROOT / "content/vocab", folder / "content/vocab")
    _write(folder / "docs/手册.md", "# 手册\n\n怎样用。\n")
    _write(folder / "mkdocs.yml", _OWN)
    for page in pages:
        _write(folder / own_source(page), own_record(page))


def own_source(page: Page) -> str:
    """Where the record of a page is."""
    return f"content/{_collection(page)}/{_day(page).year}/{page.name}.md"


def own_address(page: Page) -> str:
    """Where the page of a record is in the site."""
    return f"{_collection(page)}/{page.name}/index.html"


def own_record(page: Page) -> str:
    """The whole source of a record."""
    own = {
        "library": {"genre": "制度", "issuer": "示例机关", "year": str(_day(page).year)},
        "articles": {"column": "读书分享", "author": "示例作者"},
    }
    first, second = page.section % 6, page.number % 6
    fields = {
        "id": page.name,
        "title": f'"{page.title}"',
        "summary": f'"{page.title}，第 {page.number + 1} 份"',
        "topics": f"[{', '.join(_TOPICS[topic] for topic in sorted({first, second}))}]",
        "date": _day(page).isoformat(),
        **own[_collection(page)],
        "sample": "true",
    }
    head = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\n{head}---\n\n" + page.markdown(lambda number: f"xk:r{number:05}")


def write_mkdocs(folder: Path, sections: Sequence[str], pages: Sequence[Page], search: bool) -> None:
    """Material with a nav of sections only, each an index of its pages, and the extensions of ours that it has."""
    held = sorted({page.section for page in pages})
    nav = "".join(f"  - {sections[section]}: s{section:02}/index.md\n" for section in held)
    listed = [name for name in EXTENSIONS if not name.startswith("xueku")]
    extensions = "".join(f"  - {name}\n" for name in listed)
    plugins = "[search]" if search else "[]"
    _write(folder / "mkdocs.yml", _MKDOCS.format(nav=nav, plugins=plugins, extensions=extensions))
    _write(folder / "docs/index.md", "# 首页\n")
    for section in held:
        items = (f"- [{page.title}]({page.name}.md)\n" for page in pages if page.section == section)
        _write(folder / f"docs/s{section:02}/index.md", f"# {sections[section]}\n\n{''.join(items)}")
    for page in pages:
        _write(folder / f"docs/s{page.section:02}/{page.name}.md", mkdocs_page(page, pages))


def mkdocs_page(page: Page, pages: Sequence[Page]) -> str:
    """The source of a page; links lead to sources."""
    body = page.markdown(lambda number: f"../s{pages[number].section:02}/{pages[number].name}.md")
    return f"---\ntitle: {page.title}\n---\n\n# {page.title}\n\n{body}"


def write_hugo(folder: Path, sections: Sequence[str], pages: Sequence[Page]) -> None:
    """A layout as small as it can be: home, list of a section, single page with contents and neighbours; no search."""
    _write(folder / "hugo.toml", _HUGO)
    for name, layout in _LAYOUTS.items():
        _write(folder / "layouts" / name, layout)
    _write(folder / "content/_index.md", "---\ntitle: 首页\n---\n")
    for section in sorted({page.section for page in pages}):
        _write(folder / f"content/s{section:02}/_index.md", f"---\ntitle: {sections[section]}\n---\n")
    for page in pages:
        _write(folder / f"content/s{page.section:02}/{page.name}.md", hugo_page(page, pages))


def hugo_page(page: Page, pages: Sequence[Page]) -> str:
    """The source of a page; links lead to addresses."""
    body = page.markdown(lambda number: f"../s{pages[number].section:02}/{pages[number].name}.html")
    return f"---\ntitle: {page.title}\n---\n\n{body}"


def _collection(page: Page) -> str:
    return "articles" if page.number % 2 else "library"


def _day(page: Page) -> date:
    return date(2016, 1, 4) + timedelta(days=page.number % 3600)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


_OWN = """site_name: 基准
theme: {name: material, language: zh, font: false}
nav:
  - 首页: index.md
  - 文章: articles/index.md
  - 原文库: library/index.md
plugins:
  - xueku:
      # Laws cut into pages leave marks without their pairs, which would stop a build.
      rules: {XK803: warning, XK805: warning}
"""

_MKDOCS = """site_name: 基准
use_directory_urls: false
theme: {{name: material, language: zh, font: false}}
nav:
  - 首页: index.md
{nav}not_in_nav: r*.md
plugins: {plugins}
markdown_extensions:
{extensions}"""

_HUGO = """title = "基准"
baseURL = "http://127.0.0.1/"
locale = "zh-cn"
hasCJKLanguage = true
uglyURLs = true
disableKinds = ["taxonomy", "term", "rss"]
"""

_LAYOUTS = {
    "baseof.html": """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{{ .Title }} - {{ site.Title }}</title></head>
<body><nav>{{ range site.Sections }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</nav>
<main>{{ block "main" . }}{{ end }}</main></body></html>
""",
    "home.html": '{{ define "main" }}<h1>{{ .Title }}</h1>{{ .Content }}{{ end }}\n',
    "section.html": """{{ define "main" }}<h1>{{ .Title }}</h1>
<ul>{{ range .RegularPages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
""",
    "page.html": """{{ define "main" }}<h1>{{ .Title }}</h1>{{ .TableOfContents }}{{ .Content }}
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}
""",
}
