// Reads Turtle with statements about triples with N3.js; prints as JSON how many statements, and how many of them are about a triple.
// usage: node n3.js NODE_MODULES PACKAGE FILE   (package n3 reads RDF 1.2, n3star is its last version that reads RDF-star)
const path = require("path");
const fs = require("fs");

const { Parser } = require(path.join(process.argv[2], process.argv[3]));
const parser = new Parser({ format: "text/turtle*" });
const quads = parser.parse(fs.readFileSync(process.argv[4], "utf8"));
console.log(JSON.stringify({ statements: quads.length, about: quads.filter((quad) => quad.object.termType === "Quad").length }));
