"""The preview server: an edit is on the page at once, and the browsers that show it, and only they, load it again."""

from __future__ import annotations

import json
import multiprocessing
import queue
import signal
import threading
import time
import webbrowser
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib.resources import files
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from mkdocs.exceptions import MkDocsException
from mkdocs.livereload import LiveReloadServer

from xueku.adapters.mkdocs.audience import CURRENT
from xueku.adapters.mkdocs.examination import Examination
from xueku.adapters.mkdocs.framed import FramedSite
from xueku.adapters.mkdocs.kits import kit_of
from xueku.adapters.mkdocs.notes import REPORTS, Notes
from xueku.adapters.mkdocs.telling import log
from xueku.adapters.mkdocs.watching import ChangeHandler, observer_of, until_quiet
from xueku.health.page import ADDRESS
from xueku.model.diagnostic import Diagnostic, Severity, XuekuError
from xueku.site.kit import KIT_ADDRESS
from xueku.site.policy import POLICY, PREVIEW
from xueku.site.review_board import ADDRESS as BOARD
from xueku.update.store import StoreError

if TYPE_CHECKING:
    from xueku.adapters.mkdocs.plugin import XuekuPlugin

_EVENTS = "/xueku-live"
_SCRIPT = "/xueku-live.js"
_STYLES = "/xueku-preview.css"
_SENT = {_SCRIPT: ("live.js", "text/javascript"), _STYLES: ("preview.css", "text/css")}
"""What the server sends of its own: address → file beside this one, and its type."""
_BEFORE_HEADER = b'<header class="xk-header'
_HEARTBEAT_SECONDS = 20


