"""The lines by a title that say whom a text is from: a unit, a name, both, 作者：…, 供稿：…."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BLANKS = r"[^\S\n]"
CREDIT = re.compile(
    rf"^(?P<open>[（(])?{_BLANKS}*(?P<what>作者|撰稿|供稿|整理|摄影|审核|来源|(?:报送|填报|推荐)(?=单位|人))(?P<of>单位|人)?"
    rf"{_BLANKS}*[:：]{_BLANKS}*(?P<name>\S.{{0,38}}?){_BLANKS}*(?(open)[）)]?)$",
    re.MULTILINE,
)
"""Whom a text is from: no signature."""
UNIT_ENDS = re.compile(
    r"(?:委员会|党委|党组|总支|支部|小组|办公室|办公厅|部|厅|局|处|科|室|所|站|队|院|校|中心|大厅|公司|集团|协会|学会|工会|团委|妇联|单位|政府|街道|社区|村|乡|镇|编写组|专班|指挥部|领导小组)(?:[（(].{1,20}[）)])?$"
)
_SHORT_ENDS = "办股组班"
"""How a unit ends too where a name follows it."""
_JOBS = re.compile(r"(?:记者|通讯员|书记|主任|局长|镇长|科长|组长|委员|干部)$")
_NO_UNIT = re.compile(r"[，。；！？：:—《》“”]|^(?:关于|走|把|让|落|到|在)")
_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧肖尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴宋茅庞熊纪舒屈项祝董梁"
    "杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱丘骆高夏蔡田樊胡凌霍虞万支柯管卢莫房裘缪干解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢裴陆"
    "荣翁荀羊惠甄封芮储靳段富焦巴牧车侯全班仰仲伊宫宁仇栾甘厉祖武符刘景詹束龙叶幸司黎蒲卓蔺池乔翟谭冉桑桂牛燕尚农温庄晏柴瞿阎闫充慕连茹习"
    "艾向古易廖耿国匡文寇东欧聂敖冷简沙养关曾游岳涂晋楚覃"
)
_DOUBLE = "欧阳|司马|上官|诸葛|慕容|夏侯|司徒|东方|皇甫|尉迟|公孙|令狐|宇文|长孙|端木"
_NAME = rf"(?:(?:{_DOUBLE})[㐀-鿿]{{1,2}}|[{_SURNAMES}]{_BLANKS}*[㐀-鿿]{{1,2}}|[㐀-鿿]{{1,2}}某|[㐀-鿿]{{1,3}}同志|[㐀-鿿]{{1,8}}·[㐀-鿿]{{1,8}})等?"
_NAMES = re.compile(rf"{_NAME}(?:(?:{_BLANKS}+|、){_NAME})*")
_PAPER = re.compile(
    r"(?:方案|经验|做法|总结|小结|报告|计划|规划|要点|意见|办法|安排|汇报|纪要|情况|讲话|发言稿?|材料|体会|心得|启示|简报|规定|章程|公告|通知|通报|决定|决议|规则|制度|细则|守则|条例|记录|说明|故事|建议|倡议书?|请示|函|课|稿|记|篇|书|单|表|图|桥)$"
)
"""How the last line of a title ends, not a name."""
_GOES_ON = re.compile(
    r"[的和与及在对把为向从以、，]$|^关于(?!.*的?(?:通知|报告|意见|请示|函|方案|办法|总结)$)"
)
WRITTEN_BY = re.compile(
    rf"(?:文|撰文|图文|文图)\s*[/／|｜]\s*(?P<name>[^/／|｜]+?)(?:{_BLANKS}+(?:图|摄影)\s*[/／|｜].*)?"
)
_NAME_AND_UNIT = re.compile(rf"(?P<name>{_NAME})\s*[（(](?P<unit>[^（）()]{{2,30}})[）)]")
_UNIT_AND_NAME = re.compile(
    rf"(?P<unit>[㐀-鿿·（）()]{{2,30}}?)(?:{_BLANKS}+|[:：])(?P<name>{_NAMES.pattern})"
)
_DAY = re.compile(r"[（(]?\s*[〇零一二三四五六七八九○0-9０-９]{4}\s*[年./．-][^（）()]{1,12}?日?\s*[）)]?$")


@dataclass(frozen=True)
class Byline:
    """Whom a line names, as it stands, and the unit in it; empty where it names none."""

    author: str = ""
    unit: str = ""


def byline_of(line: str) -> Byline:
    """What a line by a title says of its author and unit."""
    words = line.strip()
    if found := re.fullmatch(r"[（(]([^（）()]*)[）)]", words):
        words = found[1].strip()
    words = _DAY.sub("", words).strip()
    if CREDIT.match(words):
        return Byline()
    if found := WRITTEN_BY.fullmatch(words):
        return Byline(author=found["name"])
    if (found := _NAME_AND_UNIT.fullmatch(words)) and is_name(found["name"]):
        return Byline(found["name"], found["unit"] if UNIT_ENDS.search(found["unit"]) else "")
    if is_name(words):
        return Byline(author=words)
    unit, name = unit_and_name(words)
    return Byline(words if name else "", unit)


def unit_and_name(words: str) -> tuple[str, str]:
    """The unit that words name, and the person behind it."""
    found = _UNIT_AND_NAME.fullmatch(words)
    if found and is_name(found["name"]):
        if UNIT_ENDS.search(found["unit"]) or found["unit"][-1] in _SHORT_ENDS:
            return found["unit"], found["name"]
        if _JOBS.search(found["unit"]):
            return "", found["name"]
    is_unit = 4 <= len(words) <= 30 and UNIT_ENDS.search(words) and not _NO_UNIT.search(words)
    return (words, "") if is_unit else ("", words if is_name(words) else "")


def is_name(words: str) -> bool:
    """Whether words are names of persons and nothing else."""
    return bool(_NAMES.fullmatch(words)) and not _PAPER.search(words)


def is_below_title(words: str, above: str) -> bool:
    """Whether a line that looks as the title above it does is none of the title's, but names who wrote it."""
    if len(above) < 4 or _GOES_ON.search(above):
        return False
    found = byline_of(words)
    # Two units below one another begin a title that both have signed.
    return bool(found.author or (found.unit and not byline_of(above).unit))
