"""One thing a user can do, a file each."""
