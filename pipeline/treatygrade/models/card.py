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
        "Data: "
        + "; ".join(f"{name} (SHA-256 {digest[:12]}…)" for name, digest in card["data"]["files"].items())
        + ".",
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
