"""The small words by which a sentence is seen to say what something is, for each language."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Final

from knowledge.text import fold


@dataclass(frozen=True, slots=True)
class Grammar:
    """Small words of one language, folded; none of them belongs to a subject."""

    articles: frozenset[str]
    copulas: tuple[str, ...]
    """Words between a term and what it is; several words stand with spaces."""
    called: tuple[str, ...]
    """Words between what something is and its name."""
    pointers: frozenset[str]
    """Words that lean on what was said before: a sentence with one does not stand alone."""
    starters: frozenset[str]
    """Words that begin no description: pronouns, conjunctions."""
    finite: frozenset[str]
    """Verbs that make a clause with a subject of its own."""
    links: frozenset[str]
    """Words after which such a verb belongs to the description."""
    enders: frozenset[str]
    """Words with which no whole phrase ends: articles, prepositions, conjunctions."""
    vague: frozenset[str]
    """Nouns and openings that no term begins with: `the following`, `one example`."""
    judging: frozenset[str]
    """Adjectives that praise or place a thing instead of saying what it is."""

    @property
    def clauses(self) -> frozenset[str]:
        """Words that begin a clause: no name holds one."""
        return self.links - JOINERS


JOINERS: Final = frozenset(
    {
        "and", "as", "at", "att", "come", "comme", "como", "e", "en", "et", "for", "how", "och",
        "og", "om", "para", "per", "pour", "so", "to", "um", "und", "wie", "y", "als",
    }
)  # fmt: skip
"""Links that also stand inside a name or join two phrases."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _phrases(text: str) -> tuple[str, ...]:
    return tuple(sorted((part.strip() for part in text.split("|")), key=len, reverse=True))


