"""The rules that only the whole site can break; each is a module named after its rule."""
