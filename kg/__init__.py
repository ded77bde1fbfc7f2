"""Corporate filings in, a temporal, evidence-backed knowledge graph out."""
