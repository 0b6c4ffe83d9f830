/** Adds to a page, readable without script, what script can add. Loaded at the end of <body>. */

import { offerAgendas } from "./agenda";
import { offerReadingAloud } from "./aloud";
import { markArrival } from "./arrival";
import { offerArticles } from "./articles";
import { offerCopying } from "./copying";
import { all } from "./elements";
import { captionFilms } from "./films";
import { offerListings } from "./listing";
import { offerPictures } from "./pictures";
import { offerPreferences } from "./preferences";
import { offerPrint } from "./print";
import { offerResults } from "./results";
import { loadOnDemand } from "./search-loader";
import { showSeasons } from "./seasons";
import { offerSearchKey } from "./search-key";
import { loadStudy } from "./study-loader";
import { offerSuggestions } from "./suggest";

offerPreferences(document.documentElement);
offerAgendas();
offerPrint();
offerPictures();
offerReadingAloud();
offerCopying();
offerArticles();
captionFilms();
showSeasons(new Date());
offerListings();
offerSearch();
loadStudy();
for (const main of all(document, "main, .xk-page").slice(0, 1)) markArrival(main);

function offerSearch(): void {
  const forms = all<HTMLFormElement>(document, "form[data-xk-search]");
  const { engine = "", manifest = "" } = forms[0]?.dataset ?? {};
  const load = loadOnDemand(engine, manifest);
  for (const form of forms) offerSuggestions(form, load);
  for (const results of all(document, "[data-xk-results]")) offerResults(results, forms, load);
  offerSearchKey(forms);
}
