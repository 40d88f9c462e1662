"""The terms, acronyms and families that notes define."""

from __future__ import annotations

import pytest

from knowledge.notes.glossary import Glossary, Term, key
from knowledge.notes.names import note_names
from knowledge.notes.note import parse_note
from knowledge.notes.reader import RawNote
from knowledge.notes.terms import build_glossary


def glossary(*texts: str) -> Glossary:
    notes = [
        parse_note(RawNote(f"{number}.md", text, "", ()), f"{number}.md")
        for number, text in enumerate(texts, 1)
    ]
    return build_glossary([(note.note, note_names(note.note, note.sections)) for note in notes])


def names(found: Glossary) -> list[str]:
    return [term.name for term in found.terms]


@pytest.mark.parametrize(
    ("text", "acronyms"),
    [
        ("Simple Storage Service (S3) stores.", {"s3": "simple storage service"}),
        ("S3 (Simple Storage Service) stores.", {"s3": "simple storage service"}),
        ("Amazon Elastic Compute Cloud (EC2)", {"ec2": "elastic compute cloud"}),
        ("A Content Delivery Network (CDN)", {"cdn": "content delivery network"}),
        ("CDN (content delivery network)", {"cdn": "content delivery network"}),
        ("many Virtual Machines (VMs)", {"vm": "virtual machines"}),
        ("Time to Live (TTL)", {"ttl": "time to live"}),
        ("Infrastructure as a Service (IaaS)", {"iaas": "infrastructure as a service"}),
        ("Multi-Factor Authentication (MFA)", {"mfa": "multi factor authentication"}),
        ("See Lambda (AWS) and the docs (PDF).", {}),
        ("It stores objects (S3).", {}),
        ("A-very-long-kebab-case-name-of-a-thing (AVL)", {}),
    ],
)
def test_an_acronym_is_what_its_initials_say(text: str, acronyms: dict[str, str]) -> None:
    assert glossary(f"# Notes\n\n{text}").acronyms == acronyms


def test_an_acronym_is_another_name_of_its_term() -> None:
    found = glossary("# Elastic Compute Cloud\n\nElastic Compute Cloud (EC2) rents machines.")
    assert found.terms == (Term("Elastic Compute Cloud", ("EC2",), "1.md", 5),)
    assert found.find("ec2") == found.terms[0]
    assert found.spelt_out == {"elastic compute cloud": "ec2"}


def test_what_is_spelt_out_is_another_name_of_the_acronym() -> None:
    found = glossary("# CDN\n\nA Content Delivery Network (CDN) is near.")
    assert found.terms == (Term("CDN", ("content delivery network",), "1.md", 5),)
    assert found.find("Content Delivery Networks") == found.terms[0]


def test_a_vendor_in_front_of_a_name_changes_nothing() -> None:
    found = glossary(
        "# AWS Lambda\nRuns code.",
        "# Notes\n## Lambda\nBilled.\n## AWS Glue\nJoins.\n## Glue\nCrawls.",
        "# AWS Batch\nRuns jobs.",
        "# AWS Fargate\nRuns containers.",
    )
    assert found.families == {"aws"}
    assert found.find("aws lambda") == found.find("lambda") == found.find("Lambdas")
    assert found.find("batch") == found.find("AWS Batch")


def test_too_few_names_make_no_family() -> None:
    found = glossary("# Load Balancer\na", "# Balancer\nb", "# Load Test\nc", "# Test\nd")
    assert found.families == frozenset()


def test_an_attribute_of_many_things_is_no_term() -> None:
    found = glossary(
        "# Services\n"
        "## Lambda\n- **Use Case**: events\n## S3\n- **Use Case**: files\n"
        "## EC2\n- **Use Case**: machines\n- **Spot**: cheap\n"
    )
    assert names(found) == ["Services", "EC2", "Lambda", "S3", "Spot"]


def test_a_heading_of_every_note_is_a_template() -> None:
    notes = [f"# Thing {letter}\na\n## Summary\nb" for letter in "ABCDE"]
    assert names(glossary(*notes)) == ["Thing A", "Thing B", "Thing C", "Thing D", "Thing E"]


def test_questions_sentences_and_numbers_are_no_terms() -> None:
    found = glossary(
        "# Notes\n## What is S3?\na\n## 2024\nb\n## It works. Really\nc\n## Why - because\nd\n"
        "## A heading of far more words than any name has in life\ne\n"
        "## 1. Lambda\nf\n- **a) Trigger**: g\n| Term | Meaning |\n|---|---|\n| SLA | promise |\n"
    )
    assert names(found) == ["Notes", "Lambda", "SLA", "Trigger"]


def test_aliases_are_the_authors() -> None:
    found = glossary("---\ntitle: Amazon S3\naliases: [Simple Storage]\n---\nKeeps objects.")
    assert found.terms[0] == Term("Amazon S3", ("Simple Storage",), "1.md", 3)
    assert found.find("simple storage") is not None


def test_the_note_that_says_most_is_the_terms() -> None:
    found = glossary("# Notes\n## Lambda\na", "# Lambda\nb")
    assert found.find("Lambda") == Term("Lambda", (), "2.md", 7)


def test_what_no_note_names_is_not_found() -> None:
    assert glossary("# Lambda\na").find("Kinesis") is None
    assert glossary() == Glossary((), {}, frozenset())


def test_a_key_leaves_out_case_marks_and_family() -> None:
    assert key("AWS  Step-Functions", frozenset({"aws"})) == "step functions"
    assert key("AWS", frozenset({"aws"})) == "aws"
