"""A build's graph into a running store, over SPARQL 1.1's Graph Store HTTP Protocol and Update."""

from kg.push.client import Client, Credentials, credentials
from kg.push.transfer import Pushed, push

__all__ = ["Client", "Credentials", "Pushed", "credentials", "push"]
