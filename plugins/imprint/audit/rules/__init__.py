"""The rules of single surfaces, one a module; the module's docstring explains the rule. See :mod:`imprint.audit.catalogue`."""
