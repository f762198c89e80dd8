"""Which States must stay on one side of a split, because they hold near-duplicates of each other's texts."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from treatygrade.resources import config

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Hashes = NDArray[np.uint64]

_WORD = re.compile(r"\w+")
_SLICES = 16
_BASE = 0x9E3779B97F4A7C15  # odd, so that powers of it stay invertible modulo 2**64


def groups(texts: Sequence[str], labels: Sequence[str]) -> dict[str, str]:
    """The group of each label: the smallest label among those that share near-duplicates, directly or in a chain.

    Near-duplicates are texts of two labels whose sets of word shingles have a Jaccard similarity of at
    least ``near_duplicates.jaccard`` in ``configs/corpus.yaml``. Time grows with the number of words, and
    with the square of the largest cluster of texts alike that spans several labels.
    """
    import numpy as np
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    names = sorted(set(labels))
    if not names:
        return {}
    index = {name: number for number, name in enumerate(names)}
    numbers = np.array([index[label] for label in labels])
    pairs = np.array(list(near_duplicates(texts, numbers.tolist())), dtype=int).reshape(-1, 2)
    ends = numbers[pairs]
    graph = coo_array((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(len(names), len(names)))
    _, component = connected_components(graph, directed=False)
    smallest: dict[int, str] = {}
    return {name: smallest.setdefault(int(part), name) for name, part in zip(names, component, strict=True)}


def near_duplicates(texts: Sequence[str], labels: Sequence[object]) -> Iterator[tuple[int, int]]:
    """Pairs of positions of near-duplicates that bear different labels.

    Exact but for candidates that the MinHash index does not propose (see ``configs/corpus.yaml``).
    Reference: Broder, *On the resemblance and containment of documents* (1997).
    """
    import numpy as np
    from datasketch import MinHash, MinHashLSH

    rules: dict[str, Any] = config("corpus.yaml")["near_duplicates"]
    sets = shingles(texts, rules["shingle"])
    numbers = {label: number for number, label in enumerate(dict.fromkeys(labels))}
    suspects = _suspects(sets, np.array([numbers[label] for label in labels]), rules["jaccard"])
    size = rules["bands"] * rules["rows"]
    index = MinHashLSH(num_perm=size, params=(rules["bands"], rules["rows"]))
    # The shingles are hashes already.
    sketches = MinHash.generator((sets[i].tolist() for i in suspects), num_perm=size, hashfunc=_low_bits)
    for i, sketch in zip(suspects, sketches, strict=True):
        for j in sorted(index.query(sketch)):
            if labels[i] != labels[j] and jaccard(sets[i], sets[j]) >= rules["jaccard"]:
                yield j, i
        index.insert(i, sketch)


def _low_bits(value: int) -> int:
    return value & 0xFFFFFFFF


def _suspects(sets: list[Hashes], labels: NDArray[np.int64], threshold: float) -> list[int]:
    """Texts of which so many shingles occur under another label that a near-duplicate is possible at all.

    As J(a, b) <= |a ∩ b| / |a|, a text can have a near-duplicate elsewhere only if at least the share
    ``threshold`` of its shingles is found there. Few texts pass: copies within one State do not count.
    """
    import numpy as np

    sizes = np.array([len(one) for one in sets])
    if not sizes.sum():
        return []
    hashes, owners = np.concatenate(sets), np.repeat(labels.astype(np.int32), sizes)
    elsewhere = np.zeros(len(hashes), dtype=bool)
    # A slice of the hash space at a time: sorting all of it at once would take most of the memory.
    for slice_ in range(_SLICES):
        where = np.flatnonzero(hashes % _SLICES == slice_)
        where = where[np.argsort(hashes[where], kind="stable")]
        if not len(where):
            continue
        part, owner = hashes[where], owners[where]
        starts = np.flatnonzero(np.concatenate(([True], part[1:] != part[:-1])))
        several = np.minimum.reduceat(owner, starts) != np.maximum.reduceat(owner, starts)
        elsewhere[where] = np.repeat(several, np.diff(np.append(starts, len(part))))
    passed = np.concatenate(([0], np.cumsum(elsewhere)))
    ends = np.cumsum(sizes)
    counts = passed[ends] - passed[ends - sizes]
    possible: list[int] = np.flatnonzero((sizes > 0) & (counts >= threshold * sizes)).tolist()
    return possible


def shingles(texts: Sequence[str], size: int) -> list[Hashes]:
    """The set of word shingles of each text, as sorted 64-bit hashes; a shorter text is one shingle, if any."""
    import numpy as np

    vocabulary: dict[str, int] = {}
    powers = np.array([pow(_BASE, power, 2**64) for power in range(size)], dtype=np.uint64)
    result = []
    for text in texts:
        codes = np.array([_code(word, vocabulary) for word in _WORD.findall(text.casefold())], dtype=np.uint64)
        if len(codes) > size:
            hashes = np.lib.stride_tricks.sliding_window_view(codes, size) @ powers
        else:
            hashes = codes @ powers[: len(codes)] if len(codes) else codes
        result.append(np.unique(hashes))
    return result


def _code(word: str, vocabulary: dict[str, int]) -> int:
    code = vocabulary.get(word)
    if code is None:
        code = int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")
        vocabulary[word] = code
    return code


def jaccard(one: Hashes, other: Hashes) -> float:
    """|one ∩ other| / |one ∪ other| of two sorted sets; 0.0 for two empty ones."""
    import numpy as np

    shared = len(np.intersect1d(one, other, assume_unique=True))
    union = len(one) + len(other) - shared
    return shared / union if union else 0.0
