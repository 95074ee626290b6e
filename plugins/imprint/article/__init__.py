"""Reading: text and manifest in, :class:`~imprint.article.model.Article` out, or every fault at once."""
