"""Items of every kind are made from what notes state, and only where one answer is right."""

from __future__ import annotations

import pytest
from notes_to_bank import asked, bank_of, right, texts

from knowledge.quiz.items import Bank, Kind, Origin
from knowledge.quiz.pairing import as_choice

KILNS = """# Kilns

- **Bottle oven** - burns coal under a tall brick neck.
- **Tunnel kiln** - moves the ware slowly through the heat.
- **Muffle kiln** - keeps the flame away from painted ware.
- **Clamp kiln** - stacks raw bricks over open fires.
"""
TOOLS = """# Hand tools

## Chisel

- **Description:** Thin blade which takes wood off in curls.
- **Use case:** hinges, sockets and mortises

## Mallet

- **Description:** Heavy hammer made from a single beech block.
- **Use case:** driving pegs, closing frames

## Bradawl

- **Description:** Pointed spike that starts a hole before screws.
- **Use case:** marking screw holes

## Spokeshave

- **Description:** Two-handled plane which rounds legs of chairs.
- **Use case:** chair legs and bows
"""
RIVERS = """# Rivers

| River | Colour | Mouth |
| --- | --- | --- |
| Arrowby | green as glass | Northsand |
| Bowmere | brown with peat | Eelpoint |
| Quiverdale | grey like slate | Saltgate |
| Stringford | white from chalk | Lowhaven |
"""
PORTS = """# Ports

## Deepwater ports

- Northsand
- Eelpoint
- Saltgate
- Lowhaven

**Northsand** takes ore. **Eelpoint** takes grain. Northsand, Eelpoint, Saltgate and Lowhaven
are open all year.
"""
VESSELS = """# Boats

## Ferry boats

- **Queenlee** - carries whole trains over a cold strait.
- **Rivermaid** - crosses between two villages every hour.
- **Seahorse** - takes farmers to market on Fridays.

## Fishing boats

- **Trawlwind** - drags nets along muddy ground.
- **Longliner** - lays hooks overnight near rocks.
- **Potsetter** - lifts crab traps before dawn.
"""
HARBOUR = """# Words of the harbour

- **Vessel** - carries people or goods over water.
- **Coaster** - small vessel that never leaves sight of land.
- **Packetvessel** - brings letters over water every week.
- **Anchor** - holds fast to the ground under water.
- **Fender** - softens the blow against the quay.
- **Bollard** - takes the ropes of whoever lies alongside.
"""
FIGURES = """# Dough

The dough has to rest in a warm place for 40 minutes.

# Bread

A loaf bakes in a hot oven for 25 minutes.
"""


@pytest.fixture(scope="module")
def tools() -> Bank:
    return bank_of(TOOLS)


def test_a_use_is_asked_for_the_term(tools: Bank) -> None:
    item = asked(tools, "hinges, sockets and mortises", "use-case")
    assert item.stem == (
        "Which of these do the notes recommend for \u201chinges, sockets and mortises\u201d?"
    )
    assert right(item) == ["Chisel"]


def test_a_term_is_asked_for_its_description() -> None:
    item = asked(bank_of(KILNS), "Muffle kiln", "what-does-it-do")
    assert right(item) == ["keeps the flame away from painted ware"]
    assert "moves the ware slowly through the heat" in texts(item)
    lengths = [len(option.text) for option in item.options]
    assert max(lengths) <= 80


def test_the_order_of_options_follows_from_the_id(tools: Bank) -> None:
    again = bank_of(TOOLS.replace("Thin blade", "Slim blade"))
    first, second = (
        [option.text for option in asked(bank, "hinges", "use-case").options]
        for bank in (tools, again)
    )
    assert first == second


def test_a_description_that_names_its_term_is_held_back_with_the_reason() -> None:
    bank = bank_of(KILNS.replace("burns coal", "is an oven shaped like a bottle that burns coal"))
    held = [item for item in bank.held if item.concept == "Bottle oven"]
    assert {hold.code for item in held for hold in item.holds} >= {"G03"}
    assert all(
        "Bottle oven" not in right(item) for item in bank.ready if item.syntax == "which-term"
    )


def test_a_term_that_fits_too_is_no_wrong_option() -> None:
    also = "\n- A clamp kiln, too, keeps the flame away from painted ware.\n"
    item = asked(bank_of(KILNS + also), "painted ware", "which-term")
    assert "Clamp kiln" not in texts(item)


def test_what_only_one_name_has_in_common_with_the_stem_is_held_back() -> None:
    bank = bank_of("# Words\n\n**Halyard** - is a line that raises a sail on a mast.\n")
    assert [item.ready for item in bank.items if item.syntax == "which-term"] == [False]


def test_a_value_in_a_table_is_asked_for_its_row() -> None:
    item = asked(bank_of(RIVERS), "brown with peat", "table")
    assert item.stem == (
        "In the table \u201cRivers\u201d, which of these has \u201cbrown with peat\u201d under "
        "\u201cColour\u201d?"
    )
    assert right(item) == ["Bowmere"]


def test_a_table_makes_pairs_that_can_be_shown_as_a_choice() -> None:
    item = asked(bank_of(RIVERS), "which \u201cMouth\u201d belongs", "pairs")
    assert item.kind is Kind.PAIRS
    assert dict(zip((option.text for option in item.options), item.partners, strict=True)) == {
        "Arrowby": "Northsand",
        "Bowmere": "Eelpoint",
        "Quiverdale": "Saltgate",
        "Stringford": "Lowhaven",
    }
    choice = as_choice(item)
    names = dict(text.split(" \u2192 ") for text in right(choice))
    assert choice.id == item.id
    assert len(choice.options) == 4
    assert (
        names.items()
        <= dict(zip((option.text for option in item.options), item.partners, strict=True)).items()
    )
    assert len(names) == 1


