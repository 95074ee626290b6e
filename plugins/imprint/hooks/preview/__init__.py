"""The author's desk: the site as it would be, drafts among it, rebuilt on each change, with what is wrong shown in the page."""
