"""Comments in a copy of a Word draft; everything else in the copy stays as it is."""

from treatygrade.word.annotate import AUTHOR, Comment, annotate, remove_comments

__all__ = ["AUTHOR", "Comment", "annotate", "remove_comments"]
