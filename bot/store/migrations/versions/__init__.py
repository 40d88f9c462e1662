"""The steps, one file each, numbered in their order."""
