"""XK905: no mailbox of a person is on the site."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xueku.catalog.passages import Passage
from xueku.model.diagnostic import Diagnostic, shown
from xueku.render.link import Linked
from xueku.rules.base import TextRule, Texts

_SIGN = re.compile("[@＠]")
_NAME = re.compile(r"[A-Za-z0-9._%+-]+$")
_HOST = re.compile(r"[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_ROLES = frozenset(
    "info office contact service support help admin webmaster postmaster noreply no-reply mail news press editor hr"
    " bgs bangongshi dangban dangwei zhibu zuzhibu xuanchuan xxgk xinxigongkai xinfang jubao jiandu kefu fuwu zixun tougao".split()
)
_LONGEST_NAME = 64


class PersonalMailboxes(TextRule):
    """网站上没有个人的电子邮箱。

    查什么：正文、字段、链接里的邮箱地址；`office@`、`xxgk@` 一类按职能起名的，以及 `content/vocab/mailboxes.yml` 里列出的单位信箱，不算。
    为什么：个人邮箱是个人信息，挂出来会收到大量垃圾邮件和带毒附件。
    错例：`[发给编写人](mailto:zhangsan@danwei.example)`。
    改法：换成单位的公用信箱；确是公用的，在 `mailboxes.yml` 里加一项。
    """

    code = "XK905"

    def check_texts(self, linked: Linked, texts: Texts) -> Iterator[Diagnostic]:
        """One finding for each address that is neither listed nor named for a role."""
        let_pass = linked.catalog.vocabularies.mailboxes
        for passage in texts.written:
            if "@" in passage.text or "＠" in passage.text:
                yield from self._check(passage, let_pass)

    def _check(self, passage: Passage, let_pass: tuple[str, ...]) -> Iterator[Diagnostic]:
        text = passage.text
        for sign in _SIGN.finditer(text):
            name = _NAME.search(text[max(0, sign.start() - _LONGEST_NAME) : sign.start()])
            host = _HOST.match(text, sign.end())
            if name and host and name.group().lower() not in _ROLES:
                address = f"{name.group()}@{host.group()}"
                if address.lower() not in let_pass:
                    span = passage.span(sign.start() - len(name.group()), host.end())
                    remedy = "换成单位的公用信箱；确是公用的，在 content/vocab/mailboxes.yml 里加一项"
                    yield self.finding(span, f"{shown(_masked(address), 40)}像是个人的邮箱", remedy)


def _masked(address: str) -> str:
    name, _, host = address.partition("@")
    return f"{name[: len(name) // 3]}……@{host}"
