// Reads a Cypher script with Neo4j's own grammar; prints as JSON the number of its statements, its syntax errors and all its string literals.
// usage: node cypher.js NODE_MODULES FILE
const path = require("path");
const fs = require("fs");

const from = (name) => require(path.join(process.argv[2], name));
const { CharStreams, CommonTokenStream, error } = from("antlr4").default ?? from("antlr4");
const { CypherLexer, CypherParser } = from("@neo4j-cypher/antlr4");
const errors = [];
const listener = Object.assign(new error.ErrorListener(), {
  syntaxError: (recognizer, symbol, line, column, message) => errors.push(`${line}:${column} ${message.slice(0, 200)}`),
});
const lexer = new CypherLexer(CharStreams.fromString(fs.readFileSync(process.argv[3], "utf8")));
const tokens = new CommonTokenStream(lexer);
const parser = new CypherParser(tokens);
for (const part of [lexer, parser]) {
  part.removeErrorListeners();
  part.addErrorListener(listener);
}
const tree = parser.cypher();
const plain = { n: "\n", r: "\r", t: "\t" };
const unescape = (text) =>
  text.slice(1, -1).replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_, e) => (e.length > 1 ? String.fromCharCode(parseInt(e.slice(1), 16)) : plain[e] ?? e));
const strings = tokens.tokens.filter((token) => /^'[^]*'$/.test(token.text)).map((token) => unescape(token.text));
const statements = tree.children.filter((child) => child.constructor.name === "CypherPartContext" || child.getText() === ";").length;
console.log(JSON.stringify({ statements, errors, strings }));
