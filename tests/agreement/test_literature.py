"""Worked examples of the literature, to the digits printed there.

The irrCAC figures are those of the package's documentation (R vignettes; Python port 0.4.4), recomputed with the
port where the documentation rounds. "derived" marks figures recomputed only with an independent package.
"""

from __future__ import annotations

import numpy as np
import pytest

from tests.agreement import examples as data
from treatygrade.agreement.coefficients import fleiss, weights
from treatygrade.agreement.features import Features
from treatygrade.agreement.intervals import coefficients, estimate
from treatygrade.agreement.pairs import cohen, cohen_with_error
from treatygrade.agreement.ratings import Ratings

RAW4 = data.of_raters(data.GWET_FOUR_RATERS)
RAW5 = data.of_raters(data.GWET_FIVE_OBSERVERS)
ABSTRACTORS = data.of_table(data.ABSTRACTORS)
DIAGNOSIS = data.of_table(data.DIAGNOSIS)
GWET_2002 = data.of_table(data.GWET_2002)
FLEISS_1981 = data.of_table(data.FLEISS_1981)
SIX = data.of_counts(data.FLEISS_FIRST_15)

ESTIMATES = [
    ("Fleiss 1971, p. 380", data.of_counts(data.FLEISS_1971), "fleiss", 0.430, 3),
    ("Fleiss 1971, p. 380: mean agreement", data.of_counts(data.FLEISS_1971), "percent_agreement", 0.556, 3),
    ("Wikipedia, Fleiss' kappa", data.of_counts(data.FLEISS_WIKIPEDIA), "fleiss", 0.210, 3),
    ("Krippendorff 2011, A", data.of_raters(data.KRIPPENDORFF_A), "krippendorff_nominal", 0.095, 3),
    ("Krippendorff 2011, B", data.of_raters(data.KRIPPENDORFF_B), "krippendorff_nominal", 0.692, 3),
    ("Krippendorff 2011, C nominal", data.of_raters(data.KRIPPENDORFF_C), "krippendorff_nominal", 0.743, 3),
    ("Krippendorff 2011, D ordinal", data.of_raters(data.KRIPPENDORFF_C), "krippendorff_ordinal", 0.815, 3),
    ("Wikipedia, Krippendorff's alpha", data.of_raters(data.KRIPPENDORFF_WIKIPEDIA), "krippendorff_nominal", 0.691, 3),
    ("Gwet 2002: percent agreement", GWET_2002, "percent_agreement", 0.944, 3),
    ("Gwet 2002: AC1", GWET_2002, "ac1", 0.9408, 4),
    ("Gwet 2002: Cohen", GWET_2002, "cohen", -0.0234, 4),
    ("Gwet 2002: Scott's pi", GWET_2002, "fleiss", -0.0288, 4),
    ("Feinstein & Cicchetti 1990, 1a", data.of_table(data.PARADOX_1[0]), "cohen", 0.70, 2),
    ("Feinstein & Cicchetti 1990, 1b", data.of_table(data.PARADOX_1[1]), "cohen", 0.32, 2),
    ("Feinstein & Cicchetti 1990, 1b: share", data.of_table(data.PARADOX_1[1]), "percent_agreement", 0.85, 2),
    ("Feinstein & Cicchetti 1990, 2a", data.of_table(data.PARADOX_2[0]), "cohen", 0.13, 2),
    ("Feinstein & Cicchetti 1990, 2b", data.of_table(data.PARADOX_2[1]), "cohen", 0.26, 2),
    ("Fleiss 1981, table 13.1", FLEISS_1981, "cohen", 0.68, 2),
    ("Landis & Koch 1977, Winnipeg", data.of_table(data.WINNIPEG), "cohen", 0.208, 3),
    ("Landis & Koch 1977, New Orleans", data.of_table(data.NEW_ORLEANS), "cohen", 0.297, 3),
    ("R's vcd, MSPatients, Winnipeg: linear", data.of_table(data.WINNIPEG), "cohen_linear", 0.3797, 4),
    ("R's vcd, MSPatients, New Orleans: linear", data.of_table(data.NEW_ORLEANS), "cohen_linear", 0.4773, 4),
    ("irrCAC raw4raters: percent agreement", RAW4, "percent_agreement", 0.8181818, 7),
    ("irrCAC raw4raters: AC1", RAW4, "ac1", 0.77544, 5),
    ("irrCAC raw4raters: Fleiss", RAW4, "fleiss", 0.76117, 5),
    ("irrCAC raw4raters: Krippendorff", RAW4, "krippendorff_nominal", 0.74342, 5),
    ("irrCAC raw4raters: Conger", RAW4, "conger", 0.76282, 5),
    ("irrCAC raw4raters: Brennan-Prediger", RAW4, "brennan_prediger", 0.77273, 5),
    ("irrCAC raw4raters, quadratic: AC2 (derived)", RAW4, "ac2", 0.91400, 5),
    ("irrCAC raw5obser: AC1 (derived)", RAW5, "ac1", 0.49662, 5),
    ("irrCAC raw5obser: Fleiss (derived)", RAW5, "fleiss", 0.45762, 5),
    ("irrCAC raw5obser: Krippendorff (derived)", RAW5, "krippendorff_nominal", 0.48053, 5),
    ("irrCAC raw5obser: Conger (derived)", RAW5, "conger", 0.46927, 5),
    ("irrCAC raw5obser: Brennan-Prediger (derived)", RAW5, "brennan_prediger", 0.48741, 5),
    ("irrCAC raw5obser, quadratic: AC2 (derived)", RAW5, "ac2", 0.83043, 5),
    ("irrCAC distrib.6raters: Fleiss", SIX, "fleiss", 0.4139265, 7),
    ("irrCAC distrib.6raters: AC1", SIX, "ac1", 0.4448007, 7),
    ("irrCAC distrib.6raters: Krippendorff", SIX, "krippendorff_nominal", 0.4204384, 7),
    ("irrCAC cont3x3abstractors: percent agreement", ABSTRACTORS, "percent_agreement", 0.89, 5),
    ("irrCAC cont3x3abstractors: Cohen", ABSTRACTORS, "cohen", 0.7964094, 7),
    ("irrCAC cont3x3abstractors: Scott's pi", ABSTRACTORS, "fleiss", 0.7962397, 7),
    ("irrCAC cont3x3abstractors: AC1", ABSTRACTORS, "ac1", 0.8493305, 7),
    ("irrCAC cont3x3abstractors: Brennan-Prediger", ABSTRACTORS, "brennan_prediger", 0.835, 5),
    ("irrCAC cont3x3abstractors: Krippendorff", ABSTRACTORS, "krippendorff_nominal", 0.7972585, 7),
    ("irrCAC cont3x3abstractors: linear (derived)", ABSTRACTORS, "cohen_linear", 0.84290, 5),
    ("irrCAC cont3x3abstractors: quadratic (derived)", ABSTRACTORS, "cohen_quadratic", 0.89216, 5),
    ("irrCAC cont4x4diagnosis: Cohen (derived)", DIAGNOSIS, "cohen", 0.43150, 5),
    ("irrCAC cont4x4diagnosis: linear (derived)", DIAGNOSIS, "cohen_linear", 0.40681, 5),
    ("irrCAC cont4x4diagnosis: quadratic (derived)", DIAGNOSIS, "cohen_quadratic", 0.38319, 5),
]


