"""Other ways to classify evaluations, each as an estimator of texts with ``fit`` and ``predict_proba``."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from treatygrade.columns import GRADES
from treatygrade.evaluate.systems import Outcome, Predictor, System, from_pipeline
from treatygrade.models.calibrate import log_softmax
from treatygrade.models.data import Examples
from treatygrade.models.settings import Settings

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Peer:
    """``make`` gives an estimator; ``calibrated`` by held-out folds as ours is, where that is affordable.

    ``with_invented``: it also learns from the invented evaluations, as ours does. ``with_scheme``: the scheme stands
    before each text.
    """

    make: Callable[[], Any]
    calibrated: bool = True
    with_invented: bool = False
    with_scheme: bool = False

    def system(self) -> System:
        """The peer in the form that cross-validation takes."""
        return from_pipeline(self.make) if self.calibrated else System(self._learn)

    def _learn(self, train: Examples, _settings: Settings) -> Predictor:
        kept = np.flatnonzero(train.published | self.with_invented)
        model = self.make().fit(self._texts(train.take(kept)), train.gold[kept])

        def predict(test: Examples) -> Outcome:
            scores = np.log(np.maximum(in_all_grades(model, self._texts(test)), 1e-9))
            return Outcome(np.exp(log_softmax(np.where(test.allowed, scores, -np.inf))), 0.0, 0.0)

        return predict

    def _texts(self, examples: Examples) -> list[str]:
        if not self.with_scheme:
            return list(examples.texts)
        schemes = [str(row.get("scheme") or "").replace("-", " ") for row in examples.rows]
        return [f"{scheme}: {text}" if scheme else text for scheme, text in zip(schemes, examples.texts, strict=True)]


def in_all_grades(model: Any, texts: Sequence[str]) -> Floats:
    """``predict_proba`` with a column for each of A–F."""
    found = np.zeros((len(texts), len(GRADES)))
    found[:, model.classes_] = model.predict_proba(list(texts))
    return found


def svm() -> Any:
    """TF-IDF of one to three words and a balanced linear SVM."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline
    from sklearn.svm import LinearSVC

    return make_pipeline(TfidfVectorizer(ngram_range=(1, 3)), LinearSVC(class_weight="balanced"))


def frozen() -> Any:
    """Embeddings of the packaged MiniLM, kept as they are, and balanced logistic regression."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import FunctionTransformer

    return make_pipeline(FunctionTransformer(Embeddings()), LogisticRegression(class_weight="balanced", max_iter=2000))


class Embeddings:
    """Embeddings of texts; each text is computed once a process."""

    known: dict[str, NDArray[np.float32]] = {}  # noqa: RUF012  shared by folds on purpose

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        from treatygrade.features.embeddings import embed

        new = sorted(set(texts) - set(self.known))
        if new:
            self.known.update(zip(new, embed(new), strict=True))
        return np.array([self.known[text] for text in texts])


class Tuned:
    """The packaged MiniLM, fine-tuned with an ordinal head."""

    classes_ = np.arange(len(GRADES))

    def fit(self, texts: Sequence[str], gold: NDArray[np.int64]) -> Tuned:
        from treatygrade.models.encoder import Encoder, Tuning

        self.encoder = Encoder(tuning=Tuning(device="cuda" if accelerated() else "cpu"))
        self.encoder.fit(texts, gold)
        return self

    def predict_proba(self, texts: Sequence[str]) -> Floats:
        return self.encoder.predict_proba(texts)


def accelerated() -> bool:
    """Whether there is a GPU to fine-tune on; on two cores it would take hours."""
    import torch

    return bool(torch.cuda.is_available())


class SpacyBag:
    """spaCy's bag-of-words text classifier, ten epochs."""

    def fit(self, texts: Sequence[str], gold: NDArray[np.int64]) -> SpacyBag:
        import spacy
        from spacy.training import Example
        from spacy.util import fix_random_seed, minibatch

        fix_random_seed(0)
        self.classes_ = np.unique(gold)
        self.nlp = spacy.blank("en")
        architecture = {"@architectures": "spacy.TextCatBOW.v3", "exclusive_classes": True, "ngram_size": 2,
                        "no_output_layer": False}  # fmt: skip
        textcat = self.nlp.add_pipe("textcat", config={"model": architecture})
        names = [GRADES[grade] for grade in self.classes_]
        for name in names:
            textcat.add_label(name)  # type: ignore[attr-defined]
        examples = [
            Example.from_dict(
                self.nlp.make_doc(_two_words(text)), {"cats": {name: float(name == GRADES[g]) for name in names}}
            )
            for text, g in zip(texts, gold, strict=True)
        ]
        optimizer = self.nlp.initialize(lambda: examples)
        shuffled = random.Random(0)
        for _ in range(10):
            shuffled.shuffle(examples)
            for batch in minibatch(examples, 16):
                self.nlp.update(batch, sgd=optimizer)
        return self

    def predict_proba(self, texts: Sequence[str]) -> Floats:
        names = [GRADES[grade] for grade in self.classes_]
        return np.array([[doc.cats[name] for name in names] for doc in self.nlp.pipe(map(_two_words, texts))])


def _two_words(text: str) -> str:
    """spaCy's extractor of word pairs fails on less; a text may be empty once its verdict is masked."""
    return text if len(text.split()) > 1 else f"{text} no text"


PEERS = {
    "TF-IDF + linear SVM": Peer(svm),
    "spaCy textcat, bag of words": Peer(SpacyBag, calibrated=False),
    "frozen MiniLM + logistic regression": Peer(frozen),
    "fine-tuned MiniLM": Peer(Tuned, calibrated=False, with_invented=True, with_scheme=True),
}
