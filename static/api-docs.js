// Shows the OpenAPI document of the page; the Authorize button takes a token from /auth/oauth/token.
const place = document.getElementById("swagger-ui");
function name(part, words) {
  const found = place.querySelector(part);
  found?.setAttribute("role", "region");
  found?.setAttribute("aria-label", words);
}

window.SwaggerUIBundle({
  url: place.dataset.document,
  domNode: place,
  deepLinking: false, // its links would stand inside buttons
  validatorUrl: null,
  persistAuthorization: false,
  onComplete: () => {
    place.querySelectorAll("h3.opblock-tag, .models h4").forEach((heading) => heading.setAttribute("aria-level", "2"));
    place.querySelector("#servers")?.setAttribute("aria-label", "Server");
    name(".information-container", "About this interface");
    name(".scheme-container", "Server and authorisation");
    document.documentElement.dataset.ready = "true";
  },
});
