// Ouvre le formulaire : chaque collection lit et écrit ses fichiers à notre façon.
import { init, registerCustomFormat } from "./sveltia-cms.mjs";
import { format } from "./fichiers.js";

const reglages = await (await fetch("configuration.json")).json();
let rang = 0;
const inscrire = (decrit) => {
  decrit.format = `fiches-${rang++}`;
  registerCustomFormat(decrit.format, "yml", format(decrit.fields));
};
for (const collection of reglages.collections)
  (collection.files ?? [collection]).forEach(inscrire);
init({ config: reglages });
