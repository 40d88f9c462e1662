"""From a question and the sections to an answer with its place."""
