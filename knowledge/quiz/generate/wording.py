"""The sentences by which generated items ask, for each language of notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Wording:
    """What is asked, with `{}` where the words of the notes go."""

    fits: str
    """Which term has this description."""
    used: str
    """Which term has this use."""
    describes: str
    """Which description does this term have."""
    column: str
    """Which term has this value in this column of a table: heading, column, value."""
    pairs: str
    """Which value belongs to which name: heading, column."""
    member: str
    """Which of these stands under this heading."""
    members: str
    """The same for two."""
    outsider: str
    """Which of these does not."""
    truth: str
    """Whether this description is this term's: term, description."""
    gap: str
    """Complete the sentence; the gap follows."""
    verdicts: tuple[str, str] = ("True", "False")
    """The answers to `truth`, that it is so first."""
    is_a: str = ""
    """Which term is this, where the description begins with an article; nothing where the
    language would have to agree in gender."""


ENGLISH: Final = Wording(
    fits="Which of these fits the description \u201c{}\u201d?",
    used="Which of these do the notes recommend for \u201c{}\u201d?",
    describes="Which description fits {}?",
    column=(
        "In the table \u201c{0}\u201d, which of these has \u201c{2}\u201d under \u201c{1}\u201d?"
    ),
    pairs="In the table \u201c{0}\u201d, which \u201c{1}\u201d belongs to which name?",
    member="Which of these do the notes list under \u201c{}\u201d?",
    members="Which of these do the notes list under \u201c{}\u201d? (Choose TWO)",
    outsider="Which of these do the notes NOT list under \u201c{}\u201d?",
    truth="True or false: the notes describe {} as \u201c{}\u201d.",
    gap="Complete the sentence: {}",
    is_a="Which of these is {}?",
)
_WORDINGS: Final = {
    "english": ENGLISH,
    "italian": Wording(
        fits="A quale di questi corrisponde la descrizione \u00ab{}\u00bb?",
        used="Quale di questi si usa, secondo gli appunti, per \u00ab{}\u00bb?",
        describes="Quale descrizione corrisponde a {}?",
        column=(
            "Nella tabella \u00ab{0}\u00bb, quale di questi ha \u00ab{2}\u00bb "
            "sotto \u00ab{1}\u00bb?"
        ),
        pairs="Abbina ogni nome della tabella \u00ab{0}\u00bb al suo \u00ab{1}\u00bb:",
        member="Quale di questi \u00e8 elencato negli appunti sotto \u00ab{}\u00bb?",
        members="Quali di questi sono elencati negli appunti sotto \u00ab{}\u00bb? (Choose TWO)",
        outsider="Quale di questi NON \u00e8 elencato negli appunti sotto \u00ab{}\u00bb?",
        truth="Vero o falso: gli appunti descrivono {} come \u00ab{}\u00bb.",
        gap="Completa la frase: {}",
        verdicts=("Vero", "Falso"),
    ),
    "spanish": Wording(
        fits="\u00bfA cu\u00e1l de estos corresponde la descripci\u00f3n \u00ab{}\u00bb?",
        used="\u00bfCu\u00e1l de estos se usa, seg\u00fan los apuntes, para \u00ab{}\u00bb?",
        describes="\u00bfQu\u00e9 descripci\u00f3n corresponde a {}?",
        column=(
            "En la tabla \u00ab{0}\u00bb, \u00bfcu\u00e1l tiene \u00ab{2}\u00bb en \u00ab{1}\u00bb?"
        ),
        pairs="Une cada nombre de la tabla \u00ab{0}\u00bb con su \u00ab{1}\u00bb:",
        member="\u00bfCu\u00e1l de estos aparece en los apuntes bajo \u00ab{}\u00bb?",
        members="\u00bfCu\u00e1les aparecen en los apuntes bajo \u00ab{}\u00bb? (Choose TWO)",
        outsider="\u00bfCu\u00e1l de estos NO aparece en los apuntes bajo \u00ab{}\u00bb?",
        truth="Verdadero o falso: los apuntes describen {} como \u00ab{}\u00bb.",
        gap="Completa la frase: {}",
        verdicts=("Verdadero", "Falso"),
    ),
    "german": Wording(
        fits="Worauf trifft die Beschreibung \u201e{}\u201c zu?",
        used="Was davon dient laut den Notizen f\u00fcr \u201e{}\u201c?",
        describes="Welche Beschreibung trifft auf {} zu?",
        column=(
            "Was hat in der Tabelle \u201e{0}\u201c unter \u201e{1}\u201c den Wert \u201e{2}\u201c?"
        ),
        pairs="Ordne jedem Namen der Tabelle \u201e{0}\u201c seinen Wert unter \u201e{1}\u201c zu:",
        member="Was davon steht in den Notizen unter \u201e{}\u201c?",
        members="Welche davon stehen in den Notizen unter \u201e{}\u201c? (Choose TWO)",
        outsider="Was davon steht in den Notizen NICHT unter \u201e{}\u201c?",
        truth="Richtig oder falsch: Die Notizen beschreiben {} als \u201e{}\u201c.",
        gap="Vervollst\u00e4ndige den Satz: {}",
        verdicts=("Richtig", "Falsch"),
    ),
    "french": Wording(
        fits="\u00c0 quoi correspond la description \u00ab{}\u00bb ?",
        used="Lequel sert, selon les notes, \u00e0 \u00ab{}\u00bb ?",
        describes="Quelle description correspond \u00e0 {} ?",
        column="Dans le tableau \u00ab{0}\u00bb, lequel a \u00ab{2}\u00bb sous \u00ab{1}\u00bb ?",
        pairs="Associez chaque nom du tableau \u00ab{0}\u00bb \u00e0 son \u00ab{1}\u00bb :",
        member="Lequel figure dans les notes sous \u00ab{}\u00bb ?",
        members="Lesquels figurent dans les notes sous \u00ab{}\u00bb ? (Choose TWO)",
        outsider="Lequel NE figure PAS dans les notes sous \u00ab{}\u00bb ?",
        truth="Vrai ou faux : les notes d\u00e9crivent {} ainsi : \u00ab{}\u00bb.",
        gap="Compl\u00e9tez la phrase : {}",
        verdicts=("Vrai", "Faux"),
    ),
    "portuguese": Wording(
        fits="A qual destes corresponde a descri\u00e7\u00e3o \u00ab{}\u00bb?",
        used="Qual destes se usa, segundo as notas, para \u00ab{}\u00bb?",
        describes="Que descri\u00e7\u00e3o corresponde a {}?",
        column="Na tabela \u00ab{0}\u00bb, qual destes tem \u00ab{2}\u00bb em \u00ab{1}\u00bb?",
        pairs="Associe cada nome da tabela \u00ab{0}\u00bb ao seu \u00ab{1}\u00bb:",
        member="Qual destes aparece nas notas sob \u00ab{}\u00bb?",
        members="Quais destes aparecem nas notas sob \u00ab{}\u00bb? (Choose TWO)",
        outsider="Qual destes N\u00c3O aparece nas notas sob \u00ab{}\u00bb?",
        truth="Verdadeiro ou falso: as notas descrevem {} como \u00ab{}\u00bb.",
        gap="Complete a frase: {}",
        verdicts=("Verdadeiro", "Falso"),
    ),
    "danish": Wording(
        fits="Hvilken af disse passer til beskrivelsen \u00bb{}\u00ab?",
        used="Hvilken af disse bruges if\u00f8lge noterne til \u00bb{}\u00ab?",
        describes="Hvilken beskrivelse passer til {}?",
        column=(
            "Hvilken har i tabellen \u00bb{0}\u00ab v\u00e6rdien \u00bb{2}\u00ab "
            "under \u00bb{1}\u00ab?"
        ),
        pairs="Par hvert navn i tabellen \u00bb{0}\u00ab med dets \u00bb{1}\u00ab:",
        member="Hvilken af disse st\u00e5r i noterne under \u00bb{}\u00ab?",
        members="Hvilke af disse st\u00e5r i noterne under \u00bb{}\u00ab? (Choose TWO)",
        outsider="Hvilken af disse st\u00e5r IKKE i noterne under \u00bb{}\u00ab?",
        truth="Sandt eller falsk: noterne beskriver {} som \u00bb{}\u00ab.",
        gap="F\u00e6rdigg\u00f8r s\u00e6tningen: {}",
        verdicts=("Sandt", "Falsk"),
    ),
    "dutch": Wording(
        fits="Op welke van deze past de omschrijving \u201c{}\u201d?",
        used="Welke van deze gebruikt men volgens de notities voor \u201c{}\u201d?",
        describes="Welke omschrijving past bij {}?",
        column=(
            "Welke heeft in de tabel \u201c{0}\u201d onder \u201c{1}\u201d de "
            "waarde \u201c{2}\u201d?"
        ),
        pairs="Koppel elke naam in de tabel \u201c{0}\u201d aan zijn \u201c{1}\u201d:",
        member="Welke van deze staat in de notities onder \u201c{}\u201d?",
        members="Welke van deze staan in de notities onder \u201c{}\u201d? (Choose TWO)",
        outsider="Welke van deze staat in de notities NIET onder \u201c{}\u201d?",
        truth="Waar of niet waar: de notities omschrijven {} als \u201c{}\u201d.",
        gap="Maak de zin af: {}",
        verdicts=("Waar", "Niet waar"),
    ),
    "swedish": Wording(
        fits="Vilken av dessa passar beskrivningen \u201d{}\u201d?",
        used="Vilken av dessa anv\u00e4nds enligt anteckningarna f\u00f6r \u201d{}\u201d?",
        describes="Vilken beskrivning passar {}?",
        column=(
            "Vilken har i tabellen \u201d{0}\u201d v\u00e4rdet \u201d{2}\u201d "
            "under \u201d{1}\u201d?"
        ),
        pairs="Para ihop varje namn i tabellen \u201d{0}\u201d med dess \u201d{1}\u201d:",
        member="Vilken av dessa st\u00e5r i anteckningarna under \u201d{}\u201d?",
        members="Vilka av dessa st\u00e5r i anteckningarna under \u201d{}\u201d? (Choose TWO)",
        outsider="Vilken av dessa st\u00e5r INTE i anteckningarna under \u201d{}\u201d?",
        truth="Sant eller falskt: anteckningarna beskriver {} som \u201d{}\u201d.",
        gap="Avsluta meningen: {}",
        verdicts=("Sant", "Falskt"),
    ),
}


def wording_of(language: str) -> Wording:
    """Return the sentences of a language; English where it is unknown."""
    return _WORDINGS.get(language, ENGLISH)
