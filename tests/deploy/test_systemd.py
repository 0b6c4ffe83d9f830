"""The unit that verifies every day: what it needs on a server is made in the handbook."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

from tests.deploy.servers import DEPLOY

SERVICE = (DEPLOY / "systemd/xueku-verify.service").read_text("utf-8")
HANDBOOK = (DEPLOY.parent / "docs/运维手册/发布.md").read_text("utf-8")


def test_its_user_its_folder_and_its_program_are_made_by_the_words_of_the_handbook() -> None:
    (user,) = re.findall(r"^User=(\w+)$", SERVICE, re.MULTILINE)
    assert re.search(rf"^sudo useradd .* {user}$", HANDBOOK, re.MULTILINE)
    (program, folder) = re.findall(r"^ExecStart=(\S+) verify (\S+)/current$", SERVICE, re.MULTILINE)[0]
    assert re.search(rf"^sudo install -d .* {folder} ", HANDBOOK, re.MULTILINE)
    assert f"ln -s {program} " in HANDBOOK
    place = program.removesuffix("/.venv/bin/xueku")
    assert f"sh 安装.sh {place}\n" in files("xueku.release").joinpath(
        "bundle_texts", "请先读我.txt"
    ).read_text("utf-8")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="没有 systemd-analyze")
def test_systemd_reads_both_units(tmp_path: Path) -> None:
    own = SERVICE.replace("/opt/xueku/.venv/bin/xueku", "/bin/true").replace("User=xueku", "User=root")
    (tmp_path / "xueku-verify.service").write_text(own, "utf-8")
    shutil.copy(DEPLOY / "systemd/xueku-verify.timer", tmp_path)
    units = [str(unit) for unit in tmp_path.iterdir()]
    done = subprocess.run(["systemd-analyze", "verify", *units], capture_output=True, text=True, check=False)
    assert "xueku-verify" not in done.stderr, done.stderr
