"""A definition that is hardly more than the name is shown with what follows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from knowledge import Answer
from knowledge.answers.shown import LITTLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from knowledge import Library

    Shelve = Callable[..., Library]

NETWORK = {
    "nat": "# NAT\n\nNAT is a technique.\n\nIt maps the addresses of a private network to public "
    "ones.\n\nIts table is kept in the router.\n",
    "arp": "# ARP\n\nARP: a protocol.\n\n- asks who has an address\n- keeps the answers in a table "
    "for a while\n- forgets them\n",
    "rip": "# RIP\n\nRIP is old.\n\n```\nrouter rip\n```\n\nIt counts hops.\n",
    "ospf": "# OSPF\n\nOSPF is a link-state routing protocol which floods what each one knows.\n\n"
    "It was made in 1989.\n",
    "hops": "# Hops\n\nRIP counts the hops.\n\nMore than fifteen are taken for endless.\n",
    "bgp": "# BGP\n\nBGP joins networks.\n\n## Peers\n\nPeers of it are set by hand.\n",
}


@pytest.fixture(name="network")
def _network(shelve: Shelve) -> Library:
    return shelve(**NETWORK)


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        (
            "what is nat",
            [
                "NAT is a technique.",
                "It maps the addresses of a private network to public ones.",
            ],
        ),
        (
            "what is arp",
            [
                "ARP: a protocol.",
                "asks who has an address",
                "keeps the answers in a table for a while",
            ],
        ),
        ("what is rip", ["RIP is old."]),
        ("what is bgp", ["BGP joins networks."]),
        (
            "what is ospf",
            ["OSPF is a link-state routing protocol which floods what each one knows."],
        ),
        ("does rip count hops or seconds", ["RIP counts the hops."]),
        ("where is the nat table kept", ["NAT", "Its table is kept in the router."]),
    ],
)
def test_a_short_definition_is_shown_with_sentences_or_items_until_it_says_enough(
    network: Library, question: str, shown: list[str]
) -> None:
    answer = network.ask(question)
    assert isinstance(answer, Answer)
    assert [block.text for block in answer.shown] == shown


def test_no_more_is_shown_than_says_enough(network: Library) -> None:
    for name in ("nat", "arp", "rip", "ospf", "bgp"):
        answer = network.ask(f"what is {name}")
        assert isinstance(answer, Answer)
        *before, last = answer.shown
        assert sum(len(block.text) for block in before) < LITTLE
        assert answer.place.last == last.last