@pytest.mark.parametrize(("source", "ratings", "name", "printed", "digits"), ESTIMATES, ids=[e[0] for e in ESTIMATES])
def test_estimate_as_printed(source: str, ratings: Ratings, name: str, printed: float, digits: int) -> None:
    found = coefficients(ratings, samples=0)[name].estimate
    assert found is not None
    assert round(found, digits) == printed


ERRORS = [
    ("raw4raters: percent agreement", RAW4, "percent_agreement", 0.12561, 0.542, 1.0),
    ("raw4raters: AC1", RAW4, "ac1", 0.14295, 0.461, 1.0),
    ("raw4raters: Fleiss", RAW4, "fleiss", 0.15302, 0.424, 1.0),
    ("raw4raters: Conger", RAW4, "conger", 0.14917, 0.435, 1.0),
    ("raw4raters: Brennan-Prediger", RAW4, "brennan_prediger", 0.14472, 0.454, 1.0),
    ("raw5obser: AC1 (derived)", RAW5, "ac1", 0.12197, 0.235, 0.758),
    ("raw5obser: Conger (derived)", RAW5, "conger", 0.11666, 0.219, 0.719),
    ("raw5obser: AC2 (derived)", RAW5, "ac2", 0.05825, 0.706, 0.955),
    ("distrib.6raters: Fleiss", SIX, "fleiss", 0.08119, 0.240, 0.588),
    ("cont3x3abstractors: Cohen", ABSTRACTORS, "cohen", 0.05891, 0.681, 0.912),
    ("distrib.6raters: AC1", SIX, "ac1", 0.08419, 0.264, 0.625),
]


