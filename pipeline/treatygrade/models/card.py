"""The model card in words, from the card in figures."""

from __future__ import annotations

from typing import Any


def readme(card: dict[str, Any]) -> str:
    """Markdown for people: what the model is, from what, how good, and where not to trust it."""
    counts = card["data"]["counts"]
    lines = [
        f"# {card['name']}",
        "",
        card["description"],
        "",
        f"Trained on {card['date']} with seed {card['seed']} on {card['data']['units']} evaluations of "
        f"{card['data']['states']} States; {card['features']} features.",
        "",
        "| scheme | language | " + " | ".join(card["grades"]) + " |",
        "|---|---|" + "---|" * len(card["grades"]),
        *(
            f"| {row['scheme']} | {row['language']} | " + " | ".join(str(row.get(g, 0)) for g in card["grades"]) + " |"
            for row in counts
        ),
        "",
        f"Data: {card['data']['published']} published evaluations and {card['data']['invented']} invented ones, from "
        f"{len(card['data']['files'])} files; `card.json` names each with its SHA-256. Held out: "
        f"{', '.join(card['data']['held_out']) or 'nothing'}.",
        *(f"Not there when it was trained: {name}." for name in card["data"]["missing"]),
        "",
        "## Figures",
        "",
        "Verdicts masked, on States that were held out while training (the same settings, "
        f"{card['figures']['folds']} folds by State):",
        "",
        *(f"- {name.replace('_', ' ')}: {value}" for name, value in card["figures"].items() if name != "folds"),
        "",
        "## Limits",
        "",
        *(f"- {limit}" for limit in card["limits"]),
        "",
        "`card.json` lists the SHA-256 of every training text; `treatygrade model verify` checks the files.",
        "",
    ]
    return "\n".join(lines)
