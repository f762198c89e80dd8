"""Comments in a copy of a Word draft; everything else in the copy stays as it is."""

from treatygrade.word.annotate import AUTHOR, Comment, annotate, remove_comments
from treatygrade.word.drafting import comments

__all__ = ["AUTHOR", "Comment", "annotate", "comments", "remove_comments"]
