"""Quads as files: one module a format."""
