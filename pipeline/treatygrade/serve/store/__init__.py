"""What reviewers answered and what was suggested to them, kept apart and never overwritten."""

from treatygrade.serve.store.answers import Answer, Stale, Store
from treatygrade.serve.store.export import ratings, write_ratings

__all__ = ["Answer", "Stale", "Store", "ratings", "write_ratings"]
