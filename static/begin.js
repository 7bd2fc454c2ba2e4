// Starts GOV.UK's components, MoJ's and ours, in that order; their addresses stand on the page, since names carry a hash.
const root = document.documentElement;
const [govuk, moj, app] = await Promise.all(root.dataset.scripts.split(" ").map((address) => import(address)));
// Characters are counted as the server and the database count them: one emoji is one, not two.
govuk.CharacterCount.prototype.updateCount = function () { this.count = [...this.$textarea.value].length; };
govuk.initAll();
moj.initAll();
await app.start();
root.setAttribute("data-ready", "true");
