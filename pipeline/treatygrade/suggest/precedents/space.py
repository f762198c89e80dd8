"""A space in which texts that mean alike lie close: latent semantic analysis of TF-IDF vectors.

Source: Deerwester et al., *Indexing by latent semantic analysis* (1990).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

# Words in lower case only: names of States, laws and bodies must not make two evaluations alike.
_WORD = r"(?<!\w)[a-zß-öø-ÿœ](?:[a-zß-öø-ÿœ'-]*[a-zß-öø-ÿœ])?(?!\w)"
_SAMPLE = 8_000
"""Texts from which the axes are learned; more of them move the axes little and cost minutes."""


@dataclass(frozen=True, slots=True)
class Space:
    """``terms`` (V,), ``idf`` (V,) and ``axes`` (k, V); both arrays are float32."""

    terms: tuple[str, ...]
    vectorizer: Any
    axes: Floats

    @classmethod
    def learn(cls, texts: Sequence[str], size: int, seed: int) -> Space:
        """A space of at most ``size`` axes from a sample of ``texts``; empty texts teach nothing."""
        from sklearn.decomposition import TruncatedSVD

        told = sorted({text for text in texts if text.strip()})
        order = np.random.default_rng(seed).permutation(len(told))[:_SAMPLE]
        sample = [told[i] for i in sorted(order)]
        vectorizer = _vectorizer(min_df=2 if len(sample) > 50 else 1, max_features=30_000)
        try:
            matrix = vectorizer.fit_transform(sample)
        except ValueError:  # not one word in any text
            return cls((), None, np.zeros((0, 0), np.float32))
        terms = tuple(vectorizer.get_feature_names_out())
        with np.errstate(invalid="ignore"):  # it divides by the variance, which a single text has none of
            axes = TruncatedSVD(min(size, *matrix.shape), random_state=seed).fit(matrix).components_
        return cls.of(terms, vectorizer.idf_.astype(np.float32), axes.astype(np.float32))

    @classmethod
    def of(cls, terms: tuple[str, ...], idf: Floats, axes: Floats) -> Space:
        vectorizer = _vectorizer(vocabulary={term: number for number, term in enumerate(terms)})
        vectorizer.idf_ = idf
        return cls(terms, vectorizer, axes)

    @property
    def idf(self) -> Floats:
        return np.asarray(self.vectorizer.idf_ if self.terms else [], dtype=np.float32)

    def words(self, texts: Sequence[str]) -> Any:
        """TF-IDF rows of unit length, sparse (n, V)."""
        return self.vectorizer.transform(texts)

    def embed(self, texts: Sequence[str]) -> Floats:
        """Rows of unit length, (n, k); zeros for a text without a known word."""
        if not self.terms:
            return np.zeros((len(texts), self.axes.shape[0]), np.float32)
        return unit_length(np.asarray(self.words(texts) @ self.axes.T, dtype=np.float32))


def unit_length(rows: Floats) -> Floats:
    """Each row divided by its length; zeros stay zeros."""
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(norms > 0, norms, 1), dtype=np.float32)


def _vectorizer(**parameters: Any) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(lowercase=False, token_pattern=_WORD, sublinear_tf=True, dtype=np.float32, **parameters)
