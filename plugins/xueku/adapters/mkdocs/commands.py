"""`xueku build` and `xueku serve` are MkDocs' own commands, with our errors told our way."""

from __future__ import annotations

import errno
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import mkdocs  # noqa: F401 - that there is no engine is told before anything is done

from xueku.adapters.mkdocs.audience import CURRENT
from xueku.adapters.mkdocs.key import site_folder
from xueku.adapters.mkdocs.quick import build_quickly
from xueku.model.diagnostic import XuekuError
from xueku.model.system_error import system_reason
from xueku.render.pool import give_to
from xueku.review.publish import Withheld
from xueku.site.writer import list_files, same_bytes
from xueku.source.settings import read_settings
from xueku.update.profile import Profile
from xueku.update.run import PROFILE, Outcome, disk_refusal, forget, own_folder, refusal

_ELSEWHERE = f"from {__name__} import build_as_asked; build_as_asked()"


def build_site(
    config_file: Path,
    strict: bool,
    knows_last: bool,
    executor: str,
    released: Mapping[str, Withheld] | None = None,
) -> None:
    """Build the site of `config_file`; without `knows_last` all of it; by an `executor` if it is given.

    A release leaves out what `released` holds back.

    Ends the process with status 1 or 2 where that cannot be done. Raises XuekuError.
    """
    if released is not None:
        CURRENT.mode, CURRENT.withheld = "release", released
    if executor:
        give_to(executor)
    if not knows_last:
        forget(read_settings(config_file)[0], "publish")
    try:
        done = build_quickly(config_file, strict)
    except OSError as error:
        raise disk_refusal(error) or error from None
    if done is None:
        try:
            _run(_arguments(config_file, strict))
        except SystemExit as end:
            if end.code:
                raise
        return
    updater, outcome = done
    updater.close()
    _tell(outcome, updater.reasons)


def _tell(outcome: Outcome, reasons: Sequence[str]) -> None:
    """Print findings, doubts and figures. Ends the process with status 1 if the run was refused."""
    lines = [
        *map(str, outcome.findings),
        *(f"警告 {doubt}" for doubt in outcome.doubts),
        *(f"{reason}，有关的网页都重新生成" for reason in reasons),
    ]
    for line in lines:
        click.echo(line, err=True)
    if outcome.is_refused:
        click.echo(refusal(outcome, "没有写出任何文件"), err=True)
        sys.exit(1)
    click.echo(f"写出 {outcome.written} 个文件，删除 {outcome.removed} 个", err=True)


def profile_of(config_file: Path) -> str:
    """Where the time of the last build went, as a table and as JSON; a build in which MkDocs made every page has no stages."""
    file = own_folder(read_settings(config_file)[0]) / PROFILE
    if not file.is_file():
        return "这一次网页都由 MkDocs 生成，没有分步的时间"
    content = file.read_text("utf-8")
    return f"{Profile.from_json(content).to_table()}\n{content}"


def differing_files(config_file: Path, released: Mapping[str, Withheld] | None = None) -> list[str]:
    """Addresses of files that a build of everything, in a folder and a process of its own, makes otherwise.

    `released` as in `build_site`. Raises XuekuError if that build fails.
    """
    with TemporaryDirectory(prefix="xueku-") as folder:
        clean = Path(folder) / "site"
        build_into(config_file, clean, released)
        site = site_folder(config_file)
        addresses = list_files(clean).keys() | list_files(site).keys()
        return sorted(
            name
            for name in addresses
            if not ((clean / name).is_file() and same_bytes(clean / name, site / name))
        )


def build_into(config_file: Path, folder: Path, released: Mapping[str, Withheld] | None = None) -> None:
    """Build all of the site into another folder, in processes that are ended when this one ends. Raises XuekuError if that fails."""
    command = [sys.executable, "-c", _ELSEWHERE]
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdin=pipe, stdout=subprocess.DEVNULL, stderr=pipe, start_new_session=True
    ) as building:
        assert building.stdin
        assert building.stderr
        # Left open: its end tells that this process is no more.
        # MkDocs takes a relative folder for one beside the settings.
        pickle.dump((config_file, folder.resolve(), released), building.stdin)
        building.stdin.flush()
        told = building.stderr.read().decode("utf-8", "replace")
    if building.returncode < 0:
        message = f"生成网站的进程被结束了（信号 {-building.returncode}），多半是内存不够"
        raise XuekuError(config_file.name, message, "关掉别的程序再来")
    if building.returncode:
        said = told.strip() or "它没有说原因，运行 xueku build 看看"
        raise XuekuError(config_file.name, f"网站没有生成出来：{said}", "先改好上面说的")


def build_as_asked() -> None:
    """Build what `build_into` asks for of this process. Ends the process if that cannot be done."""
    config_file, folder, released = pickle.load(sys.stdin.buffer)
    threading.Thread(target=_end_with_whoever_asked, daemon=True).start()
    if released is not None:
        CURRENT.mode, CURRENT.withheld = "release", released
    _run([*_arguments(config_file, False), "--site-dir", str(folder)])


def _end_with_whoever_asked() -> None:
    """Wait until nobody can ask any more, then end this process and those that it started."""
    while os.read(sys.stdin.fileno(), 1):
        pass
    os.killpg(0, signal.SIGKILL)


def serve_site(config_file: Path, host: str, port: int, opens: str = "") -> None:
    """Serve the site of `config_file` until interrupted; a browser `opens` a page of it. Raises XuekuError if the port is taken."""
    CURRENT.opens = opens
    # MkDocs would tell of a missing file in its own words.
    read_settings(config_file)
    try:
        _run(["serve", "--config-file", str(config_file), "--dev-addr", f"{host}:{port}"])
    except OSError as error:
        if error.errno not in (errno.EADDRINUSE, errno.EACCES, errno.EADDRNOTAVAIL):
            raise
        raise XuekuError(
            f"{host}:{port}",
            f"这个地址用不了（{system_reason(error)}）",
            f"换一个端口，例如 --port {port + 1 if port > 1023 else 8000}（用 scripts/serve 的写 PORT=）",
        ) from None


def _arguments(config_file: Path, strict: bool) -> list[str]:
    return ["build", "--config-file", str(config_file), *(["--strict"] if strict else [])]


def _run(arguments: list[str]) -> None:
    # Half a second to load, which most builds need not spend.
    from mkdocs.__main__ import cli

    # Material prints a notice on its end of life at every build; docs/dev/decisions holds what follows from it.
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    CURRENT.is_told_plainly = True
    cli(arguments, prog_name="xueku")
