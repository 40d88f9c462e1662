"""Items as files of other programs, and their own file without loss."""
