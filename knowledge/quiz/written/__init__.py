"""Questions that authors write, in every syntax that notes use."""
