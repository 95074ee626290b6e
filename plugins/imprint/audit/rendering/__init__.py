"""Pages as a real browser shows them: the second opinion beside the static one, for what only rendering decides."""