def test_any_other_item_stays_as_it_is(tools: Bank) -> None:
    assert [as_choice(item) for item in tools.items] == list(tools.items)


def test_a_list_is_asked_for_members_and_for_what_is_none() -> None:
    bank = bank_of(VESSELS)
    kinds = {item.syntax: item for item in bank.items if item.relation == "category"}
    assert set(kinds) >= {"except", "members"}
    both = kinds["members"]
    assert both.stem.endswith("(Choose TWO)")
    assert len(both.keys) == 2
    ferries = {"Queenlee", "Rivermaid", "Seahorse"}
    outside = kinds["except"]
    assert "NOT" in outside.stem
    inside = ferries if "Ferry" in outside.stem else texts(outside) - ferries
    assert not set(right(outside)) & inside


def test_a_figure_at_the_end_of_a_sentence_leaves_a_gap() -> None:
    item = asked(bank_of(FIGURES), "dough has to rest", "cloze")
    assert item.stem == ("Complete the sentence: The dough has to rest in a warm place for ____")
    assert right(item) == ["40 minutes"]
    values = [int(option.text.split()[0]) for option in item.options]
    assert values == sorted(values)
    assert len(values) == 4
    assert {option.text.split()[1] for option in item.options} == {"minutes"}


def test_a_true_or_false_says_whose_description_it_is() -> None:
    bank = bank_of(KILNS, TOOLS, VESSELS)
    made = [item for item in bank.items if item.kind is Kind.TRUTH]
    for item in made:
        named = item.stem.partition("describe ")[2].partition(" as \u201c")[0]
        said = item.stem.partition("\u201c")[2].partition("\u201d")[0]
        assert right(item) == ["True" if said in item.quote and named in item.quote else "False"]


def test_no_description_is_given_to_two_terms_while_others_are_left() -> None:
    bank = bank_of(HARBOUR)
    said = [
        item.stem.partition("\u201c")[2]
        for item in (*bank.items, *bank.held)
        if item.kind is Kind.TRUTH and right(item) == ["False"]
    ]
    assert said
    assert len(said) == len(set(said))


def test_wrong_options_are_what_the_notes_describe_in_like_words() -> None:
    note = """# Words of the pottery yard

- **Bottle oven** - burns coal to fire stoneware slowly.
- **Foxglove** - grows along hedges with purple bells.
- **Tunnel** - moves the wares to fire them with coal.
- **Campion** - grows along ditches with pink petals.
- **Muffle** - keeps coal smoke from painted wares.
- **Teasel** - grows along tracks with prickly heads.
- **Clamp** - stacks raw bricks over smouldering coal.
- **Yarrow** - grows along paths with flat white heads.
"""
    item = asked(bank_of(note), "purple bells", "which-term")
    assert sorted(texts(item)) == ["Campion", "Foxglove", "Teasel", "Yarrow"]


@pytest.mark.parametrize(
    "headline", ["Kiln Capabilities", "Benefits of glazing", "Firing limitations"]
)
def test_what_a_heading_is_made_of_is_no_term(headline: str) -> None:
    bank = bank_of(KILNS + f"- **{headline}** - hold back smoke from every shelf.\n")
    assert headline not in {item.concept for item in bank.items}
    assert all(headline not in texts(item) for item in bank.items)


def test_what_a_term_has_is_no_term() -> None:
    bank = bank_of(
        KILNS + "- **Muffle kiln\u2019s depth** - number of plates between door and chimney.\n"
    )
    assert all("depth" not in item.concept for item in (*bank.items, *bank.held))


def test_two_small_letters_are_no_term() -> None:
    bank = bank_of(KILNS + "- **bs** - names the file that takes what was copied.\n")
    assert all(item.concept != "bs" for item in (*bank.items, *bank.held))


def test_a_passing_remark_is_not_asked_for() -> None:
    remark = "# The clamp kiln\n\nA clamp kiln is a regionally invented thing.\n"
    bank = bank_of(KILNS, remark)
    assert all("regionally invented" not in item.stem for item in (*bank.items, *bank.held))


def test_items_ask_in_the_language_of_the_notes() -> None:
    note = """# La barca

- **timone** \u27f6 pala mobile che dirige lo scafo
- **chiglia** \u27f6 trave lunga che corre lungo il fondo
- **pennone** \u27f6 asta orizzontale che regge una vela
- **argano** \u27f6 macchina che solleva pesi con una fune
"""
    item = asked(bank_of(note, language="italian"), "pala mobile", "which-term")
    assert item.stem == (
        "A quale di questi corrisponde la descrizione \u00abpala mobile che dirige lo scafo\u00bb?"
    )
    assert right(item) == ["timone"]


def test_a_true_or_false_is_answered_in_the_language_of_the_notes() -> None:
    note = """# La barca

- **timone** \u27f6 pala mobile che dirige lo scafo
- **chiglia** \u27f6 trave lunga che corre lungo il fondo
"""
    made = [item for item in bank_of(note, language="italian").items if item.kind is Kind.TRUTH]
    assert made
    assert all(sorted(texts(item)) == ["Falso", "Vero"] for item in made)


def test_everything_made_by_rule_says_so(tools: Bank) -> None:
    assert {item.origin for item in tools.items} == {Origin.GENERATED}
    assert all(item.concept and item.relation and item.syntax for item in tools.items)
