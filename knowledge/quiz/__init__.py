"""The quiz room: questions that notes ask or that are made from their facts, asked and graded."""
