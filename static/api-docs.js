// Shows the OpenAPI document of the page; the Authorize button takes a token from /auth/oauth/token.
const place = document.getElementById("swagger-ui");
window.SwaggerUIBundle({
  url: place.dataset.document,
  domNode: place,
  deepLinking: true,
  validatorUrl: null,
  persistAuthorization: false,
  onComplete: () => { document.documentElement.dataset.ready = "true"; },
});
