"""Data of worked examples in the literature."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from treatygrade.agreement.ratings import MISSING, Ratings, Scale

_ = None

# Gwet 2014, Handbook of Inter-Rater Reliability, table 2.1; irrCAC: cac.raw4raters.
GWET_FOUR_RATERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, _],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 3],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]
# irrCAC: cac.raw5obser.
GWET_FIVE_OBSERVERS = [
    [1, 1, 2, _, 0, 0, 1, 1, 2, 2, _, 0, 1, 3, 1],
    [1, 1, 3, 0, 0, 0, 0, _, 2, 1, 1, 0, 2, 3, 1],
    [2, 0, 3, 0, 0, 0, 2, 2, 2, 1, 0, 0, 2, 2, 1],
    [_, 1, 3, _, _, _, _, 0, _, 1, 0, 0, 2, 2, _],
    [2, _, _, 0, 0, 0, 1, _, 2, _, _, _, _, 3, 1],
]
# Krippendorff 2011, "Computing Krippendorff's alpha-reliability", sections A, B and C.
KRIPPENDORFF_A = ["0100000010", "1110010000"]
KRIPPENDORFF_B = ["aabbdcccedda", "babbbcccedd" + "d"]
KRIPPENDORFF_C = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
    [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
]
# Fleiss 1971, Psychol. Bull. 76, table 1: 30 patients, 6 psychiatrists; depression, personality disorder,
# schizophrenia, neurosis, other.
FLEISS_1971 = [
    "00060", "03003", "01401", "00006", "03030", "20400", "00402", "20310", "20040", "00006",
    "10050", "11040", "03300", "10050", "02031", "00501", "30012", "51000", "02040", "10203",
    "00006", "01050", "02013", "20040", "10041", "05010", "40002", "02040", "10500", "00006",
]  # fmt: skip
# The table of irrCAC's distrib.6raters: the first fifteen patients of Fleiss 1971.
FLEISS_FIRST_15 = FLEISS_1971[:15]
# Wikipedia, "Fleiss' kappa": 10 subjects, 14 raters.
FLEISS_WIKIPEDIA = [
    (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
]  # fmt: skip
# Cohen 1968, Psychol. Bull. 70, table 1: 200 patients, and the weights of disagreement.
COHEN_1968 = [[88, 10, 2], [14, 40, 6], [18, 10, 12]]
COHEN_1968_DISAGREEMENT = [[0, 1, 3], [1, 0, 6], [3, 6, 0]]
# irrCAC: cont3x3abstractors and cont4x4diagnosis (Gwet 2014, tables 2.2 and 3.1).
ABSTRACTORS = [[13, 0, 0], [0, 20, 7], [0, 4, 56]]
DIAGNOSIS = [[40, 6, 4, 15], [4, 25, 1, 5], [4, 2, 21, 9], [17, 13, 12, 45]]
# Wikipedia, "Krippendorff's alpha": 15 units, 3 coders.
KRIPPENDORFF_WIKIPEDIA = [
    [_, _, _, _, _, 3, 4, 1, 2, 1, 1, 3, 3, _, 3],
    [1, _, 2, 1, 3, 3, 4, 3, _, _, _, _, _, _, _],
    [_, _, 2, 1, 3, 4, 4, _, 2, 1, 1, 3, 3, _, 4],
]
# Gwet 2002, "Kappa statistic is not satisfactory for assessing the extent of agreement between raters", table 2.
GWET_2002 = [[118, 5], [2, 0]]
# Feinstein & Cicchetti 1990, J. Clin. Epidemiol. 43, 543-549: one share of agreement, two kappas, twice.
PARADOX_1 = [[40, 9], [6, 45]], [[80, 10], [5, 5]]
PARADOX_2 = [[45, 15], [25, 15]], [[25, 35], [5, 35]]
# Fleiss 1981, Statistical Methods for Rates and Proportions, table 13.1: 100 subjects, two raters.
FLEISS_1981 = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]
# Landis & Koch 1977, Biometrics 33, 159-174: multiple sclerosis, two neurologists; Winnipeg and New Orleans.
WINNIPEG = [[38, 5, 0, 1], [33, 11, 3, 0], [10, 14, 5, 6], [3, 7, 3, 10]]
NEW_ORLEANS = [[5, 3, 0, 0], [3, 11, 4, 0], [2, 13, 3, 4], [1, 2, 4, 14]]


def of_raters(rows: list[list[int | None]] | list[str], ordinal: bool = True) -> Ratings:
    """Ratings from one sequence a rater."""
    values = sorted({value for row in rows for value in row if value is not None})
    place = {value: k for k, value in enumerate(values)}
    codes = np.array([[MISSING if value is None else place[value] for value in row] for row in rows], dtype=np.int8).T
    categories = tuple(str(value) for value in values)
    scale = Scale(categories, categories if ordinal else ())
    return Ratings(codes, tuple(map(str, range(len(codes)))), tuple(f"r{j}" for j in range(len(rows))), scale)


def of_counts(rows: list[str] | list[tuple[int, ...]]) -> Ratings:
    """Ratings from how many raters put each unit in each category."""
    table = [[int(count) for count in row] for row in rows]
    units = [[k for k, count in enumerate(row) for _ in range(count)] for row in table]
    return of_raters([list(column) for column in zip(*units, strict=True)])


def of_table(table: list[list[int]]) -> Ratings:
    """Ratings of two raters from their confusion table."""
    cells = [(i, j) for i, row in enumerate(table) for j, count in enumerate(row) for _ in range(count)]
    return of_raters([list(side) for side in zip(*cells, strict=True)])


def of_codes(codes: NDArray[np.int_], q: int, ordinal: int | None = None) -> Ratings:
    """Ratings from codes (units, raters), -1 for missing; of the ``q`` categories the first ``ordinal`` are ordered."""
    categories = tuple("ABCDEFGH"[:q])
    scale = Scale(categories, categories[: q if ordinal is None else ordinal])
    units, raters = codes.shape
    names = tuple(f"r{j}" for j in range(raters))
    return Ratings(codes.astype(np.int8), tuple(map(str, range(units))), names, scale)
