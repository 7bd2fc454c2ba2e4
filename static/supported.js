// Before anything is drawn: says that scripts run, and whether the browser knows modules.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
