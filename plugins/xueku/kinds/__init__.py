"""The content types, one file each. A new one is one file here and one word in KINDS."""

from xueku.kinds.article import Article
from xueku.kinds.case import Case
from xueku.kinds.course import Course
from xueku.kinds.guide import Guide
from xueku.kinds.path import Path
from xueku.kinds.work import Work
from xueku.model.resource import LearningResource

KINDS: tuple[type[LearningResource], ...] = (Course, Guide, Case, Path, Article, Work)

__all__ = ["KINDS", "Article", "Case", "Course", "Guide", "Path", "Work"]
