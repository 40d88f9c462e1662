"""A question that follows another: which term it is still about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from knowledge.text import words

if TYPE_CHECKING:
    from knowledge.notes.glossary import Glossary, Term

READ_CAP: Final = 60
"""Words that are looked at; a follow-up is shorter."""
LONGEST_NAME: Final = 6
"""Words of a term's name that are looked for."""
POINTING: Final = frozenset(
    {
        *("it", "its", "they", "their", "them", "this", "that", "these", "those"),
        *("es", "sein", "seine", "seinen", "ihr", "ihre", "ihren", "dessen", "deren", "davon"),
        *("il", "elle", "son", "sa", "ses", "leur", "leurs", "ça", "cela"),
        *("su", "sus", "eso", "esto"),
        *("suo", "sua", "suoi", "loro", "esso", "questo"),
        *("seu", "seus", "suas", "dele", "dela", "isso"),
        *("den", "det", "dens", "dets", "dess"),
    }
)
"""Words that point at what was named before; in notes of another language a term has to be missing
for a question to follow."""
_POINTING: Final = frozenset(word for each in POINTING for word in words(each))


def terms_in(question: str, glossary: Glossary) -> tuple[Term, ...]:
    """Return the terms that a question names, in its order; a longer name goes before its parts."""
    said = words(question)[:READ_CAP]
    found: dict[str, Term] = {}
    at = 0
    while at < len(said):
        for length in range(min(LONGEST_NAME, len(said) - at), 0, -1):
            if (term := glossary.named(said[at : at + length])) is not None:
                found.setdefault(term.name, term)
                at += length
                break
        else:
            at += 1
    return tuple(found.values())


def carried_on(question: str, before: str, glossary: Glossary) -> str:
    """Return a question with the term of the one before it, where it is still about that.

    It is where it names no term itself, or points back ("and its pricing?"); else, and where the
    one before named none, it is returned as it is.
    """
    earlier = terms_in(before, glossary)
    if not earlier:
        return question
    own = terms_in(question, glossary)
    points = not _POINTING.isdisjoint(words(question)[:READ_CAP])
    if (own and not points) or earlier[0] in own:
        return question
    return f"{earlier[0].name}: {question}"
