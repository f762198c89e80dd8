"""The discourse of an evaluation: what is praised and what is missed at best and at worst, and in what order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatygrade.features.clauses import Clause

PRAISE = ("welcome", "note")
BLAME = ("regret", "concern", "party", "other")


def discourse(clauses: Sequence[Clause], scheme: str) -> Iterator[tuple[str, int, int]]:
    """Names and places of discourse features, without their block.

    Single clauses: the stance with each role, and with the first roles in order. The whole: the best
    praise and the worst blame as steps of a ladder, whether the recommendation is reiterated, what is
    requested, the order of stances; these also for the scheme, as the same words ("no information was
    provided") are another grade in another scheme.
    """
    for clause in clauses:
        stance = f"{clause.stance}~" if clause.conceded else clause.stance
        for role in dict.fromkeys(clause.roles):
            yield f"{clause.stance} has {role}", clause.start, clause.end
        yield f"{stance}: {'>'.join(clause.roles[:2])}", clause.start, clause.end
        yield f"{clause.stance}:: {'>'.join(clause.roles[:3])}", clause.start, clause.end
    best = max((praise(clause) for clause in clauses), default=0)
    worst = max((blame(clause) for clause in clauses), default=0)
    again = int(any(clause.stance == "reiterate" for clause in clauses))
    asked = max((request(clause) for clause in clauses), default=0)
    order = _order(clauses)
    parts = [f"best {best}", f"worst {worst}", f"again {again}", f"asked {asked}"]
    whole = [
        *parts,
        f"best {best} worst {worst}",
        f"best {best} worst {worst} again {again}",
        f"best {best} asked {asked} again {again}",
        f"worst {worst} again {again}",
        f"order {' '.join(order[:5])}",
        f"stances {min(len(order), 5)}",
    ]
    own = [*parts, f"best {best} worst {worst}", f"worst {worst} again {again}", f"order {' '.join(order[:4])}"]
    for name in (*whole, *(f"{scheme} {name}" for name in own)):
        yield name, -1, -1


def praise(clause: Clause) -> int:
    """How good the best thing is that a clause welcomes or notes, 0 (nothing) to 5 (welcomes an act).

    An act counts 4, information about an act 2, plans and other information 1; one more if welcomed.
    """
    if clause.stance not in PRAISE or clause.roles[:1] in (("nothing",), ("against",)):
        return 0
    heads = tuple(role for role in clause.roles if role in ("act", "information", "plan", "open", "nothing"))
    value = 4 if heads[:1] == ("act",) else 2 if heads[:2] == ("information", "act") else 1
    return value + (clause.stance == "welcome")


def blame(clause: Clause) -> int:
    """How bad the worst thing is that a clause regrets or states, 0 (nothing) to 5 (against the recommendation)."""
    roles = clause.roles
    if clause.stance in PRAISE:
        return {"nothing": 2, "against": 4}.get(roles[0], 0) if roles else 0
    if clause.stance not in BLAME:
        return 0
    if "against" in roles[:3]:
        return 5
    if roles[:2] == ("nothing", "act") or roles[:1] == ("open",):
        return 4
    if "nothing" in roles and "information" in roles:
        return 2
    return 3 if "nothing" in roles[:3] or clause.stance in ("regret", "concern") else 0


def request(clause: Clause) -> int:
    """0 no request, 1 a request, 2 a request about what has happened since the recommendation was made."""
    if clause.stance not in ("request", "should"):
        return 0
    return 2 if "newness" in clause.roles else 1


def _order(clauses: Sequence[Clause]) -> list[str]:
    found: list[str] = []
    for clause in clauses:
        name = f"{clause.stance}~" if clause.conceded else clause.stance
        if not found or found[-1] != name:
            found.append(name)
    return found
