"""Work that takes too long is broken off, named, and leaves the rest alone."""

from __future__ import annotations

import os
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.samples import article, write_content
from xueku.render import limit, markdown, pool
from xueku.render.limit import OverTimeError, limited
from xueku.update.examining import examined

_ENDLESS = re.compile(r"(a+)+$")


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(limited.__wrapped__, "__defaults__", (0.3,))  # type: ignore[attr-defined]
    monkeypatch.setattr(pool, "workers", lambda: 2)
    yield
    assert signal.getitimer(signal.ITIMER_PROF) == (0.0, 0.0)


def ended(job: str) -> str:
    return f"停下：{job}"


def endless(job: str) -> str:
    if job == "算不完":
        _ENDLESS.match("a" * 60 + "b")
    if job == "转不出来":
        while True:
            pass
    if job == "崩溃":
        os.kill(os.getpid(), signal.SIGKILL)
    if job == "睡着":
        time.sleep(0.5)
    return job


def test_a_pattern_without_end_is_left() -> None:
    with pytest.raises(OverTimeError), limited(0.2):
        _ENDLESS.match("a" * 60 + "b")


@pytest.mark.parametrize("count", [4, 200], ids=["in this process", "in a pool"])
def test_what_takes_too_long_is_broken_off_and_the_rest_is_done(count: int) -> None:
    jobs = [str(number) for number in range(count)]
    jobs[1], jobs[count - 2] = "算不完", "转不出来"
    wanted = [ended(job) if job in ("算不完", "转不出来") else job for job in jobs]
    assert [*pool.spread(endless, jobs, count, ended=ended)] == wanted


def test_a_job_that_kills_its_process_is_named_and_the_rest_is_done() -> None:
    jobs = [str(number) for number in range(200)]
    jobs[70] = "崩溃"
    assert [*pool.spread(endless, jobs, 200, ended=ended)] == [
        ended(job) if job == "崩溃" else job for job in jobs
    ]


def test_a_process_that_cannot_be_interrupted_is_ended_by_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    # As code in C does that never asks whether there is a signal.
    monkeypatch.setattr(limit, "_over", lambda *_: None)
    jobs = [str(number) for number in range(100)]
    jobs[40] = "转不出来"
    assert [*pool.spread(endless, jobs, 100, ended=ended)] == [
        ended(job) if job == "转不出来" else job for job in jobs
    ]


def test_time_in_which_nothing_is_worked_does_not_count() -> None:
    assert [*pool.spread(endless, ["睡着"], 1, ended=ended)] == ["睡着"]


@pytest.mark.parametrize("others", [3, 80], ids=["few pages", "many pages"])
def test_a_page_without_end_is_named_with_the_findings_on_all_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, others: int
) -> None:
    convert = markdown.Converter.convert

    def slow(self: markdown.Converter, job: markdown.Job) -> object:
        if "没有尽头" in job.markdown:
            _ENDLESS.match("a" * 60 + "b")
        return convert(self, job)

    monkeypatch.setattr(markdown.Converter, "convert", slow)
    files = {
        f"articles/第{number}篇.md": article(f"di-{number}", f"第{number}篇", "按装好了。")
        for number in range(others)
    }
    pages = {
        **files,
        "articles/长.md": article("chang", "长的一篇", "没有尽头。"),
        "articles/链接.md": article("lianjie", "链接的一篇", "接着看[长的一篇](xk:chang)。"),
    }
    with examined(write_content(tmp_path, pages)) as seen:
        errors = [str(finding) for finding in seen.findings if finding.code != "XK403"]
        assert len(seen.findings) == others + 1
    assert errors == [
        "content/articles/长.md:1:1: 错误 XK027 这份材料处理了 10 秒还没有完，停下了\n"
        "    改法：看它是不是有一大片 *、_、[ 之类的符号：删掉，或放进代码块；长的分成几篇"
    ]
