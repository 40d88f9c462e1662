"""What counts as the same word, and as quoted."""

from __future__ import annotations

import pytest

from knowledge.text import (
    LANGUAGES,
    MARKS_CAP,
    fold,
    parts_of_identifiers,
    same_words_in_order,
    stem,
    words,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AWS Lambda runs code.", ["aws", "lambda", "runs", "code"]),
        ("\u00c9l\u00e8ve na\u00efve", ["eleve", "naive"]),
        ("E\u0301le\u0300ve", ["eleve"]),
        ("Stra\u00dfe", ["strasse"]),
        ("don't, don\u2019t and dont", ["dont", "dont", "and", "dont"]),
        ("Lambda's and Lambda\u2019s price", ["lambda", "and", "lambda", "price"]),
        ("the students' notes", ["the", "students", "notes"]),
        ("l'istanza dell'utente", ["l", "istanza", "dell", "utente"]),
        ("1,000 or 1,000,000", ["1000", "or", "1000000"]),
        ("1,5 and 1,00 and 1,0000", ["1", "5", "and", "1", "00", "and", "1", "0000"]),
        ("3.14 at 10.0.0.1", ["3", "14", "at", "10", "0", "0", "1"]),
        ("snake_case, kebab-case, IPv6, C++", ["snake", "case", "kebab", "case", "ipv6", "c"]),
        ("\u8a08\u7b97\u6a5f", ["\u8a08\u7b97", "\u7b97\u6a5f"]),
        ("\u4e2d", ["\u4e2d"]),
        ("S3\u30d0\u30b1\u30c3\u30c8v2", ["s3", "\u30d0\u30b1", "\u30b1\u30c3",
         "\u30c3\u30c8", "v2"]),
        ("\ud55c\uad6d\uc5b4", ["\ud55c\uad6d", "\uad6d\uc5b4"]),
        ("\u304c\u304e", ["\u304c\u304e"]),
        ("L\u0430mbd\u0430", ["lambda"]),
        ("\u041c\u043e\u0441\u043a\u0432\u0430", ["\u043c\u043e\u0441\u043a\u0432\u0430"]),
        ("\uff2c\uff41\uff4d\uff42\uff44\uff41\uff13", ["lambda3"]),
        ("\U0001d40b\U0001d41a\U0001d426\U0001d41b\U0001d41d\U0001d41a", ["lambda"]),
        ("lam\u200bb\u00add\u2060a", ["lambda"]),
        ("\u202elambda\u202c", ["lambda"]),
        ("lam\0b\ud800da", ["lambda"]),
        ("\ufb01le x\u00b2", ["file", "x2"]),
        ("L\u0301\u0316\u0301\u0316\u0301\u0316ambda", ["lambda"]),
        ("", []),
        (" \n\t--- *** ", []),
    ],
)  # fmt: skip
def test_words_are_the_same_however_they_are_written(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("initialDelaySeconds: 5", ["initial", "delay", "seconds"]),
        ("camelCase and otherName.", ["camel", "case", "other", "name"]),
        ("`spec.podSelector`", ["pod", "selector"]),
        ("call getItem(putItem)", ["get", "item", "put", "item"]),
        ("CloudFront and DynamoDB", []),
        ("mRNA, iOS, eBay, pH", []),
        ("snake_case, kebab-case, x2Y, v1Beta, camelCase2", []),
        ("plain words", []),
        ("", []),
    ],
)
def test_an_identifier_has_parts_and_a_name_has_none(text: str, parts: list[str]) -> None:
    assert parts_of_identifiers(text) == parts


def test_decoration_of_any_length_is_cut() -> None:
    assert fold("a" + "\u064b\u0650" * 40_000) == "a"
    assert same_words_in_order("\u00e1 b", "a" + "\u0301\u0316" * 40_000 + " b")
    assert MARKS_CAP == 4


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("english", ("function", "functions")),
        ("italian", ("istanza", "istanze")),
        ("spanish", ("servidor", "servidores")),
        ("german", ("rechner", "rechnern")),
        ("french", ("fonction", "fonctions")),
        ("danish", ("bilen", "biler")),
        ("portuguese", ("servidor", "servidores")),
        ("dutch", ("boek", "boeken")),
        ("swedish", ("bilen", "bilar")),
    ],
)
def test_inflections_of_every_language_share_a_stem(language: str, forms: tuple[str, str]) -> None:
    assert stem(forms[0], language) == stem(forms[1], language)
    assert language in LANGUAGES


@pytest.mark.parametrize("word", ["sqs", "s3s", "ec2s", "ipv6s", "as", "\u8a08\u7b97"])
def test_names_and_short_words_have_no_inflection(word: str) -> None:
    assert stem(word) == word


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("Lambda runs code", "**Lambda** [runs](https://example.org/runs_code) `code`"),
        ("S3 stores objects", "| S3 | *stores* |\n|---|---|\n| all | objects |"),
        ("R&D", "R&amp;D"),
        ("the bucket's name", "the bucket\u2019s name"),
        ("", "anything"),
        ("\uff33\uff13", "s3"),
    ],
)
def test_a_quote_stands_in_its_source_whatever_the_markup(quote: str, source: str) -> None:
    assert same_words_in_order(quote, source)


@pytest.mark.parametrize(
    ("quote", "source"),
    [
        ("code runs", "runs code"),
        ("Lambda Lambda", "Lambda"),
        ("example", "[words](https://example.org)"),
        ("lambdas", "`Lambda`s"),
        ("anything", ""),
    ],
)
def test_other_words_or_another_order_are_no_quote(quote: str, source: str) -> None:
    assert not same_words_in_order(quote, source)
