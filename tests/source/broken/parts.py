"""Everything that is no record of its own: quizzes, handouts, vocabularies, sign-offs, docs, settings, locks."""

from __future__ import annotations

from tests.source.broken.case import Broken, Content, folder

_QUESTION = "questions:\n  - type: judgment\n    stem: 承诺要排名次。\n    answer: 错\n"


def _quiz(name: str, content: Content, told: str) -> Broken:
    return folder(f"自测：{name}", {"quiz.yml": content}, f"quiz.yml{told}")


def _alone(name: str, path: str, content: Content, told: str) -> Broken:
    return Broken(name, {path: content}, (f"{path}{told}",), is_alone=True)


QUIZZES = (
    _quiz("引号没有成对", _QUESTION.replace("承诺要", '"承诺要'), ":3 XK002"),
    _quiz("同一个字段两次", _QUESTION + "    answer: 对\n", ":5 XK010"),
    _quiz("别名", _QUESTION.replace("错", "*cuo"), ":4 XK011"),
    _quiz("类型标签", _QUESTION.replace("错", "!!bool 错"), ":4 XK011"),
    _quiz("套得太深", "questions: " + "[" * 20 + "]" * 20 + "\n", ":1 XK007"),
    _quiz(
        "太长",
        _QUESTION
        + "".join(
            f"  - {{type: judgment, stem: 第{number}题承诺要排名次。, answer: 错}}\n"
            for number in range(2_000)
        ),
        ":1 XK007",
    ),
    _quiz("GBK", _QUESTION.encode("gbk"), " XK001"),
    _quiz("倒序覆盖", _QUESTION.replace("承诺", "承\u202e诺"), ":3 XK005"),
    _quiz("零宽空格", _QUESTION.replace("承诺", "承\u200b诺"), ":3 XK021"),
    _quiz("合并标记", _QUESTION + "<<<<<<< HEAD\n", ":5 XK006"),
    _quiz("空的", "", " XK004"),
    _quiz("没有这种题", _QUESTION.replace("judgment", "riddle"), ":2 XK103"),
    _quiz("没有题", "questions: []\n", ":1 XK103"),
    _quiz("题里有标签", _QUESTION.replace("承诺", "<script>"), ":3 XK205"),
    _quiz("一句话", "承诺要排名次\n", ":1 XK103"),
    _quiz("行首制表符", "questions:\n\t- type: judgment\n", ":2 XK008"),
    folder("讲义是GBK", {"handout.md": "先听后办。\n".encode("gbk")}, "handout.md XK001"),
    folder("讲义代码块没有结束", {"handout.md": "```\n甲\n"}, "handout.md:1 XK016"),
    folder("讲义有合并标记", {"handout.md": "甲\n=======\n>>>>>>> 乙\n"}, "handout.md:3 XK006"),
    folder("讲义是空的", {"handout.md": ""}, "handout.md XK004"),
    folder("讲义一行太长", {"handout.md": "读" * 7_000}, "handout.md:1 XK007"),
    folder("主持词有控制字符", {"host.md": "## 开场\n\n请坐\x07。\n"}, "host.md:3 XK005"),
    folder("主持词批注没有结束", {"host.md": "## 开场\n\n<!-- 稍停\n"}, "host.md:3 XK205"),
    folder("主持词是UTF-16", {"host.md": "## 开场\n".encode("utf-16")}, "host.md XK001"),
    Broken(
        "讲义没有主人", {"content/courses/散/handout.md": "甲\n"}, ("content/courses/散/handout.md XK019",)
    ),
)

VOCABULARIES = (
    _alone("词表引号没有成对", "content/vocab/places.yml", '- id: a\n  name: "甲\n', ":2 XK002"),
    _alone("词表别名", "content/vocab/places.yml", "- &a {id: a, name: 甲}\n- *a\n", ":1 XK011"),
    _alone("词表类型标签", "content/vocab/places.yml", "- !!map {id: a, name: 甲}\n", ":1 XK011"),
    _alone("词表同一个字段两次", "content/vocab/places.yml", "- id: a\n  id: b\n  name: 甲\n", ":2 XK010"),
    _alone(
        "词表同一个词两次",
        "content/vocab/places.yml",
        "- {id: a, name: 甲}\n- {id: a, name: 乙}\n",
        ":2 XK402",
    ),
    _alone("词表是GBK", "content/vocab/places.yml", "- {id: a, name: 甲}\n".encode("gbk"), " XK001"),
    _alone("词表有控制字符", "content/vocab/places.yml", "- {id: a, name: 甲\x01}\n", ":1 XK005"),
    _alone("词表有零宽空格", "content/vocab/places.yml", "- {id: a, name: 甲\u200b乙}\n", ":1 XK021"),
    _alone("词表合并标记", "content/vocab/places.yml", "<<<<<<< HEAD\n- {id: a, name: 甲}\n", ":1 XK006"),
    _alone("词表是一组字段", "content/vocab/places.yml", "id: a\nname: 甲\n", ":1 XK103"),
    _alone("词表是空的", "content/vocab/places.yml", "", " XK004"),
    _alone("错词表类型标签", "content/vocab/terms.yml", "- wrong: !!str 按装\n  right: 安装\n", ":1 XK011"),
    _alone("错词表引号没有成对", "content/vocab/terms.yml", "- wrong: ['按装]\n  right: 安装\n", ":1 XK002"),
    _alone("名词表少了冒号", "content/vocab/glossary.yml", "- term 三会一课\n  meaning: 略\n", ":2 XK002"),
    _alone("信箱表是一句话", "content/vocab/mailboxes.yml", "信箱\n", ":1 XK103"),
    _alone("词表换了后缀", "content/vocab/places.yaml", "- {id: a, name: 甲}\n", " XK026"),
    _alone("词表里的程序", "content/vocab/a.py", "print(1)\n", " XK026"),
)