@pytest.mark.parametrize(("source", "ratings", "name", "error", "low", "high"), ERRORS, ids=[e[0] for e in ERRORS])
def test_analytic_interval_as_printed_by_irrcac(
    source: str, ratings: Ratings, name: str, error: float, low: float, high: float
) -> None:
    found = coefficients(ratings, samples=0)[name]
    assert found.standard_error == pytest.approx(error, abs=5e-6)
    assert (found.analytic_low, found.analytic_high) == pytest.approx((low, high), abs=6e-4)


@pytest.mark.parametrize(
    ("category", "printed"), list(enumerate([0.245, 0.245, 0.520, 0.471, 0.566])),
    ids=["depression", "personality disorder", "schizophrenia", "neurosis", "other"],
)  # fmt: skip
def test_kappa_of_each_category_of_fleiss_1971(category: int, printed: float) -> None:
    codes = data.of_counts(data.FLEISS_1971).codes
    against = Features.of((codes == category).astype(np.int8), 2)
    found = estimate(against, lambda totals: fleiss(totals, np.eye(2))).estimate
    assert found == pytest.approx(printed, abs=5e-4)


def test_the_large_sample_error_of_fleiss_1981() -> None:
    """Kappa .68 with the standard error .087 and the interval .51 to .85, all from the rounded kappa there."""
    found = cohen_with_error(np.array([data.FLEISS_1981], dtype=float), np.eye(3))
    assert found.standard_error[0] == pytest.approx(0.087, abs=1e-3)
    assert (found.low[0], found.high[0]) == pytest.approx((0.51, 0.85), abs=1e-2)


def test_cohen_1968_weighted() -> None:
    table = np.array([data.COHEN_1968], dtype=float)
    disagreement = np.array(data.COHEN_1968_DISAGREEMENT)
    assert cohen(table, np.eye(3))[0] == pytest.approx(0.492, abs=5e-4)
    assert cohen(table, 1 - disagreement / disagreement.max())[0] == pytest.approx(0.348, abs=5e-4)


def test_interval_and_missing_of_krippendorff_2011() -> None:
    """The library that we check against gives the paper's interval and ratio figures too."""
    import krippendorff

    rows = [[np.nan if value is None else value for value in row] for row in data.KRIPPENDORFF_C]
    assert round(float(krippendorff.alpha(rows, level_of_measurement="interval")), 3) == 0.849
    assert round(float(krippendorff.alpha(rows, level_of_measurement="ratio")), 3) == 0.797


