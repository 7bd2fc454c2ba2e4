// Search-as-you-type over the offence codes. Without it the page has a button that searches.
const box = document.querySelector("input[data-offences]");
const holder = document.querySelector("[data-offences-address]");

async function start() {
  if (!box || !holder) return;
  if (!window.accessibleAutocomplete) await import(document.documentElement.dataset.autocompleteScript);
  const place = document.createElement("div");
  const { id, name, value } = box;
  const described = box.getAttribute("aria-describedby");
  const wrong = box.classList.contains("govuk-input--error");
  const kept = document.createElement("input");
  Object.assign(kept, { type: "hidden", name, value });
  box.replaceWith(place, kept);
  let asked = 0;
  window.accessibleAutocomplete({
    element: place,
    id,
    name: "",
    defaultValue: value,
    minLength: 2,
    confirmOnBlur: false,
    templates: {
      inputValue: (offence) => (typeof offence === "string" ? offence : offence?.code ?? ""),
      suggestion: (offence) => {
        const shown = document.createElement("span");
        shown.textContent = typeof offence === "string" ? offence
          : `${offence.code} ${offence.words}${offence.scorable ? "" : " – OGRS3 cannot be scored from this code"}`;
        return shown.innerHTML;
      },
    },
    source: async (query, show) => {
      const turn = ++asked;
      const address = new URL(holder.dataset.offencesAddress, window.location.origin);
      address.searchParams.set("q", query);
      const answer = await fetch(address, { headers: { Accept: "application/json" } });
      const { offences } = answer.ok ? await answer.json() : { offences: [] };
      if (turn === asked) show(offences);
    },
    onConfirm: (offence) => { if (offence) kept.value = offence.code ?? offence; },
  });
  const typed = document.getElementById(id);
  if (described) typed.setAttribute("aria-describedby", `${described} ${typed.getAttribute("aria-describedby") ?? ""}`.trim());
  if (wrong) typed.classList.add("govuk-input--error");
  typed.addEventListener("input", () => { kept.value = typed.value; });
  document.querySelector("#offence-finder > button")?.remove();
}

await start();
