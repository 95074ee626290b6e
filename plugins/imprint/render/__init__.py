"""Notice, resource box and body as HTML, Markdown and plain text: the same words and the same link on every surface."""
