// The editor asks this server alone: no completion from other places, and nothing is fetched from them.
"use strict";

Yasgui.Yasqe.defaults.autocompleters = ["variables"];
const endpoint = `${location.origin}/sparql`;
const given = new URLSearchParams(location.search).get("query");
const first = `SELECT ?year ?owner ?owned ?percent WHERE {
  ?claim a kg:Shareholding ;
    kg:year ?year ;
    kg:subject/skos:prefLabel ?owner ;
    kg:object/skos:prefLabel ?owned .
  OPTIONAL { ?claim kg:percent ?percent }
}
ORDER BY ?owned ?year
LIMIT 100`;
Yasgui.Yasqe.defaults.value = first;
const yasgui = new Yasgui(document.getElementById("editor"), {
  requestConfig: { endpoint, method: "POST" },
  copyEndpointOnNewTab: false,
  endpointCatalogueOptions: { getData: () => [] },
});
const tab = yasgui.getTab();
if (tab) {
  tab.setEndpoint(endpoint);
  if (given) tab.setQuery(given);
}
document.documentElement.dataset.ready = "yes";
