"""What is checked beyond the shape of fields: one file per rule, and one word here."""

from collections.abc import Mapping

from xueku.catalog.assembly import check_fields, in_terms
from xueku.model.diagnostic import Diagnostic, Span, shown
from xueku.model.record import Record
from xueku.model.settings import Level
from xueku.render.link import Linked
from xueku.rules.absolute_paths import AbsolutePaths
from xueku.rules.agenda_total import AgendaTotal
from xueku.rules.attachments import Attachments
from xueku.rules.base import Rule, check
from xueku.rules.block_layout import BlockLayout
from xueku.rules.broken_links import BrokenLinks
from xueku.rules.card_numbers import CardNumbers
from xueku.rules.cited_articles import CitedArticles
from xueku.rules.empty_items import EmptyItems
from xueku.rules.enumeration_order import EnumerationOrder
from xueku.rules.file_authors import FileAuthors
from xueku.rules.heading_levels import HeadingLevels
from xueku.rules.identity_numbers import IdentityNumbers
from xueku.rules.image_names import ImageNames
from xueku.rules.image_text import ImageText
from xueku.rules.incomplete_enumerations import IncompleteEnumerations
from xueku.rules.large_images import LargeImages
from xueku.rules.link_schemes import LinkSchemes
from xueku.rules.link_words import LinkWords
from xueku.rules.long_paragraphs import LongParagraphs
from xueku.rules.mobile_numbers import MobileNumbers
from xueku.rules.personal_mailboxes import PersonalMailboxes
from xueku.rules.raw_html import RawHtml
from xueku.rules.required_sections import RequiredSections
from xueku.rules.secrecy_markings import SecrecyMarkings
from xueku.rules.table_layout import TableLayout
from xueku.rules.tracked_changes import TrackedChanges
from xueku.rules.uninspected_files import UninspectedFiles
from xueku.rules.unlisted_works import UnlistedWorks
from xueku.rules.unsafe_attributes import UnsafeAttributes
from xueku.rules.unsourced_figures import UnsourcedFigures
from xueku.rules.wrong_terms import WrongTerms

RULES: tuple[Rule, ...] = (
    AbsolutePaths(),
    AgendaTotal(),
    Attachments(),
    BlockLayout(),
    BrokenLinks(),
    CardNumbers(),
    CitedArticles(),
    EmptyItems(),
    EnumerationOrder(),
    FileAuthors(),
    HeadingLevels(),
    IdentityNumbers(),
    ImageNames(),
    ImageText(),
    IncompleteEnumerations(),
    LargeImages(),
    LinkSchemes(),
    LinkWords(),
    LongParagraphs(),
    MobileNumbers(),
    PersonalMailboxes(),
    RawHtml(),
    RequiredSections(),
    SecrecyMarkings(),
    TableLayout(),
    TrackedChanges(),
    UninspectedFiles(),
    UnlistedWorks(),
    UnsafeAttributes(),
    UnsourcedFigures(),
    WrongTerms(),
)

__all__ = ["RULES", "Rule", "check_levels", "check_record"]


def check_record(linked: Linked, record: Record, levels: Mapping[str, Level]) -> list[Diagnostic]:
    """Every finding on one record, as it was read, beyond the shape of its fields; `levels`: see `SiteSettings.rules`."""
    return [
        *check_fields(record, linked.catalog),
        *check(linked, in_terms(record, linked.catalog.vocabularies), RULES, levels),
    ]


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