_ENGLISH: Final = Grammar(
    articles=_words("a an the one"),
    copulas=_phrases("is|are|was|were|refers to|refer to|means|is defined as|are defined as"),
    called=_phrases(
        "is called|are called|is known as|are known as|is termed|is referred to as"
        "|are referred to as|is also called|is also known as|are also known as|is often called"
        "|was called|was known as|were called|are also called|is commonly known as"
    ),
    pointers=_words(
        "this these those above below following previous preceding latter former here earlier"
        " later it its they them their he him his she her such same another other others"
        " aforementioned i we our you your us my"
    ),
    starters=_words(
        "this these those it its they them their there here he she his her we you i and or but so"
        " because since when while where if although though however therefore also then thus such"
        " which that who what why how not no yes e eg ie example examples note see like as in on"
        " at by for from to with of after before during once both either each every many most"
        " some several few all any other another more less please don dont never always only just"
    ),
    finite=_words(
        "is are was were be been can could will would may might must should has have had do does"
        " did cannot cant wont isnt arent dont doesnt"
    ),
    links=_words("that which who whom whose where when to how what if because so as while and"),
    enders=_words(
        "a an the of in on at to for from by with and or as that which who is are was were its"
        " their than into between if when such not be been"
    ),
    vague=_words(
        "this these those it one another other some many most all each every such there first"
        " second third last next main following example result reason goal purpose point idea way"
        " difference advantage disadvantage benefit key important what when where which who why"
        " how here both either if in on at for from with as by to our your their his her my its"
        " not no only also however although any several few two three four five six thing things"
        " fact question answer problem case part step note more less people someone anyone"
        " using use"
        " say let make nb tip warning"
    ),
    judging=_words(
        "best important critical essential key major main primary significant popular common"
        " useful good great excellent crucial vital powerful simple easy interesting perfect"
    ),
)
_ITALIAN: Final = Grammar(
    articles=_words("il lo la i gli le l un uno una"),
    copulas=_phrases("è|sono|era|erano|significa|indica|è detto|è definito come"),
    called=_phrases(
        "si chiama|si chiamano|è chiamato|è chiamata|è detto|è detta|sono detti|sono dette"
        "|viene chiamato|viene chiamata|viene detto|viene detta|prende il nome di"
    ),
    pointers=_words(
        "questo questa questi queste quello quella quelli quelle sopra sotto seguente seguenti"
        " precedente precedenti suo sua suoi loro esso essa essi tale tali"
    ),
    starters=_words(
        "questo questa questi queste e o ma se quando dove perche quindi inoltre pero che chi cui"
        " non si anche infatti esempio es nota come in di da con su per tra fra a ogni alcuni"
        " molti tutti quello quella bisogna"
    ),
    finite=_words(
        "e è sono era erano ha hanno puo possono deve devono viene vengono sara fa bisogna"
    ),
    links=_words("che cui quale quali dove quando per come se e perche"),
    enders=_words(
        "il lo la i gli le un uno una di a da in con su per tra fra e o che del della dei delle"
        " al alla nel nella sul sulla non è"
    ),
    vague=_words(
        "questo questa questi queste quello quella il suo esempio un altro altra altri primo prima"
        " secondo seconda ultimo obiettivo scopo risultato motivo idea modo differenza vantaggio"
        " problema caso parte nota se in per con come quando dove ogni tutti alcuni molti ciò cosa"
        " non anche ci si"
    ),
    judging=_words("importante fondamentale essenziale principale comune utile buono ottimo"),
)
_SPANISH: Final = Grammar(
    articles=_words("el la los las un una unos unas lo"),
    copulas=_phrases("es|son|era|eran|significa|se refiere a|consiste en"),
    called=_phrases("se llama|se llaman|se denomina|se denominan|se conoce como|es llamado"),
    pointers=_words(
        "este esta estos estas ese esa esos esas anterior siguiente siguientes arriba abajo "
        " su sus ello ellos ellas dicho dicha"
    ),
    starters=_words(
        "este esta estos estas y o pero si cuando donde porque entonces además que quien no se"
        " también ejemplo nota como en de con por para a cada algunos muchos todos"
    ),
    finite=_words("es son era eran ha han puede pueden debe deben sera hay tiene tienen"),
    links=_words("que cual cuales quien donde cuando para como si y porque"),
    enders=_words("el la los las un una de a en con por para y o que del al no es"),
    vague=_words(
        "este esta estos estas otro otra primero segundo ejemplo objetivo resultado razón modo"
        " diferencia ventaja problema caso parte si en por con como cuando donde cada todos no"
        " también"
    ),
    judging=_words("importante fundamental esencial principal común útil bueno"),
)
_GERMAN: Final = Grammar(
    articles=_words("der die das den dem des ein eine einen einem einer eines"),
    copulas=_phrases("ist|sind|war|waren|bedeutet|bezeichnet|beschreibt"),
    called=_phrases("heißt|heißen|nennt man|wird genannt|wird bezeichnet als"),
    pointers=_words(
        "dieser diese dieses diesen diesem jener oben unten folgende folgenden "
        " sein seine ihr ihre er sie es hier dabei dadurch damit daher"
    ),
    starters=_words(
        "dieser diese dieses es sie er wir und oder aber wenn weil da dann damit auch nicht hier"
        " man beispiel in im an auf bei mit von zu für nach vor jede jeder alle viele einige nur"
    ),
    finite=_words("ist sind war waren hat haben kann können muss müssen wird werden soll darf"),
    links=_words("der die das welche welcher welches wo wenn um wie und dass weil"),
    enders=_words("der die das den dem ein eine von in im an auf bei mit zu für und oder ist"),
    vague=_words(
        "dieser diese dieses ein anderer erste zweite beispiel ziel ergebnis grund idee"
        " unterschied vorteil nachteil problem fall teil wenn in im bei mit für alle viele man es"
    ),
    judging=_words("wichtiger wichtiges wichtige wesentlicher guter gutes gute häufige"),
)
_FRENCH: Final = Grammar(
    articles=_words("le la les l un une des"),
    copulas=_phrases("est|sont|était|étaient|désigne|désignent|signifie"),
    called=_phrases("s'appelle|s'appellent|est appelé|est appelée|est dit|on appelle"),
    pointers=_words(
        "ce cet cette ces dessus dessous suivant suivante suivants son sa"
        " ses leur leurs il elle ils elles ici celui celle"
    ),
    starters=_words(
        "ce cet cette ces il elle ils elles on nous et ou mais si quand lorsque donc car ainsi"
        " aussi ne pas exemple dans en sur pour par avec de à chaque tous plusieurs"
    ),
    finite=_words("est sont était étaient a ont peut peuvent doit doivent sera fait font"),
    links=_words("qui que dont où quand pour comme si et"),
    enders=_words("le la les l un une des de du à au en dans sur pour par avec et ou que qui est"),
    vague=_words(
        "ce cet cette ces un autre premier première deuxième exemple but résultat raison idée"
        " différence avantage problème cas partie si en dans pour avec chaque tous on il elle"
    ),
    judging=_words("important importante essentiel essentielle principal utile bon bonne"),
)
_PORTUGUESE: Final = Grammar(
    articles=_words("o a os as um uma uns umas"),
    copulas=_phrases("é|são|era|eram|significa|refere-se a"),
    called=_phrases("chama-se|chamam-se|é chamado|é chamada|é conhecido como|denomina-se"),
    pointers=_words(
        "este esta estes estas esse essa isso isto acima abaixo seguinte seguintes "
        " seu sua seus suas ele ela eles elas aqui"
    ),
    starters=_words(
        "este esta esse essa isso e ou mas se quando onde porque então também não que quem"
        " exemplo nota como em de com por para cada alguns muitos todos"
    ),
    finite=_words("é são era eram tem têm pode podem deve devem será há"),
    links=_words("que qual quais quem onde quando para como se e porque"),
    enders=_words("o a os as um uma de do da em no na com por para e ou que é"),
    vague=_words(
        "este esta esse essa outro outra primeiro segundo exemplo objetivo resultado razão modo"
        " diferença vantagem problema caso parte se em por com como quando cada todos"
    ),
    judging=_words("importante fundamental essencial principal comum útil bom boa"),
)
_DANISH: Final = Grammar(
    articles=_words("en et den det de"),
    copulas=_phrases("er|var|betyder|betegner"),
    called=_phrases("kaldes|hedder|kaldes også"),
    pointers=_words("denne dette disse ovenfor nedenfor følgende sin sit deres hans her"),
    starters=_words(
        "denne dette disse det de og eller men hvis når så derfor også ikke man vi eksempel i på"
        " til fra med for af alle mange nogle hver"
    ),
    finite=_words("er var har havde kan kunne skal skulle vil ville må bliver"),
    links=_words("som der hvor når at og hvis"),
    enders=_words("en et den det de i på til fra med for af og eller at er som der"),
    vague=_words(
        "denne dette disse en anden første anden eksempel mål resultat grund forskel fordel"
        " problem del hvis i på med for alle mange man det der"
    ),
    judging=_words("vigtig vigtigt god godt almindelig"),
)
_DUTCH: Final = Grammar(
    articles=_words("de het een"),
    copulas=_phrases("is|zijn|was|waren|betekent|verwijst naar"),
    called=_phrases("heet|heten|wordt genoemd|noemt men"),
    pointers=_words("deze dit die dat boven onder volgende zijn haar hun hier hij zij"),
    starters=_words(
        "deze dit die dat en of maar als wanneer omdat dus ook niet men wij voorbeeld in op van"
        " met voor bij naar alle veel sommige elke"
    ),
    finite=_words("is zijn was waren heeft hebben kan kunnen moet moeten wordt worden zal"),
    links=_words("die dat welke waar wanneer om als en"),
    enders=_words("de het een in op van met voor bij naar en of te is die dat"),
    vague=_words(
        "deze dit die dat een ander eerste tweede voorbeeld doel resultaat reden verschil"
        " voordeel probleem deel als in bij met voor alle veel men er"
    ),
    judging=_words("belangrijk belangrijke goede nuttige"),
)
_SWEDISH: Final = Grammar(
    articles=_words("en ett den det de"),
    copulas=_phrases("är|var|betyder|avser"),
    called=_phrases("kallas|heter|kallas även"),
    pointers=_words("denna detta dessa ovan nedan följande sin sitt deras hans här"),
    starters=_words(
        "denna detta dessa det de och eller men om när så därför också inte man vi exempel i på"
        " till från med för av alla många några varje"
    ),
    finite=_words("är var har hade kan kunde ska skulle vill måste blir"),
    links=_words("som där när att och om"),
    enders=_words("en ett den det de i på till från med för av och eller att är som"),
    vague=_words(
        "denna detta dessa en annan första andra exempel mål resultat skäl skillnad fördel problem"
        " del om i på med för alla många man det"
    ),
    judging=_words("viktig viktigt bra vanlig"),
)
_GRAMMARS: Final = {
    "english": _ENGLISH,
    "italian": _ITALIAN,
    "spanish": _SPANISH,
    "german": _GERMAN,
    "french": _FRENCH,
    "portuguese": _PORTUGUESE,
    "danish": _DANISH,
    "dutch": _DUTCH,
    "swedish": _SWEDISH,
}


@lru_cache(maxsize=32)
def grammar_of(language: str) -> Grammar:
    """Return the small words of a language, folded as `words` folds; English where unknown."""
    found = _GRAMMARS.get(language, _ENGLISH)
    values: dict[str, object] = {}
    for each in fields(Grammar):
        value = getattr(found, each.name)
        values[each.name] = (
            value if isinstance(value, tuple) else frozenset(fold(word) for word in value)
        )
    return Grammar(**values)  # type: ignore[arg-type]