def _ledger(name: str, path: str, content: Content, told: str) -> Broken:
    """A ledger of a record that is not there, which is told besides."""
    return Broken(name, {path: content}, (f"{path}{told}", f"{path} XK505"), is_alone=True)


SIGN_OFFS = (
    _ledger("签字记录读不出来", "content/signoffs/a.yml", "- {坏\n", ":1 XK503"),
    _ledger("签字记录合并标记", "content/signoffs/a.yml", "<<<<<<< HEAD\n", ":1 XK503"),
    _ledger("签字记录别名", "content/signoffs/a.yml", "- *a\n", ":1 XK503"),
    _ledger("签字记录有控制字符", "content/signoffs/a.yml", '- {"by": "甲\x01"}\n', ":1 XK005"),
    _ledger("签字记录是GBK", "content/signoffs/a.yml", '- {"by": "某同志"}\n'.encode("gbk"), " XK001"),
    _ledger("签字记录是空字节", "content/signoffs/a.yml", bytes(64), ":1 XK005"),
    _alone("签字记录里的网页", "content/signoffs/a.html", "<p>\n", " XK026"),
)

DOCS = (
    _alone("手册是GBK", "docs/手册.md", "# 手册\n\n先听后办。\n".encode("gbk"), " XK001"),
    _alone("手册是UTF-16", "docs/手册.md", "# 手册\n".encode("utf-16"), " XK001"),
    _alone("手册有坏字节", "docs/手册.md", "# 手册\n".encode() + b"\xe5\x93\n", ":2 XK001"),
    _alone("手册倒序覆盖", "docs/手册.md", "# 手册\n\n只画\u202e线。\n", ":3 XK005"),
    _alone("手册零宽空格", "docs/手册.md", "# 手册\n\n只画\u200b线。\n", ":3 XK021"),
    _alone("手册合并标记", "docs/手册.md", "# 手册\n\n<<<<<<< HEAD\n", ":3 XK006"),
    _alone("手册一行太长", "docs/手册.md", "# 手册\n\n" + "读" * 7_000 + "\n", ":3 XK007"),
    _alone("手册代码块没有结束", "docs/手册.md", "# 手册\n\n```\n甲\n", ":3 XK016"),
    _alone("手册属性区没有完", "docs/手册.md", "---\ntitle: 手册\n", ":1 XK015"),
    _alone("手册属性区读不出来", "docs/手册.md", "---\ntitle: '手册\n---\n\n# 手册\n", ":2 XK002"),
    _alone(
        "手册属性区有标签",
        "docs/手册.md",
        "---\ntitle: !!python/name:os.system 甲\n---\n\n# 手册\n",
        ":2 XK011",
    ),
    _alone(
        "手册属性区同一个字段两次", "docs/手册.md", "---\ntitle: 甲\ntitle: 乙\n---\n\n# 手册\n", ":3 XK010"
    ),
    _alone("手册太大", "docs/手册.md", "一遍又一遍地读。\n\n" * 120_000, " XK007"),
    _alone("手册名字有问号", "docs/什么?.md", "# 手册\n", " XK024"),
)

SETTINGS = "site_name: 学库\ndocs_dir: docs\nplugins:\n  - xueku:\n      tagline: 学习\n"

STOPPED = (
    ("设置是GBK", "mkdocs.yml", SETTINGS.encode("gbk"), "mkdocs.yml:1:1"),
    ("设置是UTF-16", "mkdocs.yml", SETTINGS.encode("utf-16"), "mkdocs.yml:1:1"),
    ("设置引号没有成对", "mkdocs.yml", SETTINGS.replace("学习", "'学习"), "mkdocs.yml:5:16"),
    ("设置行首制表符", "mkdocs.yml", SETTINGS.replace("  - xueku", "\t- xueku"), "mkdocs.yml:4:1"),
    ("设置套得太深", "mkdocs.yml", SETTINGS + "nav: " + "[" * 60 + "]" * 60 + "\n", "mkdocs.yml:6:"),
    ("设置有合并标记", "mkdocs.yml", "<<<<<<< HEAD\n" + SETTINGS, "mkdocs.yml:1:1"),
    ("设置有控制字符", "mkdocs.yml", SETTINGS.replace("学习", "学\x01习"), "mkdocs.yml:5:"),
    ("设置里的别名", "mkdocs.yml", SETTINGS.replace("学习", "*学习"), "mkdocs.yml:5:16"),
    ("设置是列表", "mkdocs.yml", "- 学库\n", "mkdocs.yml:1:1"),
    ("内容文件夹没有", "mkdocs.yml", SETTINGS + "      content: 没有\n", "没有"),
    ("内容文件夹在外面", "mkdocs.yml", SETTINGS + "      content: ../\n", "mkdocs.yml:6:16"),
    ("内容文件夹是绝对路径", "mkdocs.yml", SETTINGS + "      content: /etc\n", "mkdocs.yml:6:16"),
)
"""What we cannot go on from: a name, the file, its content, how the message begins."""

SETTING_VALUES = (
    _alone("设置同一个字段两次", "mkdocs.yml", SETTINGS + "docs_dir: 手册\n", ":6 XK010"),
    _alone("没有这个设置", "mkdocs.yml", SETTINGS + "      motto: 学习\n", ":6 XK102"),
    _alone("设置的值不对", "mkdocs.yml", SETTINGS + "      engine: google\n", ":6 XK103"),
    _alone("没有这条规则", "mkdocs.yml", SETTINGS + "      rules: {XK999: off}\n", " XK106"),
    _alone("设置里的标签", "mkdocs.yml", SETTINGS.replace("学习", "!!str 学习"), ":5 XK011"),
)
