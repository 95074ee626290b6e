"""The edge to Pelican, and the only package that imports it: each hook is a few lines that call a stage."""
