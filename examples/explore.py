"""A graph in rdflib, cell by cell (`# %%`: Jupyter, VS Code, Spyder), or as a whole: `python examples/explore.py out/`.

The graph is that of the walk-through: kg build examples/*.txt --manifest examples/filings.csv -o out/
"""

# %% An rdflib.Dataset over what was built; SPARQL on it runs in Oxigraph
import sys
from pathlib import Path

import rdflib

import kg

out = Path(sys.argv[1] if len(sys.argv) > 1 else "out")
dataset = kg.load(out)
KG = rdflib.Namespace("https://kg.example/ontology#")
print(f"{len(dataset)} triples, {len(list(dataset.graphs())) - 1} filings")

# %% SPARQL; the prefixes kg:, entity:, claim:, evidence:, filing: and skos: are bound already
owners = dataset.query("""
    SELECT ?year ?owner ?percent WHERE {
      ?claim a kg:Shareholding ; kg:year ?year ; kg:percent ?percent ;
             kg:object/skos:prefLabel "Internet Initiative Japan Inc." ; kg:subject/skos:prefLabel ?owner .
    } ORDER BY ?year ?owner""")
for row in owners:
    print(row.year, row.owner, row.percent)

# %% A value in the place of a variable, without pasting it into the text
company = dataset.value(predicate=rdflib.SKOS.altLabel, object=rdflib.Literal("IIJ"))
rivals = dataset.query(
    "SELECT DISTINCT ?company ?name { ?company kg:competitorOf/skos:prefLabel ?name } ORDER BY ?name LIMIT 3",
    initBindings={"company": company},  # the variable must be among those selected
)
print("Competitors:", *(f"{row.name};" for row in rivals))

# %% The graph as objects: every piece of evidence of one claim
claim = next(dataset.subjects(rdflib.RDF.type, KG.Renaming), None) or next(dataset.subjects(rdflib.RDF.type, KG.Acquisition))
OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
for evidence in dataset.objects(claim, KG.evidence):
    print(dataset.value(evidence, OA.exact))

# %% On into pandas or networkx, where they are installed: rows are tuples of terms, `toPython()` makes them plain values
rows = [tuple(term.toPython() if term is not None else None for term in row) for row in owners]
print(len(rows), "rows")
