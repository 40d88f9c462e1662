"""The names that authors give to what they say of a thing: `Description:`, `Use case:`."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from knowledge.quiz.stated.said import Relation
from knowledge.text import words

_LABELS: Final = {
    Relation.IS: """
        description|definition|purpose|what it is|what it does|what is it|what|meaning|about|role
        |function|concept|summary|explanation|overview|does
        |descrizione|definizione|scopo|significato|cosa fa|funzione|ruolo
        |descripcion|definicion|proposito|significado|funcion|que es
        |beschreibung|definition|zweck|bedeutung|funktion|aufgabe
        |description|definition|but|signification|fonction|role
        |descricao|definicao|finalidade|funcao|beskrivelse|formal|funktion
        |beschrijving|definitie|doel|functie|beskrivning|syfte
        """,
    Relation.USE: """
        use case|use cases|usage|uses|used for|use|when to use|best for|ideal for|suitable for
        |example use|example use cases|common uses|typical uses|good for|application|applications
        |casi d uso|uso|utilizzo|quando usarlo|applicazioni|casos de uso|usos|aplicaciones
        |anwendung|anwendungsfall|anwendungsfalle|einsatz|cas d usage|usage|utilisation
        |utilizacao|anvendelse|brug|gebruik|toepassing|anvandning
        """,
    Relation.FEATURE: """
        feature|features|key features|key feature|main features|characteristics|properties
        |how it works|functionality|capabilities|benefits|advantages|key points
        |caratteristiche|funzionalita|vantaggi|caracteristicas|ventajas|merkmale|eigenschaften
        |vorteile|caracteristiques|avantages|vantagens|egenskaber|fordele|kenmerken|voordelen
        |egenskaper|fordelar
        """,
}


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Relation]:
    return {
        " ".join(words(name)): relation
        for relation, names in _LABELS.items()
        for name in names.split("|")
    }


def relation_of(label: str) -> Relation | None:
    """Return what is said under a label of that name; None where the label is none of these."""
    return _by_name().get(" ".join(words(label)))


def unlabelled(text: str, about: str) -> str:
    """Return a text without a label such as `Description:` that says no more than what follows.

    A label that `about` names too, the question or its answer, is the thing itself and stays.
    """
    label, _, said = text.partition(":")
    if not said.strip() or relation_of(label) is not Relation.IS:
        return text
    return text if set(words(label)) & set(words(about)) else said.strip()
