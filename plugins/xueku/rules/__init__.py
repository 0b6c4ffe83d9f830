"""What is checked beyond the shape of fields: one file per rule, and one word here."""

from collections.abc import Mapping

from xueku.catalog.assembly import check_fields
from xueku.model.diagnostic import Diagnostic, Span, shown
from xueku.model.record import Record
from xueku.model.settings import Level
from xueku.quoting.index import Library
from xueku.render.link import Linked
from xueku.rules.absolute_paths import AbsolutePaths
from xueku.rules.active_files import ActiveFiles
from xueku.rules.agenda_total import AgendaTotal
from xueku.rules.altered_quotations import AlteredQuotations
from xueku.rules.amended_sources import AmendedSources
from xueku.rules.approximations import Approximations
from xueku.rules.attachments import Attachments
from xueku.rules.base import Rule, check
from xueku.rules.block_layout import BlockLayout
from xueku.rules.broken_links import BrokenLinks
from xueku.rules.card_numbers import CardNumbers
from xueku.rules.cited_articles import CitedArticles
from xueku.rules.commas_between_quotes import CommasBetweenQuotes
from xueku.rules.dashes import Dashes
from xueku.rules.doubled_words import DoubledWords
from xueku.rules.ellipses import Ellipses
from xueku.rules.empty_items import EmptyItems
from xueku.rules.enumeration_order import EnumerationOrder
from xueku.rules.file_authors import FileAuthors
from xueku.rules.film_captions import FilmCaptions
from xueku.rules.full_width_letters import FullWidthLetters
from xueku.rules.half_width_brackets import HalfWidthBrackets
from xueku.rules.half_width_marks import HalfWidthMarks
from xueku.rules.heading_levels import HeadingLevels
from xueku.rules.identity_numbers import IdentityNumbers
from xueku.rules.image_names import ImageNames
from xueku.rules.image_text import ImageText
from xueku.rules.impossible_dates import ImpossibleDates
from xueku.rules.incomplete_enumerations import IncompleteEnumerations
from xueku.rules.item_numbers import ItemNumbers
from xueku.rules.large_images import LargeImages
from xueku.rules.link_schemes import LinkSchemes
from xueku.rules.link_words import LinkWords
from xueku.rules.long_paragraphs import LongParagraphs
from xueku.rules.lookalike_links import LookalikeLinks
from xueku.rules.misattributed_quotations import MisattributedQuotations
from xueku.rules.misplaced_quotations import MisplacedQuotations
from xueku.rules.mixed_dates import MixedDates
from xueku.rules.mobile_numbers import MobileNumbers
from xueku.rules.nested_quotes import NestedQuotes
from xueku.rules.personal_mailboxes import PersonalMailboxes
from xueku.rules.raw_html import RawHtml
from xueku.rules.required_sections import RequiredSections
from xueku.rules.secrecy_markings import SecrecyMarkings
from xueku.rules.straight_quotes import StraightQuotes
from xueku.rules.table_layout import TableLayout
from xueku.rules.template_words import TemplateWords
from xueku.rules.title_stops import TitleStops
from xueku.rules.tracked_changes import TrackedChanges
from xueku.rules.uninspected_files import UninspectedFiles
from xueku.rules.unknown_quotations import UnknownQuotations
from xueku.rules.unlisted_works import UnlistedWorks
from xueku.rules.unmarked_quotations import UnmarkedQuotations
from xueku.rules.unpaired_brackets import UnpairedBrackets
from xueku.rules.unpaired_quotes import UnpairedQuotes
from xueku.rules.unsafe_attributes import UnsafeAttributes
from xueku.rules.unsigned import Unsigned
from xueku.rules.unsourced_figures import UnsourcedFigures
from xueku.rules.unsourced_quotations import UnsourcedQuotations
from xueku.rules.voided_signatures import VoidedSignatures
from xueku.rules.wrong_terms import WrongTerms
from xueku.rules.year_zeros import YearZeros

RULES: tuple[Rule, ...] = (
    AbsolutePaths(),
    ActiveFiles(),
    AgendaTotal(),
    AlteredQuotations(),
    AmendedSources(),
    Approximations(),
    Attachments(),
    BlockLayout(),
    BrokenLinks(),
    CardNumbers(),
    CitedArticles(),
    CommasBetweenQuotes(),
    Dashes(),
    DoubledWords(),
    Ellipses(),
    EmptyItems(),
    EnumerationOrder(),
    FileAuthors(),
    FilmCaptions(),
    FullWidthLetters(),
    HalfWidthBrackets(),
    HalfWidthMarks(),
    HeadingLevels(),
    IdentityNumbers(),
    ImageNames(),
    ImageText(),
    ImpossibleDates(),
    IncompleteEnumerations(),
    ItemNumbers(),
    LargeImages(),
    LinkSchemes(),
    LinkWords(),
    LongParagraphs(),
    LookalikeLinks(),
    MisattributedQuotations(),
    MisplacedQuotations(),
    MixedDates(),
    MobileNumbers(),
    NestedQuotes(),
    PersonalMailboxes(),
    RawHtml(),
    RequiredSections(),
    SecrecyMarkings(),
    StraightQuotes(),
    TableLayout(),
    TemplateWords(),
    TitleStops(),
    TrackedChanges(),
    UninspectedFiles(),
    UnknownQuotations(),
    UnlistedWorks(),
    UnmarkedQuotations(),
    UnpairedBrackets(),
    UnpairedQuotes(),
    UnsafeAttributes(),
    Unsigned(),
    UnsourcedFigures(),
    UnsourcedQuotations(),
    VoidedSignatures(),
    WrongTerms(),
    YearZeros(),
)

__all__ = ["RULES", "Rule", "check_levels", "check_record"]


def check_record(
    linked: Linked, record: Record, levels: Mapping[str, Level], library: Library | None = None
) -> list[Diagnostic]:
    """Every finding on one record, as it was read, beyond the shape of its fields; `levels`: see `SiteSettings.rules`.

    What the whole library is needed for is told if that is given.
    """
    return [*check_fields(record, linked.catalog), *check(linked, record, RULES, levels, library)]


def check_levels(levels: Mapping[str, Level], settings_file: str) -> list[Diagnostic]:
    """A finding for each code in the settings that no rule has."""
    known = sorted(rule.code for rule in RULES)
    return [
        Diagnostic(
            Span(settings_file),
            "XK106",
            f"没有代码为{shown(code)}的规则",
            f"可以设轻重的：{'、'.join(known)}",
        )
        for code in levels
        if code not in known
    ]
