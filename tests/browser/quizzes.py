"""A small site whose quizzes have every kind of question, and how a reader answers them by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

from tests.samples import ALL_KINDS, LIBRARY, write_content
from tests.site.conftest import MANUAL, MKDOCS_YML, run

GUIDE_QUIZ = """\
- {type: judgment, stem: 做摘记时照抄全文。, answer: 错}
- {type: judgment, stem: 每次读书带一个问题。, answer: 对}
"""
COUNT = 7


def build_site(root: Path) -> Path:
    """The site, built."""
    files = {
        **LIBRARY,
        "courses/重温誓词/quiz.yml": ALL_KINDS,
        "guides/2026-q4/quiz.yml": GUIDE_QUIZ,
    }
    write_content(root, files)
    (root / "docs").mkdir()
    (root / "docs" / "手册.md").write_text(MANUAL, "utf-8")
    (root / "mkdocs.yml").write_text(MKDOCS_YML, "utf-8")
    result = run(root, "mkdocs", "build")
    assert result.returncode == 0, result.stderr
    return root / "site"


def press(page: Page, *keys: str) -> None:
    """Press keys one after another."""
    for key in keys:
        page.keyboard.press(key)


def answer_rightly(page: Page, stem: str) -> None:
    """Answer the question of this stem; its first control has the focus. Leaves the focus within its controls."""
    answers: dict[str, Callable[[Page], None]] = {
        "几日": lambda page: _choose(page, "三日"),
        "清单": _tick,
        "名次": lambda page: _choose(page, "错"),
        "照抄": lambda page: _choose(page, "错"),
        "带一个问题": lambda page: _choose(page, "对"),
        "会后": _fill,
        "什么时候": _match,
        "按先后": _sort,
        "停顿": lambda page: page.keyboard.type("窗口前停了三分钟，由值班长改。"),
    }
    next(answer for words, answer in answers.items() if words in stem)(page)


def _tick(page: Page) -> None:
    for _ in range(3):
        if _label(page).endswith(("所缺材料", "补交方式")):
            press(page, "Space")
        press(page, "Tab")
    press(page, "Shift+Tab")


def _fill(page: Page) -> None:
    page.keyboard.type("７")
    press(page, "Tab")
    page.keyboard.type("1/3")


def _match(page: Page) -> None:
    for number, right in enumerate(("会前三日", "会后七日", "会后七日")):
        if number:
            press(page, "Tab")
        for _ in range(4):
            if page.evaluate("document.activeElement.selectedOptions[0].text") == right:
                break
            press(page, "ArrowDown")


def _choose(page: Page, words: str) -> None:
    press(page, "Space")
    for _ in range(4):
        if _label(page).endswith(words):
            return
        press(page, "ArrowDown")
    raise AssertionError(words)


def _sort(page: Page) -> None:
    """Bring each item up to its place with the arrow key on its button; the focus follows the item."""
    items = ["听完来意", "当面勾出所缺材料", "说明怎样补交"]
    for place, item in enumerate(items):
        button = page.locator(f"button[aria-label='上移：{item}']:visible")
        button.focus()
        for _ in range(_places(page).index(item) - place):
            press(page, "ArrowUp")
        assert page.evaluate("document.activeElement.getAttribute('aria-label')") == f"上移：{item}"
    # Two items may have stood right by themselves: a move there and back says that this is the answer.
    press(page, "ArrowUp", "ArrowDown")
    assert _places(page) == items


def _places(page: Page) -> list[str]:
    return page.locator(".xk-ask__items:visible li > span:first-child").all_inner_texts()


def _label(page: Page) -> str:
    return str(page.evaluate("document.activeElement.closest('label').textContent"))