class PreviewServer(LiveReloadServer):
    """MkDocs' server over the folder of the preview, with its own watcher and its own word to the browsers."""

    def __init__(self, server: LiveReloadServer, plugin: XuekuPlugin, builder: Callable[[], None]) -> None:
        host, port = server.server_address[:2]
        super().__init__(builder, str(host), int(port), str(plugin.preview_folder), server.mount_path)
        self.error_handler = _error_pages(plugin.preview_folder)
        self.plugin = plugin
        config_file = plugin.settings.root / plugin.settings.file
        self._examination = Examination(config_file, plugin.preview_folder)
        self.observer = observer_of(plugin.settings.root)
        self._changes: queue.Queue[Path] = queue.Queue()
        self._notes = Notes(plugin.settings)
        self._browsers = Browsers(self._notes)
        self._asked = threading.local()
        self._faults: list[str] = []
        self._has_news = False

    def watch(self, path: str, func: None = None, *, recursive: bool = True) -> None:
        """Note every file that changes at or below this path."""
        place = str(Path(path).resolve())
        if place not in self._watched_paths:
            self._watched_paths[place] = 1
            # A single file is replaced by editors, and so watched through its folder.
            folder = place if Path(place).is_dir() else str(Path(place).parent)
            handler = ChangeHandler(self._changes, None if folder == place else Path(place))
            self._watch_refs[place] = self.observer.schedule(handler, folder, recursive=folder == place)

    def serve(self, *, open_in_browser: bool = False) -> None:
        """Serve until interrupted. Pages are sent by a process of their own: however often browsers ask, an edit is answered as fast."""
        signal.signal(signal.SIGTERM, _interrupt)
        self.server_bind()
        self.server_activate()
        self._note(None)
        sender = self._start_sending()
        self._show_faults(self.plugin.faults)
        self.observer.start()
        site = self.plugin.site
        if isinstance(site, FramedSite) and site.part is not None:
            site.updater.rehearse(site.part)
        log.info("预览：%s　内容体检：%s%s", self.url, self.url, ADDRESS)
        if open_in_browser or CURRENT.opens:
            webbrowser.open(self.url + CURRENT.opens)
        try:
            self._build_loop()
        finally:
            sender()

    def _start_sending(self) -> Callable[[], object]:
        """Begin to send pages; gives what ends that."""
        if "fork" not in multiprocessing.get_all_start_methods():
            threading.Thread(target=self.serve_forever, daemon=True).start()
            return super().shutdown
        told, self._browsers.teller = multiprocessing.Pipe(duplex=False)
        process = multiprocessing.get_context("fork").Process(target=self._send, args=(told,), daemon=True)
        process.start()
        return process.terminate

    def _send(self, told: Connection) -> None:
        """What the process that sends pages does: it ends with the one that makes them, however that ends."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        threading.Thread(target=self.serve_forever, daemon=True).start()
        self._browsers.pass_on(told)

    def shutdown(self, wait: bool = False) -> None:
        """Stop."""
        self._shutdown = True
        self.observer.stop()
        self.server_close()

    def _build_loop(self) -> None:
        while not self._shutdown:
            try:
                changed = {self._changes.get(timeout=self.shutdown_delay)}
            except queue.Empty:
                self._keep()
                continue
            changed |= set(until_quiet(self._changes))
            try:
                self._answer(changed)
            except Exception:
                # A bug of ours or of another plugin: told in full, and the editor goes on reading.
                log.exception("生成时出了意外，网站保持上一次的样子")
                self._forget()

    def _answer(self, changed: set[Path]) -> None:
        """Bring the site up to date after these files changed, and tell the browsers."""
        content = self.plugin.settings.content_dir.resolve()
        inside = [path for path in changed if content in path.parents]
        if len(inside) < len(changed) or not self._update(inside):
            log.info("%s 变了，整个网站重新生成一遍", "、".join(sorted(path.name for path in changed)[:5]))
            self._build()

    def _update(self, changed: list[Path]) -> bool:
        """Answer an edit of content: first the pages, then the index. False where MkDocs has to take part."""
        started = time.perf_counter()
        self._has_news = False
        site = self.plugin.site
        if not isinstance(site, FramedSite) or site.part is None:
            return False
        updater, part = site.updater, site.part
        try:
            updater.renew()
            updater.read(changed)
            if updater.kept_engine_part(part.key) is None:
                return False
            updater.make_pages(part, is_new=False)
            noted = self._note(updater.remade)
            self._tell_faults(faults_of(updater.findings))
            if any(map(updater.stops, updater.findings)):
                self._tell("changed", noted)
                return True
            addresses = updater.put_for_now()
            self._tell("changed", [*addresses, *noted])
            log.info("%d 个网页变了（%.0f 毫秒）", len(addresses), 1000 * (time.perf_counter() - started))
            updater.make_index(part)
            updater.put_for_now()
            self._has_news = True
            log.info("索引也写好了（%.0f 毫秒）", 1000 * (time.perf_counter() - started))
        except StoreError:
            return False
        except XuekuError as error:
            self._tell_faults([str(error)])
        return True

    def _keep(self) -> None:
        """Keep what is known where nothing happens for a while: whatever comes next, even a build by MkDocs, begins from there."""
        site = self.plugin.site
        if self._has_news and isinstance(site, FramedSite):
            self._has_news = False
            with suppress(XuekuError):
                site.updater.put()

    def _forget(self) -> None:
        """What stopped half-way knows nothing: the next answer begins from what was put last."""
        if self.plugin.site is not None:
            self.plugin.site.close()
        self.plugin.site = None

    def _build(self) -> None:
        """Build everything with MkDocs; every browser loads its page again."""
        try:
            self.builder()
        except MkDocsException as refused:
            self._tell_faults([str(refused.message)])
            self._tell("changed", self._note(None))
        else:
            self._tell_faults(self.plugin.faults)
            self._note(None)
            self._tell("changed", None)

    def _note(self, paths: Iterable[str] | None) -> list[str]:
        """Know what there is to say on the records of these paths, or on all; gives the addresses beside which it is something else."""
        site = self.plugin.site
        remarks = self.plugin.remarks
        if paths is not None and isinstance(site, FramedSite):
            remarks = tuple(site.updater.remarks(paths))
        if self._browsers.teller is not None:
            self._browsers.tell("notes", remarks)
        return self._notes.take(remarks)

    def _tell_faults(self, faults: list[str]) -> None:
        """Tell what is wrong here and in every browser, over the last good page; nothing takes it away."""
        for fault in faults:
            log.error("%s", fault)
        self._show_faults(faults)

    def _show_faults(self, faults: list[str]) -> None:
        if faults != self._faults:
            self._faults = faults
            self._tell("faults", faults)

    def _tell(self, event: str, data: Any) -> None:
        self._browsers.tell(event, f"event: {event}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n")

    def _serve_request(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes] | None:
        path = environ["PATH_INFO"]
        self._asked.address = path.removeprefix(self.mount_path)
        self._asked.is_local = environ.get("REMOTE_ADDR") in ("127.0.0.1", "::1")
        if path == _EVENTS:
            start_response("200 OK", [("Content-Type", "text/event-stream"), ("Cache-Control", "no-store")])
            return self._browsers.events()
        if path in _SENT:
            name, kind = _SENT[path]
            return _send(start_response, kind, files("xueku.adapters.mkdocs").joinpath(name).read_bytes())
        if path.startswith(REPORTS) and self._asked.is_local and (report := self._notes.report(path)):
            return _send(start_response, "text/html; charset=utf-8", report)
        if kit := KIT_ADDRESS.fullmatch(path.removeprefix(self.mount_path)):
            return self._send_kit(start_response, kit["id"])
        if path == f"{self.mount_path}{ADDRESS}":
            page = self._inject_js_into_html(self._examination.html(), 0)
            return _send(start_response, "text/html; charset=utf-8", page)
        return super()._serve_request(environ, start_response)

    def _send_kit(self, start_response: Callable[..., Any], id_: str) -> Iterable[bytes]:
        """A kit of the content as it stands now; an edit need not make it. What is wrong is told instead, as a text."""
        found = kit_of(self.plugin.settings, id_)
        if isinstance(found, str):
            return _send(start_response, "text/plain; charset=utf-8", found.encode(), "404 Not Found")
        return _send(start_response, "application/zip", found)

    def _inject_js_into_html(self, content: bytes, epoch: int) -> bytes:
        """A page with what only a preview has: its own script and styles, and above the header where an editor can go from here."""
        root = quote(self.mount_path)
        styles = f'<link rel="stylesheet" href="{_STYLES}">'.encode()
        has_board = (self.plugin.preview_folder / BOARD).is_file()
        board = f'<a href="{root}{BOARD}">审签看板</a> ' if has_board else ""
        content, links = self._notes.beside(content, self._asked.address, is_local=self._asked.is_local)
        strip = f'<p class="xk-preview">预览 {links.decode()}{board}<a href="{root}{ADDRESS}">内容体检</a></p>'.encode()
        script = f'<script src="{_SCRIPT}" data-events="{_EVENTS}" data-root="{root}"></script>'.encode()
        content = content.replace(POLICY.encode(), PREVIEW.encode(), 1)
        content = content.replace(b"</head>", styles + b"</head>", 1)
        content = content.replace(_BEFORE_HEADER, strip + _BEFORE_HEADER, 1)
        head, end, tail = content.rpartition(b"</body>")
        return head + script + end + tail


def faults_of(findings: Iterable[Diagnostic]) -> list[str]:
    """The errors among these findings."""
    return [str(finding) for finding in findings if finding.severity == Severity.ERROR]


class Browsers:
    """What browsers are told. Where pages are sent by another process, `teller` leads to it, and it passes on what it is told."""

    def __init__(self, notes: Notes) -> None:
        self.teller: Connection | None = None
        self._notes = notes
        self._listeners: set[queue.Queue[str]] = set()
        self._faults = "event: faults\ndata: []\n\n"

    def tell(self, event: str, message: Any) -> None:
        """Tell every browser, in this process or the other; `notes` are for whoever sends pages."""
        if self.teller is not None:
            self.teller.send((event, message))
            return
        if event == "notes":
            self._notes.take(message)
            return
        if event == "faults":
            self._faults = message
        for listener in list(self._listeners):
            listener.put(message)

    def pass_on(self, told: Connection) -> None:
        """Tell the browsers what the other process tells, until it ends."""
        if self.teller is not None:
            # While this end is open too, nothing tells that the other is closed.
            self.teller.close()
        self.teller = None
        with suppress(EOFError):
            while True:
                self.tell(*told.recv())

    def events(self) -> Iterator[bytes]:
        """What one browser is told, until it goes away: first what is wrong now."""
        own: queue.Queue[str] = queue.Queue()
        self._listeners.add(own)
        try:
            yield f"retry: 1000\n{self._faults}".encode()
            while True:
                try:
                    yield own.get(timeout=_HEARTBEAT_SECONDS).encode()
                except queue.Empty:
                    yield b": \n\n"
        finally:
            self._listeners.discard(own)


def _send(
    start_response: Callable[..., Any], kind: str, content: bytes, status: str = "200 OK"
) -> list[bytes]:
    headers = [("Content-Type", kind), ("Content-Length", str(len(content))), ("Cache-Control", "no-store")]
    start_response(status, headers)
    return [content]


def _interrupt(number: int, frame: object) -> None:
    """A service that is stopped ends as one that is interrupted: what it knows is kept."""
    raise KeyboardInterrupt


def _error_pages(folder: Path) -> Callable[[int], bytes | None]:
    def page(code: int) -> bytes | None:
        file = folder / f"{code}.html"
        return file.read_bytes() if file.is_file() else None

    return page
