"""A build's graph as files: one module a format family, all of them streams over the sorted quads of `kg.export.source`."""
