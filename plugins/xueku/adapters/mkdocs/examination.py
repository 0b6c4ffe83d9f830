"""内容体检 in the preview: looked over when somebody asks for the page, in a process of its own, so that no edit waits for it.

As a program (`python -m xueku.adapters.mkdocs.examination mkdocs.yml 预览文件夹`) it prints the `<main>` of the page.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from markupsafe import escape

from xueku.build import examine, health
from xueku.health.page import ADDRESS, health_page
from xueku.model.diagnostic import XuekuError
from xueku.model.settings import Settings
from xueku.site.frame import Frame, mark
from xueku.site.page import Page
from xueku.source.settings import read_settings

FRAME_PAGE = Page(ADDRESS, mark("title"), mark("description"), mark("main"))
"""What the engine puts into the folder of a preview, and only there: the frame of the page, which is filled when it is asked for."""


class Examination:
    """The page for one project, made anew at each request; two at once are made one after the other."""

    def __init__(self, config_file: Path, folder: Path) -> None:
        """`folder` is that of the preview, where the frame is."""
        self._config_file, self._folder = config_file, folder
        self._running = threading.Lock()

    def html(self) -> bytes:
        """The whole page; one that says what is wrong where the content cannot be looked over."""
        command = [sys.executable, "-m", __name__, str(self._config_file), str(self._folder)]
        with self._running:
            done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8")
        main = _refused(done.stderr) if done.returncode else done.stdout
        page = Page(ADDRESS, "内容体检", "", main)
        return Frame.cut((self._folder / ADDRESS).read_text("utf-8")).fill(page).encode()


def main_html(settings: Settings, folder: Path) -> str:
    """The `<main>` of the page, with links to those records that have a page in the preview's `folder`.

    Raises XuekuError if there is no content folder.
    """
    checked = examine(settings)
    addresses = {record.id: record.address for record in checked.linked.catalog.records.values()}
    shown = {id_: address for id_, address in addresses.items() if (folder / address).is_file()}
    return health_page(health(settings, checked), shown).main_html


def _refused(told: str) -> str:
    return f'<div class="xk-page"><h1>内容体检</h1><p>没有做成：</p><pre>{escape(told)}</pre></div>'


def _main() -> None:
    try:
        print(main_html(read_settings(Path(sys.argv[1]))[0], Path(sys.argv[2])), end="")
    except XuekuError as error:
        print(error, file=sys.stderr)
        sys.exit(2)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    _main()
