"""What is checked beyond the shape of fields: one file per rule, and one word here."""

from xueku.rules.agenda_total import AgendaTotal
from xueku.rules.attachments import Attachments
from xueku.rules.base import Rule, check
from xueku.rules.block_layout import BlockLayout
from xueku.rules.broken_links import BrokenLinks
from xueku.rules.heading_levels import HeadingLevels
from xueku.rules.image_text import ImageText
from xueku.rules.large_images import LargeImages
from xueku.rules.link_schemes import LinkSchemes
from xueku.rules.raw_html import RawHtml
from xueku.rules.required_sections import RequiredSections
from xueku.rules.unsafe_attributes import UnsafeAttributes

RULES: tuple[Rule, ...] = (
    AgendaTotal(),
    Attachments(),
    BlockLayout(),
    BrokenLinks(),
    HeadingLevels(),
    ImageText(),
    LargeImages(),
    LinkSchemes(),
    RawHtml(),
    RequiredSections(),
    UnsafeAttributes(),
)

__all__ = ["RULES", "Rule", "check"]
