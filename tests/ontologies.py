"""The JSON-LD context made from the ontology. After a change of ontology/kg.ttl:

python -m tests.contexts    # writes ontology/context.jsonld anew; read the diff before you commit it
"""

from __future__ import annotations

import json
from pathlib import Path

import rdflib
from rdflib import OWL, RDF, RDFS, XSD, URIRef

from kg.check.shapes import relation_shapes
from kg.schema import load_relations

ONTOLOGY = Path(__file__).resolve().parent.parent / "ontology"
KG = "https://kg.example/ontology#"
PREFIXES = {
    "kg": KG, "oa": "http://www.w3.org/ns/oa#", "prov": "http://www.w3.org/ns/prov#", "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "claim": "https://kg.example/id/claim/", "entity": "https://kg.example/id/entity/",
    "ev": "https://kg.example/id/evidence/", "filing": "https://kg.example/id/filing/",
}  # fmt: skip
BORROWED = {
    "prefLabel": "skos:prefLabel", "altLabel": "skos:altLabel", "exact": "oa:exact",
    "start": {"@id": "oa:start", "@type": "xsd:integer"}, "end": {"@id": "oa:end", "@type": "xsd:integer"},
    "wasDerivedFrom": {"@id": "prov:wasDerivedFrom", "@type": "@id"},
}  # fmt: skip
MARK = "# --- Part 2: the ends of relations\n"
NAMED = {"relation", "status", "yearBasis"}  # their values are terms: "status": "current"


def context() -> str:
    """The text of the context, from the ontology."""
    graph = rdflib.Graph().parse(ONTOLOGY / "kg.ttl", format="turtle")
    terms: dict[str, object] = {}
    for subject in sorted({s for s in graph.subjects(RDF.type) if isinstance(s, URIRef) and s.startswith(KG)}):
        name, types = subject.removeprefix(KG), set(graph.objects(subject, RDF.type))
        assert name not in {*PREFIXES, *BORROWED}, f"kg:{name} needs another name in the context"
        range_ = graph.value(subject, RDFS.range)
        if OWL.ObjectProperty in types:
            terms[name] = {"@id": f"kg:{name}", "@type": "@vocab" if name in NAMED else "@id"}
        elif OWL.DatatypeProperty in types and range_ is not None and str(range_).startswith(str(XSD)) and range_ != XSD.string:
            terms[name] = {"@id": f"kg:{name}", "@type": str(range_).replace(str(XSD), "xsd:")}
        elif OWL.AnnotationProperty not in types:
            terms[name] = f"kg:{name}"
    entries = {"@version": 1.1, **PREFIXES, **BORROWED, **dict(sorted(terms.items()))}
    lines = ",\n".join(f"    {json.dumps(name)}: {json.dumps(entry)}" for name, entry in entries.items())
    return f'{{\n  "@context": {{\n{lines}\n  }}\n}}\n'


def shapes() -> str:
    """The text of shapes.ttl, with the part behind the mark made from the ontology."""
    written = (ONTOLOGY / "shapes.ttl").read_text(encoding="utf-8").partition(MARK)[0]
    return written + MARK + relation_shapes(load_relations())


if __name__ == "__main__":
    (ONTOLOGY / "context.jsonld").write_text(context(), encoding="utf-8")
    (ONTOLOGY / "shapes.ttl").write_text(shapes(), encoding="utf-8")
