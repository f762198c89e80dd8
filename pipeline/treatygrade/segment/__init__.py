"""From a document to follow-up paragraphs and evaluations."""

from treatygrade.segment.report import Evaluation, FollowUpParagraph, Item, Previous, Report, Span
from treatygrade.segment.segmenting import segment

__all__ = ["Evaluation", "FollowUpParagraph", "Item", "Previous", "Report", "Span", "segment"]
