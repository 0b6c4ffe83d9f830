"""Secrets and personal data that slip into a text: XK901 to XK906. All numbers are made up, with right check digits."""

from __future__ import annotations

from random import Random

from tests.bench.rules.fault import FaultClass
from tests.bench.rules.insertion import between, within

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_WIDE = {code: code + 0xFEE0 for code in range(0x30, 0x5B)}


def _identity(random: Random) -> str:
    region = random.choice(("110101", "330106", "440305", "510104", "610113", "650102"))
    day = f"{random.randint(1900, 1919)}{random.randint(1, 12):02}{random.randint(1, 28):02}"
    digits = f"{region}{day}{random.randint(0, 999):03}"
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, _WEIGHTS, strict=True)) % 11]


def _mobile(random: Random) -> str:
    return f"1{random.randint(3, 9)}{random.randint(0, 9)}0000{random.randint(0, 9999):04}"


def _card(random: Random) -> str:
    digits = random.choice(("6222", "6217", "4367", "5218")) + "".join(random.choices("0123456789", k=11))
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[::-2])
    rest = sum(int(digit) for digit in digits[-2::-2])
    return digits + str(-(doubled + rest) % 10)


def _cut(text: str, sizes: tuple[int, ...], sign: str) -> str:
    pieces, start = [], 0
    for size in sizes:
        pieces.append(text[start : start + size])
        start += size
    return sign.join([*pieces, text[start:]])


def _marking(random: Random) -> str:
    level, star = random.choice(("秘密", "机密", "绝密")), random.choice("★☆")
    return level + star + random.choice(("", "1年", "5年", "30年", "长期", "启用前"))


def _mailbox(random: Random) -> str:
    name = random.choice(("zhang.san", "li_si", "wangwu88", "zhao-liu", "sunqi"))
    return f"{name}@{random.choice(('danwei.example', 'mail.danwei.example', '163.example'))}"


def _path(random: Random) -> str:
    return random.choice(
        (
            r"C:\Users\shili\桌面\初稿.docx",
            r"\\fuwuqi\gongxiang\支部\名单.xlsx",
            "/home/shili/初稿.md",
            "/Users/shili/Desktop/初稿.md",
            "file:///D:/支部/登记表.docx",
            "D:/支部/登记表.docx",
        )
    )


CLASSES: tuple[FaultClass, ...] = (
    FaultClass("XK901", "密级标志", within(lambda random: f"（{_marking(random)}）")),
    FaultClass(
        "XK901",
        "密级单独成行",
        between(lambda random: random.choice(("秘密", "机密", "**机密** 10年", "【绝密】", "密级：秘密"))),
    ),
    FaultClass(
        "XK901",
        "内部资料",
        within(lambda random: random.choice(("内部资料　注意保管", "内部文件，不得外传", "内部材料请勿外传"))),
    ),
    FaultClass("XK902", "身份证号", within(lambda random: f"（{_identity(random)}）")),
    FaultClass(
        "XK902", "身份证号，空格隔开", within(lambda random: _cut(_identity(random), (6, 8), random.choice(" 　")))
    ),
    FaultClass("XK902", "身份证号，全角", within(lambda random: _identity(random).translate(_WIDE))),
    FaultClass("XK903", "手机号", within(lambda random: f"电话{_mobile(random)}")),
    FaultClass(
        "XK903", "手机号，隔开", within(lambda random: _cut(_mobile(random), (3, 4), random.choice(" -")))
    ),
    FaultClass("XK903", "手机号，加粗一段", within(lambda random: _cut(_mobile(random), (3, 4), "**"))),
    FaultClass("XK903", "手机号，有国家代码", within(lambda random: f"+86 {_mobile(random)}")),
    FaultClass("XK904", "银行卡号", within(lambda random: f"卡号{_card(random)}")),
    FaultClass("XK904", "银行卡号，四位一隔", within(lambda random: _cut(_card(random), (4, 4, 4), " "))),
    FaultClass("XK905", "个人邮箱", within(lambda random: f"发到{_mailbox(random)}")),
    FaultClass("XK905", "个人邮箱链接", within(lambda random: f"[写信](mailto:{_mailbox(random)})")),
    FaultClass("XK906", "电脑里的路径", within(lambda random: f"存在 {_path(random)} ")),
    FaultClass("XK906", "链接到电脑里的路径", within(lambda random: f"[登记表]({_path(random)})")),
)  # fmt: skip
