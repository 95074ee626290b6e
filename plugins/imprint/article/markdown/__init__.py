"""Articles in Markdown: the same rules as for the text format, on blocks that Markdown has told apart."""
