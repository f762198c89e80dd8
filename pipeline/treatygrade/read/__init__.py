"""read: a file of any format becomes one `Document`."""

from treatygrade.read.document import Block, Document, Note, Piece
from treatygrade.read.reader import read

__all__ = ["Block", "Document", "Note", "Piece", "read"]
