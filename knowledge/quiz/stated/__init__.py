"""What sentences, bullets and tables of a note state of the terms they name."""
