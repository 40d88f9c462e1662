"""From a folder of Markdown files to sections with true line numbers."""
