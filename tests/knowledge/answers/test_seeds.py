"""Short questions as students type them, to the five notes the project began with."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from knowledge import Answer, Library, Unknown

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not here")

ANSWERED = [
    ("what is serverless", "Serverless is a new paradigm"),
    ("is serverless yes or no", "not a Boolean answer"),
    ("whats fargate", "serverless compute engine for containers"),
    ("lamda billing", "duration your code runs, measured in milliseconds"),
    ("which service supports human approval", "human approval feature"),
    ("step functions use case", "order fulfillment, data processing"),
    ("dynamo db what kind of database", "NoSQL"),
    ("diff between sqs and sns", "Decouples microservices using message queues\nSNS"),
    ("graphql service", "Serverless GraphQL API service"),
    ("event bus service", "Serverless event bus"),
    ("front door for apis", "front door"),
    ("aurora serverless good for", "lots of traffic demand"),
    ("which aws services have caching except", "out of the box caching feature, EXCEPT"),
    ("which service distributes static files globally", "CloudFront"),
    ("what scales to zero", "Scales to Zero"),
    ("example of serverless storage", "A serverless object storage service"),
    ("cognito is for what", "Authentication\nAWS Cognito"),
    ("purpose of api gateway", "Manage and expose APIs"),
    ("use case of eventbridge", "Building event-driven architectures"),
    ("s3 trigger lambda", "triggers for Lambda"),
]


@cache
def seeds() -> Library:
    return Library.open([SEEDS])


@pytest.mark.parametrize(("question", "words"), ANSWERED)
def test_the_right_words_come_first(question: str, words: str) -> None:
    response = seeds().ask(question)
    assert isinstance(response, Answer)
    assert words in response.text


@pytest.mark.parametrize(
    "question",
    ["what is azure cosmos db", "capital of france", "asdfghjkl", "lambda max timeout in minutes"],
)
def test_what_the_seeds_do_not_say_is_unknown(question: str) -> None:
    assert isinstance(seeds().ask(question), Unknown)
