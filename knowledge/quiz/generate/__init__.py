"""Items made by rule from the facts of the notes, a kind a file."""
