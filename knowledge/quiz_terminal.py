"""Questions, grades and results as a person reads them on a terminal."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from knowledge.quiz.exam import ESTIMATE
from knowledge.quiz.grade import Verdict, right_answers, told
from knowledge.quiz.items import Item, Kind
from knowledge.quiz.practice import LETTERS, shown_partners
from knowledge.terminal import DOT, Page, console, harmless, roots_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from knowledge.quiz.exam import Paper, Result
    from knowledge.quiz.exchange.written import Written
    from knowledge.quiz.grade import Grade
    from knowledge.quiz.items import Bank
    from knowledge.quiz.practice import Practice

_COLOURS: Final = {
    Verdict.RIGHT: "bold green",
    Verdict.PARTLY: "yellow",
    Verdict.WRONG: "bold red",
    Verdict.SELF: "cyan",
}
_MARK: Final = "\u2713"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where questions are printed, with the notes that they come from."""

    page: Page

    @classmethod
    def over(cls, folders: Sequence[Path]) -> Sheet:
        """Return a sheet for questions from the notes of these folders."""
        return cls(Page(console(), roots_of(folders)))

    def item(self, item: Item) -> None:
        """Print an item with its answer, where it comes from, and why it may not be asked."""
        self._stem(f"{item.id}{DOT}", item)
        right = set(item.answer)
        self._options(item, {at for at in range(len(item.options)) if at in right})
        if item.kind is Kind.PAIRS:
            for option, partner in zip(item.options, item.partners, strict=False):
                self.page.line(f"  {option.text}: {partner}")
        elif not item.options:
            self.page.line(f"  {_MARK} {' / '.join(item.accepted)}")
        self._explained(item)
        for hold in item.holds:
            self.page.line(f"  not asked: {hold.code}, {hold.reason}", "yellow")
        self.page.line("")

    def question(self, item: Item, number: int, total: int, left: str = "") -> None:
        """Print a question to be answered; `left` says how much time there is."""
        about = DOT.join(part for part in (f"{number} of {total}", item.topic, left) if part)
        self.page.line(about, "dim")
        self._stem("", item)
        self._options(item, set())
        for place, partner in enumerate(shown_partners(item), 1):
            self.page.line(f"  {place}  {partner}", "cyan")
        self.page.line(_how(item), "dim")

    def grade(self, item: Item, found: Grade) -> None:
        """Print how an answer was, the right one, and what the notes say."""
        self.page.line(found.reason.value, _COLOURS[found.verdict])
        if found.verdict is not Verdict.RIGHT:
            self._right(item)
        for option in found.mistakes:
            if option.why:
                self.page.hanging("  ", harmless(f"{option.text}: {option.why}"))
        self._explained(item)
        self.page.line("")

    def score(self, practice: Practice) -> None:
        """Print how a practice went, and what to read again."""
        asked = len(practice.grades)
        if not asked:
            self.page.line("Nothing was answered.", "dim")
            return
        self.page.line(f"{practice.points:g} of {asked} points", "bold")
        if practice.missed:
            self.page.line("Read again", "dim")
        for place in dict.fromkeys(item.cited for item in practice.missed):
            self.page.place(place)

    def result(self, paper: Paper, found: Result, passing: int) -> None:
        """Print how an exam went, by topic, and what it is worth."""
        verdict = "passed" if found.passed else "not passed"
        style = "bold green" if found.passed else "bold red"
        self.page.line(f"{found.right} of {found.asked} right", "bold")
        self.page.line(f"about {found.estimate} of 1000, {verdict} (from {passing})", style)
        self.page.line(ESTIMATE, "dim")
        if len(found.topics) > 1:
            width = max(len(topic.topic or "others") for topic in found.topics)
            for topic in found.topics:
                bar = "\u2588" * round(10 * topic.right / topic.asked)
                name = (topic.topic or "others").ljust(width)
                self.page.line(f"  {name}  {bar:\u2591<10}  {topic.right} of {topic.asked}")
        if paper.unscored:
            self.page.line(
                f"{len(paper.unscored)} questions made by rule were tried out and not counted.",
                "dim",
            )
        for topic_name, missing in paper.missing.items():
            self.page.line(f"The notes lack {missing} questions on {topic_name}.", "yellow")

    def summary(self, bank: Bank, shown: int) -> None:
        """Print how many items there are."""
        self.page.line(
            f"{shown} shown; the notes give {len(bank.ready)} items to ask, "
            f"and {len(bank.held)} that are kept back.",
            "dim",
        )

    def written(self, file: Path, written: Written[str] | Written[bytes]) -> None:
        """Print what was exported, and what was left out for which reason."""
        self.page.line(f"{written.count} items written to {file}.")
        reasons: dict[str, int] = {}
        for left in written.left_out:
            reasons[left.reason] = reasons.get(left.reason, 0) + 1
        for reason, count in sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])):
            self.page.line(f"{count} left out: {reason}.", "yellow")

    def typed(self) -> str | None:
        """Return the next line of the input, without spaces around; None at its end."""
        self.page.out.print("> ", end="")
        try:
            line = sys.stdin.readline()
        except KeyboardInterrupt:
            line = ""
        if not line:
            self.page.line("")
            return None
        return line.strip()

    def line(self, text: str, style: str = "dim") -> None:
        """Print a remark."""
        self.page.line(text, style)

    def _stem(self, before: str, item: Item) -> None:
        self.page.hanging("", harmless(f"{before}{item.stem}", "bold"))

    def _options(self, item: Item, marked: set[int]) -> None:
        for place, (letter, option) in enumerate(zip(LETTERS, item.options, strict=False)):
            sign = _MARK if place in marked else letter
            self.page.hanging(f"  {sign}  ", harmless(option.text))

    def _right(self, item: Item) -> None:
        if item.kind is Kind.PAIRS:
            for option, partner in zip(item.options, item.partners, strict=False):
                self.page.hanging("  ", harmless(f"{option.text}: {partner}"))
            return
        letters = [LETTERS[place] for place in item.answer if place < len(LETTERS)]
        for letter, text in zip(letters or [_MARK], right_answers(item), strict=False):
            self.page.hanging(f"  {letter}  ", harmless(text))

    def _explained(self, item: Item) -> None:
        for text in told(item):
            self.page.hanging("  ", harmless(text))
        self.page.place(item.cited)


def _how(item: Item) -> str:
    """Return how an item is answered."""
    if item.kind is Kind.PAIRS:
        return "A letter and a number each, such as A2 B1; Enter leaves it out."
    if not item.options:
        return "Type the answer; Enter leaves it out."
    if item.kind is Kind.SEVERAL:
        return "Letters, such as A C; Enter leaves it out."
    return "A letter; Enter leaves it out."
