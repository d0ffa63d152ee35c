"""The table of a class: who stands how, where the class is stuck, which slips come most."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from lstm_helpers.exercises.kinds import Choice
from lstm_helpers.exercises.questions import QUESTIONS
from lstm_helpers.exercises.slip_table import SLIPS
from lstm_helpers.live.receipts import Receipt

__all__ = ["HELP", "LessonTable", "as_csv", "in_words", "lessons", "needs", "slip_in_words"]

# Who may need help: who has solved less than half of what half the class has, or is stuck on a
# quarter of the questions: has tried them, or was shown them, and has not solved them.
HELP = {"behind": 0.5, "stuck": 0.25}

_SAYS = {slip.name: slip.says for slip in reversed(SLIPS)}

COLUMNS = (
    *("learner", "lesson", "solved", "shown", "tried", "open", "asked"),
    *("practice right", "practice not right", "riddles", "may need help", "stuck on", "slips"),
)


@dataclass(frozen=True)
class LessonTable:
    """A class in one lesson.

    Parameters
    ----------
    lesson
        Its number.
    receipts
        One for each learner.
    """

    lesson: str
    receipts: Sequence[Receipt]

    @property
    def questions(self) -> list[str]:
        """All questions that anybody was asked, in their order."""
        longest = sorted(self.receipts, key=lambda each: -len(each.questions))
        return list(dict.fromkeys(q for receipt in longest for q in receipt.questions))

    @property
    def half(self) -> float:
        """How many questions half the class has solved."""
        return median(receipt.count("solved") for receipt in self.receipts)

    def counts(self, question: str) -> Counter[str]:
        """Count how a question stands; with whom it isn't, there it is open."""
        return Counter(receipt.questions.get(question, "open") for receipt in self.receipts)

    @property
    def hardest(self) -> list[str]:
        """The questions at which somebody is stuck, those with most of them first."""

        def stuck(question: str) -> int:
            counts = self.counts(question)
            return counts["tried"] + counts["shown"]

        return sorted(filter(stuck, self.questions), key=lambda question: -stuck(question))

    @property
    def slips(self) -> list[tuple[str, int, int]]:
        """Each slip, with how many learners made it, and how often: the commonest first."""
        learners = Counter(slip for receipt in self.receipts for slip in receipt.slips)
        often: Counter[str] = Counter()
        for receipt in self.receipts:
            often.update(receipt.slips)
        rows = [(slip, count, often[slip]) for slip, count in learners.items()]
        return sorted(rows, key=lambda row: (-row[1], -row[2], row[0]))


def lessons(receipts: Iterable[Receipt]) -> list[LessonTable]:
    """Put a class's receipts together by their lessons."""
    by_lesson: dict[str, list[Receipt]] = {}
    for receipt in receipts:
        by_lesson.setdefault(receipt.lesson, []).append(receipt)
    return [LessonTable(lesson, by_lesson[lesson]) for lesson in sorted(by_lesson)]


def needs(receipt: Receipt, half: float) -> str:
    """Say why somebody may need help; empty where nothing points to it.

    Parameters
    ----------
    receipt
        How they stand.
    half
        How many questions half the class has solved.

    Examples
    --------
    >>> needs(Receipt("03", {"a": "solved"}, {}), half=4)
    'solved 1, and half the class 4 or more'
    >>> needs(Receipt("03", {"a": "tried", "b": "shown", "c": "solved"}, {}), half=0)
    'stuck on 2 of 3 questions'
    """
    solved, stuck = receipt.count("solved"), receipt.count("tried") + receipt.count("shown")
    reasons = []
    if solved < half * HELP["behind"]:
        reasons.append(f"solved {solved}, and half the class {half:g} or more")
    asked = len(receipt.questions)
    if stuck and stuck >= asked * HELP["stuck"]:
        reasons.append(f"stuck on {stuck} of {asked} questions")
    return "; ".join(reasons)


def in_words(question: str) -> str:
    """Say what a question asks, where its name doesn't.

    >>> in_words("how many weights"), in_words("c t=2")
    ('How many weights has this network?', '')
    """
    return QUESTIONS[question].text.replace("`", "") if question in QUESTIONS else ""


def slip_in_words(slip: str) -> str:
    """Say what a slip is.

    >>> slip_in_words("bias left out"), slip_in_words("how many weights (a)")
    ('leaves out the bias.', 'chose: 3')
    """
    question, _, letter = slip.removesuffix(")").rpartition(" (")
    asked = QUESTIONS.get(question)
    if isinstance(asked, Choice) and letter in asked.options:
        return f"chose: {asked.options[letter].text.replace('`', '')}"
    return _SAYS.get(slip, "").replace("{it}", "…")


def as_csv(receipts: Iterable[Receipt]) -> str:
    """Write a row for each learner and lesson."""
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(COLUMNS)
    for table in lessons(receipts):
        for receipt in table.receipts:
            rows.writerow(map(_harmless, _row(receipt, table.half)))
    return file.getvalue()


def _row(receipt: Receipt, half: float) -> list[object]:
    stuck = [q for q, state in receipt.questions.items() if state in ("tried", "shown")]
    counts = [receipt.count(state) for state in ("solved", "shown", "tried", "open")]
    slips = "; ".join(f"{slip}: {count}" for slip, count in receipt.slips.items())
    done = [*counts, len(receipt.questions), *receipt.practice, receipt.riddles]
    return [receipt.name, receipt.lesson, *done, needs(receipt, half), "; ".join(stuck), slips]


def _harmless(value: object) -> object:
    """Keep a spreadsheet from taking what a learner typed for a formula."""
    is_formula = isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t"))
    return f"'{value}" if is_formula else value
