"""Studyhall in Discord, and everything that is remembered."""
