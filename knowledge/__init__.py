"""The answering core: notes in, cited answers out; no Discord, no database, no clock."""
