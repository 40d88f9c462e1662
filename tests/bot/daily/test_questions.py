"""Any item fits into Discord's messages, and what its notes say does nothing there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from daily_room import DEFINED, utc, write
from hypothesis import given, settings
from hypothesis import strategies as st
from study_server import live

from bot import questions, reveal, words_daily
from bot.escape import units
from bot.explained import explained
from bot.render import Look
from bot.store.records import Answer, Post, PostKey, PostState
from knowledge.library import Library
from knowledge.model import Place
from knowledge.quiz.grade import grade
from knowledge.quiz.items import Item, Kind, Option, Origin

if TYPE_CHECKING:
    from pathlib import Path

    from discord.ui import LayoutView

MOST_TEXT = 4000  # Discord: all the texts of a message
MOST_PARTS = 40
AT = utc("2026-03-02 12:00")
LOOK = Look("https://notes.example/{path}#L{first}-L{last}")
HOSTILE = "@everyone <@1> <@&2> <#3> </ask:4> <t:5:R> [x](https://e.example) ||s|| `c` ~~d~~ "
TEXTS = st.one_of(
    st.text(min_size=1, max_size=80),
    st.sampled_from(["😀*_" * 900, HOSTILE * 40, "> quoted\n# head\n- item\n" * 60, "x" * 5000]),
)


@st.composite
def items(draw: st.DrawFn) -> Item:
    texts = draw(st.lists(TEXTS, min_size=2, max_size=10))
    why = draw(TEXTS)
    options = tuple(Option(f"{at}{text}", why) for at, text in enumerate(texts))
    several = draw(st.booleans()) and len(options) > 2
    keys = tuple(option.id for option in options[: 2 if several else 1])
    place = Place("n/" * 50 + "ö.md", 1, 20_000, tuple(draw(st.lists(TEXTS, max_size=3))))
    return Item(
        "0" * 16,
        Kind.SEVERAL if several else Kind.CHOICE,
        Origin.WRITTEN,
        draw(TEXTS),
        options,
        keys,
        place,
        quote=draw(TEXTS),
        explanation=draw(TEXTS),
        topic=draw(TEXTS),
    )


def post(item: Item) -> Post:
    key = PostKey(2**62, 2**62 + 1, AT.date())
    return Post(
        guild=key.guild,
        channel=key.channel,
        local_date=key.local_date,
        slot=key.slot,
        id=key.id,
        number=99_999,
        item_id=item.id,
        item=questions.snapshot(item),
        key_version=1,
        text_hash="",
        state=PostState.POSTED,
        reason="",
        message_id=3,
        owner="",
        attempts=1,
        attempted_at=AT,
        claimed_at=AT,
        due_at=AT,
        zone="UTC",
        zone_version="",
        late=True,
        reveal_at=AT,
        reveals_at_once=True,
        closed_at=AT,
        revealed_at=None,
    )


def answers(item: Item) -> list[Answer]:
    return [
        Answer(
            post_id="p",
            user_id=user,
            guild=1,
            channel=2,
            item_id=item.id,
            options=(item.options[0].id,),
            right=True,
            assisted=True,
            void=False,
            key_version=1,
            at=AT,
        )
        for user in range(3)
    ]


def parts(components: list[Any]) -> list[dict[str, Any]]:
    found = []
    for one in components:
        found += [one, *parts(one.get("components") or [])]
    return found


def fits(view: LayoutView) -> list[str]:
    """Check a message against Discord's limits; return its texts."""
    found = parts(view.to_components())  # type: ignore[no-untyped-call]
    assert len(found) <= MOST_PARTS
    texts = [one["content"] for one in found if "content" in one]
    assert all(texts)
    assert sum(map(units, texts)) <= MOST_TEXT
    ids = [one["custom_id"] for one in found if "custom_id" in one]
    assert len(set(ids)) == len(ids)
    assert all(1 <= len(one) <= 100 for one in ids)
    return texts


@given(items())
@settings(deadline=None, max_examples=40)
def test_every_message_of_any_item_fits_and_is_inert(item: Item) -> None:
    asked = post(item)
    own = answers(item)[0]
    wrong = grade(item, [item.options[-1].id])
    head = questions.Head.of(asked)
    for view in (
        questions.posted(head, item),
        questions.choosing(asked.id, item, tuple("ABCDEFGHIJ"[: len(item.options)])),
        reveal.revealed(asked, item, answers(item), LOOK, AT),
        reveal.verdict(item, wrong, LOOK, words_daily.repeated_otherwise("A", "B")),
        reveal.why(item, own, LOOK),
    ):
        for text in fits(view):
            ours = text.replace("\n> ", "\n").removeprefix("> ")
            stamps = words_daily.next_question(AT).split()[-1]
            assert not live(ours.replace(stamps, ""))


@given(items(), st.booleans())
@settings(deadline=None, max_examples=40)
def test_an_item_comes_back_from_its_snapshot(item: Item, again: bool) -> None:  # noqa: FBT001
    kept = questions.snapshot(item, again=again)
    assert questions.restored(kept) == item
    assert kept["again"] is again


def test_bars_are_ten_signs_and_a_vote_is_seen() -> None:
    assert reveal.bar(0, 5) == "░" * 10
    assert reveal.bar(5, 5) == "█" * 10
    assert reveal.bar(1, 1000) == "█" + "░" * 9
    assert reveal.bar(0, 0) == "░" * 10
    assert reveal.bar(1, 3) == "███" + "░" * 7


ASKED = """
## Question

Which tool calms the bees before the hive is opened?

- A) Queen excluder
- B) Smoker
- C) Bellows of a forge
- D) Swarm box

Answer: B
"""


def test_a_wrong_option_is_explained_only_by_what_the_notes_say_of_that_very_thing(
    tmp_path: Path,
) -> None:
    write(tmp_path / "notes", {"tools.md": DEFINED + ASKED})
    library = Library.open([tmp_path / "notes"])
    (item,) = [one for one in library.bank.ready if one.origin is Origin.WRITTEN]
    told = {one.text: one.why for one in explained(item, library.bank, library).options}
    assert told["Queen excluder"].startswith("Queen excluder: a grid that keeps the queen out")
    assert told["Swarm box"].startswith("Swarm box: a light box")
    assert told["Bellows of a forge"] == ""
    assert told["Smoker"] == ""


def test_a_label_that_says_no_more_than_what_follows_is_left_out() -> None:
    options = (
        Option("Amber", "Definition: Amber is hardened resin."),
        Option("Basalt", "Use case: paving stones."),
        Option("Overview", "Overview: a first look at all of it."),
    )
    item = Item(
        "0" * 16,
        Kind.CHOICE,
        Origin.WRITTEN,
        "Which stone is a gem?",
        (*options, Option("Opal")),
        (Option("Opal").id,),
        Place("stones.md", 4, 4, ("Stones",)),
        quote="Description: Opal is a gem of silica.",
        explanation="Meaning: it shines.",
    )
    assert questions.support(item, Look()).split("\n")[0] == "> Opal is a gem of silica."
    assert questions.explanation(item) == "it shines."
    assert [questions.why_not(option) for option in item.options] == [
        "Amber is hardened resin.",
        "Use case: paving stones.",
        "Overview: a first look at all of it.",
        "",
    ]