class TestWarrens:
    """Theorems of M. J. Warrens on weighted kappas, which any right implementation obeys."""

    table = np.array([data.DIAGNOSIS], dtype=float)

    def test_linear_kappa_is_a_weighted_mean_of_collapsed_kappas(self) -> None:
        """Warrens 2011, Psychometrika 76, 471–486: the 2 x 2 tables that split the scale, weighted by 1 - p_e."""
        kappas, rooms = [], []
        for cut in range(1, 4):
            blocks = [slice(0, cut), slice(cut, 4)]
            collapsed = np.array([[[self.table[0, a, b].sum() for b in blocks] for a in blocks]])
            p = collapsed[0] / collapsed.sum()
            kappas.append(cohen(collapsed, np.eye(2))[0])
            rooms.append(1 - (p.sum(axis=0) * p.sum(axis=1)).sum())
        linear = cohen(self.table, weights(4, "linear"))[0]
        assert linear == pytest.approx(np.average(kappas, weights=rooms), abs=1e-12)

    def test_tridiagonal_tables_order_the_kappas(self) -> None:
        """Warrens 2011, Statistical Methodology 8, 268–272: unweighted < linear < quadratic."""
        table = np.array([[[20, 5, 0], [7, 30, 4], [0, 6, 10]]], dtype=float)
        unweighted, linear, quadratic = (
            cohen(table, weights(3, kind))[0] for kind in ("identity", "linear", "quadratic")
        )
        assert unweighted < linear < quadratic

    @pytest.mark.parametrize("middle", [0, 5, 500])
    def test_quadratic_kappa_may_not_see_the_centre(self, middle: int) -> None:
        """Warrens 2012, Psychometrika 77, 315–323: with one rater's base rates symmetric, the centre cell is moot."""
        table = np.array([[[10, 4, 2], [3, middle, 5], [3, 6, 9]]], dtype=float)
        table[0, 0, 0] += 2  # rows then sum to 18, ., 18
        without = np.array(table)
        without[0, 1, 1] = 1
        w = weights(3, "quadratic")
        assert cohen(table, w)[0] == pytest.approx(cohen(without, w)[0], abs=1e-12)


@pytest.mark.parametrize("kind", ["identity", "linear", "quadratic"])
@pytest.mark.parametrize("table", [data.COHEN_1968, data.ABSTRACTORS, data.DIAGNOSIS])
def test_cohen_and_its_error_equal_statsmodels_and_sklearn(table: list[list[int]], kind: str) -> None:
    from sklearn.metrics import cohen_kappa_score
    from statsmodels.stats.inter_rater import cohens_kappa

    found = cohen_with_error(np.array([table], dtype=float), weights(len(table), kind))
    other = cohens_kappa(np.array(table), wt=None if kind == "identity" else kind)
    assert (found.estimate[0], found.standard_error[0]) == pytest.approx((other.kappa, other.std_kappa), abs=1e-9)
    codes = data.of_table(table).codes
    score = cohen_kappa_score(*codes.T, labels=range(len(table)), weights=None if kind == "identity" else kind)
    assert found.estimate[0] == pytest.approx(score, abs=1e-12)


@pytest.mark.parametrize("seed", range(4))
def test_krippendorff_equals_the_library(seed: int) -> None:
    """The package krippendorff, with values missing; our own takes weighted units, as samples and errors need them."""
    import krippendorff

    generator = np.random.default_rng(seed)
    codes = generator.integers(-1, 4, (40, 5)).astype(np.int8)
    ratings = data.of_raters([[None if code < 0 else int(code) for code in column] for column in codes.T])
    found = coefficients(ratings, samples=0)
    values = np.where(codes < 0, np.nan, codes.astype(float)).T
    for level in ("nominal", "ordinal"):
        alpha = float(krippendorff.alpha(values, level_of_measurement=level))
        assert found[f"krippendorff_{level}"].estimate == pytest.approx(alpha, abs=1e-12)


@pytest.mark.parametrize("name", ["ac1", "fleiss", "conger", "krippendorff_nominal", "cohen"])
def test_one_category_leaves_nothing_to_agree_on_beyond_chance(name: str) -> None:
    assert coefficients(data.of_raters(["aaaa", "aaaa"]), samples=0)[name].estimate is None


@pytest.mark.parametrize(
    ("rows", "ac1"),
    [
        (["aabb", "aabb"], 1.0),  # two categories are enough for AC1
        (["ab", "ba"], -1.0),
        (["aaab", "aaaa"], 0.68),  # p_a = 3/4; pi = 7/8, 1/8; p_e = 2 (7/64) = 7/32; (24 - 7) / (32 - 7) = 0.68
    ],
)
def test_ac1_of_two_categories_by_hand(rows: list[str], ac1: float) -> None:
    assert coefficients(data.of_raters(rows), samples=0)["ac1"].estimate == pytest.approx(ac1)
