"""Queries in processes of their own, since nothing else can end one: the store has no timeout, and a query may take all memory or crash.

A worker (`child`) is started by `process`, gets requests and gives answers in frames (`frames`) over its standard input and output. `once`
runs one request for the command line; `kg.serve` keeps a pool of workers.
"""
