"""German for what the parts of the cell are called in a sentence, each with its article.

German lectures keep the English names of the gates: das Forget Gate, das Input Gate, das Output
Gate. The others are der Kandidat, der Zellzustand, der verborgene Zustand; a weight is der Kernel,
der rekurrente Kernel or der Bias.
"""

from __future__ import annotations

# By the English words: the name with its article, and the same as whose a weight is.
_GATES = {
    "forget gate": ("f", "das Forget Gate", "des Forget Gates"),
    "input gate": ("i", "das Input Gate", "des Input Gates"),
    "candidate": ("g", "der Kandidat", "des Kandidaten"),
    "output gate": ("o", "das Output Gate", "des Output Gates"),
}
_STATES = {
    "input": ("x", "die Eingabe"),
    "cell state": ("c", "der Zellzustand"),
    "hidden state": ("h", "der verborgene Zustand"),
    "cell state before": ("c_prev", "der Zellzustand von vorher"),
    "hidden state before": ("h_prev", "der verborgene Zustand von vorher"),
    "activation": ("c_act", "die Aktivierung"),
}
# By the English words: the letter, the article and the name of what a gate has.
_PARTS = {
    "kernel": ("w", "der", "Kernel", "Kernel"),
    "recurrent kernel": ("u", "der", "rekurrente Kernel", "rekurrenter Kernel"),
    "bias": ("b", "der", "Bias", "Bias"),
    "pre-activation": ("z", "die", "Voraktivierung", "Voraktivierung"),
}


def _phrases() -> dict[str, str]:
    made = {}
    named = [(words, name, german) for words, (name, german, _) in _GATES.items()]
    named += [(words, name, german) for words, (name, german) in _STATES.items()]
    for words, name, german in named:
        made[f"the {words}"] = german
        made[f"the {words} {name}"] = f"{german}{',' * ('vorher' in german)} {name}"
        if name not in (
            "x",
            "c_act",
        ):  # nobody is asked for the one, and the other has words of its own
            made[f"the {words}, {name}"] = f"{german}, {name}"
    for part, (letter, article, weak, strong) in _PARTS.items():
        for gate, (name, _, whose) in _GATES.items():
            made[f"{part} of the {gate}"] = f"{strong} {whose}"
            made[f"the {part} of the {gate}"] = f"{article} {weak} {whose}"
            called = f"{article} {weak} {letter}_{name} {whose}"
            made[f"the {part} of the {gate} {letter}_{name}"] = called
    return made


PHRASES = {
    **_phrases(),
    "keep, what is kept of the old state": "keep, der behaltene Teil des alten Zustands",
    "write, what is written to the state": "write, der neu geschriebene Teil",
}
