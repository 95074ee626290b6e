"""What the terms ask of a copy: one module a clause, each with a docstring that explains it. The list is :mod:`imprint.copies.catalogue`."""
