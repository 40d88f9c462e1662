"""Names of files and headings are shown without what only sorts or stores them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.notes.naming import shown_title


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("18-02 Serverless Services", "Serverless Services"),
        ("18-02 Serverless Services.md", "Serverless Services"),
        ("20. Serverless", "Serverless"),
        ("03 Compute", "Compute"),
        ("03_compute", "compute"),
        ("03-compute.md", "compute"),
        ("3_compute", "compute"),
        ("1) Intro", "Intro"),
        ("1)Intro", "Intro"),
        ("01 - Intro", "Intro"),
        ("1 \N{EN DASH} Intro", "Intro"),
        ("1.2. Lambda", "Lambda"),
        ("1.2.3) Lambda", "Lambda"),
        ("1. **AWS Lambda**", "**AWS Lambda**"),
    ],
)
def test_an_ordinal_is_dropped(name: str, title: str) -> None:
    assert shown_title(name) == title


@pytest.mark.parametrize(
    "name",
    [
        *("5G networks", "2024 review", "802.11 Wi-Fi", "3 tier architecture", "404 - Not Found"),
        *("2024", "007", "03", "1.", "2024-05-03", "2024-05-03 Lecture", "24-7 support", "0.5 mol"),
        *("2.4 GHz", "10:30 meeting", "2-tier", "3D", "1984. A novel", "18-02", "1. 2024"),
    ],
)
def test_a_number_that_is_part_of_the_name_stays(name: str) -> None:
    assert shown_title(name) == name


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("aws_budget_setup", "aws budget setup"),
        ("AWS_Lambda.markdown", "AWS Lambda"),
        ("amazon-elastic-compute", "amazon elastic compute"),
        ("cost-explorer.md", "cost explorer"),
        ("aws-s3-101", "aws s3 101"),
        ("02_aws-lambda_basics", "aws-lambda basics"),
    ],
)
def test_signs_that_stand_for_spaces_become_spaces(name: str, title: str) -> None:
    assert shown_title(name) == title


@pytest.mark.parametrize(
    "name",
    [
        *("x-ray", "Wi-Fi", "Client-Server", "CVE-2024-1234", "SHA-2-256", "__init__", "_private"),
        *("snake_case names", "e-mail and web-mail", "a-", "C++", "TCP/IP", "\N{SNOWMAN}"),
    ],
)
def test_signs_that_belong_to_the_name_stay(name: str) -> None:
    assert shown_title(name) == name


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Page%20Title%200123456789abcdef0123456789abcdef.md", "Page Title"),
        ("Page Title 0123456789abcdef0123456789abcdef", "Page Title"),
        ("~ Lambda .md", "Lambda"),
        ("  Lambda \t basics ", "Lambda basics"),
        ("README.MD", "README"),
        ("Lambda.md notes", "Lambda.md notes"),
        ("~", "~"),
        ("", ""),
    ],
)
def test_storage_marks_are_dropped(name: str, title: str) -> None:
    assert shown_title(name) == title


@given(st.text(max_size=60))
def test_a_name_never_becomes_empty_or_ragged(name: str) -> None:
    title = shown_title(name)
    assert title == title.strip()
    assert bool(title) == bool(name.strip())
