"""A build over HTTP: a SPARQL 1.1 Protocol endpoint for queries, and pages to look around in.

A request goes through `guard` (who may ask, how much, how slowly) to `endpoint` or `pages`, both of which ask the workers of a `pool`: each
reads a snapshot of the store, and is killed when a query takes more than it may. `generations` puts a new pool in the place of the old
when the build was made anew.
"""
