"use strict";
// Starts the interactive description. A file of its own: the content security policy refuses scripts written in the page.
const place = document.getElementById("docs");
SwaggerUIBundle({
  url: place.dataset.schema,
  domNode: place,
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  validatorUrl: null, // or the description is sent to an outside host to be checked
  presets: [SwaggerUIBundle.presets.apis],
});
