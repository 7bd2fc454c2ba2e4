// What scripts add to pages that work without them. Each part looks for its own marks and does nothing else.

const root = document.documentElement;
const every = (selector, act, within = document) => within.querySelectorAll(selector).forEach(act);
const csrfToken = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";

const post = (address, body) =>
  fetch(address, {
    method: "POST",
    headers: { "X-CSRFToken": csrfToken(), "X-Requested-With": "fetch" },
    body,
    credentials: "same-origin",
  });

// --- menus: close on Escape and outside, give the focus back ---------------------------------------------
function menus() {
  every("details[data-menu]", (menu) => {
    const close = (back) => {
      if (!menu.open) return;
      menu.open = false;
      if (back) menu.querySelector("summary").focus();
    };
    menu.addEventListener("keydown", (event) => event.key === "Escape" && close(true));
    document.addEventListener("click", (event) => !menu.contains(event.target) && close(false));
    menu.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !menu.contains(event.relatedTarget)) close(false);
    });
  });
}

// --- dates near today --------------------------------------------------------------------------------------
function quickDates() {
  every("[data-quick-dates]", (group) => {
    const box = document.getElementById(group.dataset.quickDates);
    if (!box) return;
    group.hidden = false;
    const label = document.querySelector(`label[for="${box.id}"]`)?.textContent.trim() ?? "";
    every("button[data-days]", (button) => {
      button.setAttribute("aria-label", `${label}: ${button.textContent.trim()}`);
      button.addEventListener("click", () => {
        const day = new Date();
        day.setDate(day.getDate() + Number(button.dataset.days));
        box.value = `${day.getDate()}/${day.getMonth() + 1}/${day.getFullYear()}`;
        box.dispatchEvent(new Event("input", { bubbles: true }));
        box.dispatchEvent(new Event("change", { bubbles: true }));
        box.focus();
      });
    }, group);
  });
}

// The weekday beside a date, as it is typed, picked or brought back; the server writes that of the stored date.
const MONTHS = "january february march april may june july august september october november december".split(" ");

function typedDate(words) {
  const text = words.trim().toLowerCase().replace(/^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[,.\s]+/, "");
  const iso = text.match(/^(\d{4})-(\d{1,2})-(\d{1,2})$/);
  const [, day, name, year] = iso ? [iso[0], iso[3], iso[2], iso[1]]
    : text.match(/^(\d{1,2})(?:st|nd|rd|th)?[\s/.,:_|-]*(\d{1,2}|[a-z]{3,9})[\s/.,:_|-]*(\d{4}|\d{2})$/) ?? [];
  if (!day || /^\d{5,}$/.test(text)) return null;
  const month = /\d/.test(name) ? Number(name) : MONTHS.findIndex((one) => one.startsWith(name)) + 1;
  const full = year.length > 2 ? Number(year) : Number(year) + (Number(year) <= 49 ? 2000 : 1900);
  const date = new Date(full, month - 1, Number(day));
  return month && date.getMonth() === month - 1 && date.getDate() === Number(day) ? date : null;
}

function weekdays() {
  every("output[data-weekday]", (place) => {
    const box = document.getElementById(place.htmlFor.value);
    if (!box) return;
    const show = () => {
      const words = typedDate(box.value)?.toLocaleDateString("en-GB", { weekday: "long" }) ?? "";
      if (place.textContent !== words) place.textContent = words; // each change is read aloud
    };
    ["input", "change"].forEach((kind) => box.addEventListener(kind, show));
    window.addEventListener("pageshow", show);
  });
}

// --- typing to find an option ------------------------------------------------------------------------------
async function autocompletes() {
  const selects = document.querySelectorAll("select[data-autocomplete]");
  if (!selects.length) return;
  if (!window.accessibleAutocomplete) await import(root.dataset.autocompleteScript);
  selects.forEach((select) => {
    const described = select.getAttribute("aria-describedby");
    const id = select.id;
    const source = [...select.options].filter((option) => option.value).map((option) => option.textContent.trim());
    if (select.dataset.typed) sendAsTyped(select, select.dataset.typed);
    window.accessibleAutocomplete.enhanceSelectElement({
      selectElement: select,
      source,
      defaultValue: select.selectedOptions[0]?.value ? select.selectedOptions[0].textContent.trim() : "",
      showAllValues: true,
      autoselect: false,
      confirmOnBlur: false,
      onConfirm: (words) => { if (words !== undefined) sendWhatIsShown(select, words); },
      dropdownArrow: ({ className }) =>
        `<svg class="${className}" width="14" height="10" viewBox="0 0 14 10" aria-hidden="true" focusable="false"><path d="M0 0h14L7 10z" fill="currentColor"/></svg>`,
    });
    const box = document.getElementById(id);
    if (!box) return;
    if (described) box.setAttribute("aria-describedby", `${described} ${box.getAttribute("aria-describedby") ?? ""}`.trim());
    if (select.classList.contains("govuk-select--error")) box.classList.add("govuk-input--error");
    const agree = () => sendWhatIsShown(select, box.value);
    ["input", "change"].forEach((kind) => box.addEventListener(kind, agree));
    select.form?.addEventListener("submit", agree, { capture: true });
    window.addEventListener("pageshow", agree);
  });
}

// What the box shows is what is sent: the option of those words, or the words themselves, which the server refuses.
function sendWhatIsShown(select, words) {
  const same = (option) => option.dataset.typed === undefined && comparable(option.textContent) === comparable(words);
  const options = [...select.options];
  const option = options.find((one) => one.selected && same(one)) ?? options.find(same)
    ?? (words.trim() === "" ? options.find((one) => one.value === "") : undefined);
  if (option) option.selected = true; else sendAsTyped(select, words);
}

function sendAsTyped(select, words) {
  const option = select.querySelector("option[data-typed]") ?? document.createElement("option");
  Object.assign(option, { value: `?${words}`, textContent: words });
  option.dataset.typed = "";
  select.append(option);
  option.selected = true;
}

const comparable = (words) => words.normalize("NFC").replace(/\s+/g, " ").trim().toLocaleLowerCase("en-GB");

// --- drafts: every 30 seconds and when a field is left ------------------------------------------------------
function drafts() {
  every("form[data-keeps-draft]", (form) => {
    const status = form.querySelector("[data-draft-status]");
    let saved = snapshot(form), dirty = false, sending = false;
    const save = async () => {
      const now = snapshot(form);
      if (sending || now === saved) return;
      sending = true;
      const body = new FormData(form);
      [...body.entries()].forEach(([name, value]) => value instanceof File && body.delete(name));
      body.set("do", "save-draft");
      try {
        const answer = await post(form.getAttribute("action") || location.href, body);
        if (!answer.ok || answer.redirected) throw new Error("not saved");
        saved = now;
        dirty = false;
        if (status) status.textContent = `${status.dataset.savedWords ?? "Saved"} ${clockTime(new Date())}`;
      } catch {
        dirty = true;
      } finally {
        sending = false;
      }
    };
    const timer = setInterval(save, 30_000);
    form.addEventListener("focusout", () => setTimeout(save, 200));
    form.addEventListener("input", () => { dirty = snapshot(form) !== saved; });
    form.addEventListener("submit", () => { dirty = false; clearInterval(timer); sending = true; });
    window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
  });
}

// As the server writes times: 10:15am, 2pm.
function clockTime(at) {
  const minutes = at.getMinutes() ? `:${String(at.getMinutes()).padStart(2, "0")}` : "";
  return `${at.getHours() % 12 || 12}${minutes}${at.getHours() < 12 ? "am" : "pm"}`;
}

function snapshot(form) {
  const parts = [...new FormData(form).entries()].filter(([name, value]) => !(value instanceof File) && name !== "form_token");
  return JSON.stringify(parts);
}

// --- idle: five minutes before the session ends --------------------------------------------------------------
function idleWarning() {
  const minutes = Number(root.dataset.idleMinutes ?? 0);
  const dialog = document.getElementById("idle-warning");
  if (!minutes || !dialog) return;
  let warnAt, leaveAt;
  const restart = () => {
    clearTimeout(warnAt);
    clearTimeout(leaveAt);
    warnAt = setTimeout(() => dialog.open || dialog.showModal(), Math.max(minutes - 5, 0.5) * 60_000);
    leaveAt = setTimeout(() => location.reload(), (minutes + 0.1) * 60_000);
  };
  dialog.querySelector("[data-stay]").addEventListener("click", async () => {
    const answer = await post(root.dataset.stayAddress);
    dialog.close();
    if (answer.ok && !answer.redirected) restart(); else location.reload();
  });
  restart();
}

// --- keyboard -------------------------------------------------------------------------------------------------
const PLACES = { h: "/", c: "/cases", d: "/diary/day", a: "/alerts", r: "/referrals" };
const IN_CASE = { c: "contacts/add", a: "appointments/add" };

function inField(target) {
  return target.closest("input, textarea, select, [contenteditable], dialog[open]") !== null;
}

function tabLink(number) {
  return document.querySelectorAll(".moj-sub-navigation__link")[number - 1]?.href;
}

function caseAddress(rest) {
  const found = location.pathname.match(/^\/case\/[^/]+\//);
  return found && found[0] + rest;
}

function moveRow(step) {
  const rows = [...document.querySelectorAll("[data-rows] tbody tr, [data-rows] [data-row]")];
  if (!rows.length) return;
  const now = rows.findIndex((row) => row.hasAttribute("data-row-current"));
  const next = rows[Math.min(Math.max(now + step, 0), rows.length - 1)];
  rows.forEach((row) => row.removeAttribute("data-row-current"));
  next.setAttribute("data-row-current", "");
  const link = next.querySelector("a") || next.querySelector("button, input"); // keys typed in a box are its own
  if (link) link.focus(); else next.scrollIntoView({ block: "nearest" });
}

const currentRow = () => document.querySelector("[data-row-current]");

function shortcuts() {
  const list = document.getElementById("shortcuts-dialog");
  every("[data-close-dialog]", (button) => button.addEventListener("click", () => button.closest("dialog").close()));
  document.addEventListener("keydown", formKeys);
  if (root.dataset.shortcuts !== "on") return;
  let first = "", clear;
  const go = (address) => { if (address) location.assign(address); };
  const second = {
    g: (key) => (/^[1-9]$/.test(key) ? go(tabLink(Number(key))) : go(PLACES[key] && reachable(PLACES[key]))),
    n: (key) => (key === "n" ? go(document.querySelector("[data-shortcut-target=note]")?.href) : go(IN_CASE[key] && caseAddress(IN_CASE[key]))),
  };
  const single = {
    "/": () => document.querySelector("[data-shortcut-target=search]")?.focus(),
    "?": () => list?.showModal(),
    j: () => moveRow(1),
    k: () => moveRow(-1),
    x: () => currentRow()?.querySelector("input[type=checkbox]")?.click(),
    Enter: () => currentRow()?.querySelector("a")?.click(),
    "[": () => document.querySelector("a[rel=prev]")?.click(),
    "]": () => document.querySelector("a[rel=next]")?.click(),
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return;
    if (first) {
      const act = second[first];
      first = "";
      clearTimeout(clear);
      event.preventDefault();
      act(event.key);
    } else if (event.key in second) {
      first = event.key;
      clear = setTimeout(() => { first = ""; }, 1500);
    } else if (event.key in single) {
      if (event.key === "Enter" && (!currentRow() || event.target.closest("a, button, summary"))) return;
      event.preventDefault();
      single[event.key]();
    }
  });
}

// Only where the page itself offers the way: a shortcut must have a visible control with the same effect.
function reachable(address) {
  return document.querySelector(`header a[href="${address}"], nav a[href="${address}"]`) || address === "/diary/day" ? address : "";
}

function formKeys(event) {
  const form = event.target.closest?.("main form");
  if (!form) return;
  if (event.ctrlKey && event.key === "Enter") {
    event.preventDefault();
    form.querySelector("button[type=submit]:not([name=do])")?.click();
  } else if (event.altKey && event.key.toLowerCase() === "s") {
    const draft = form.querySelector("button[value=save-draft]");
    if (draft) { event.preventDefault(); draft.click(); }
  }
}

// --- options that reveal a question -------------------------------------------------------------------------------
function reveals() {
  const show = (input) => document.getElementById(input.dataset.reveals)
    ?.classList.toggle(`${input.type === "radio" ? "govuk-radios" : "govuk-checkboxes"}__conditional--hidden`, !input.checked);
  every("input[data-reveals]", (input) => {
    show(input);
    input.form?.addEventListener("change", (event) => { if (event.target.name === input.name) show(input); });
  });
}

// What an option makes needless is hidden while it is chosen; without script its hint says that it is not read.
function hides() {
  every("[data-hidden-by]", (part) => {
    const form = part.closest("form");
    const [name, value] = part.dataset.hiddenBy.split("=");
    const agree = () => { part.hidden = new FormData(form).getAll(name).includes(value); };
    form.addEventListener("change", agree);
    window.addEventListener("pageshow", agree);
    agree();
  });
}

// --- small things -----------------------------------------------------------------------------------------------
function copyButtons() {
  every("button[data-copy]", (button) => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    const words = button.textContent;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = button.dataset.copiedWords ?? "Copied";
      setTimeout(() => { button.textContent = words; }, 2000);
    });
  });
}

function selectAll() {
  every("input[data-select-all]", (box) => {
    const boxes = [...document.querySelectorAll(`input[type=checkbox][name="${box.dataset.selectAll}"]`)];
    box.closest("[hidden]")?.removeAttribute("hidden");
    box.addEventListener("change", () => boxes.forEach((one) => { one.checked = box.checked; }));
    boxes.forEach((one) => one.addEventListener("change", () => { box.checked = boxes.every((b) => b.checked); }));
  });
}

function previewPreferences() {
  const names = { theme: "theme", density: "density", text_size: "textSize" };
  every("[data-preview-preferences]", (part) => part.addEventListener("change", (event) => {
    const name = names[event.target.name];
    if (name) root.dataset[name] = event.target.value;
  }));
}

// Where the reader starts: at the warning, else at what was saved; after a filter, sort, page or removal at the results.
function focusWhatChanged() {
  if (document.querySelector(".govuk-error-summary")) return;
  const from = document.referrer ? new URL(document.referrer) : null;
  const isSamePage = from?.pathname === location.pathname && from.search !== location.search;
  const results = document.querySelector("[data-results-title]");
  const message = document.querySelector(".app-messages .moj-alert");
  const start = document.querySelector("[data-warnings]")
    ?? (from?.pathname.endsWith("/remove") ? results : null) ?? message ?? (isSamePage ? results : null);
  start?.setAttribute("tabindex", "-1");
  start?.focus();
}

// Back to a page that answered a form (an error, a warning) opens it anew: the browser would ask to send the form again.
function goBackWithoutSending() {
  document.addEventListener("submit", () => history.replaceState(history.state, "", location.href));
}

function openForPrint() {
  window.addEventListener("beforeprint", () => every("main details:not([open])", (part) => { part.open = true; part.dataset.opened = ""; }));
  window.addEventListener("afterprint", () => every("details[data-opened]", (part) => { part.open = false; delete part.dataset.opened; }));
  every("button[data-print]", (button) => { button.hidden = false; button.addEventListener("click", () => window.print()); });
}

// A page that was opened to be printed asks for the printer at once, but not when it is gone back to.
function printAtOnce() {
  const [opened] = performance.getEntriesByType("navigation");
  const isAgain = ["back_forward", "reload"].includes(opened?.type);
  if (document.querySelector("[data-print='at once']") && !isAgain) window.print();
}

export async function start() {
  menus();
  reveals();
  hides();
  quickDates();
  weekdays();
  copyButtons();
  selectAll();
  previewPreferences();
  idleWarning();
  shortcuts();
  drafts();
  goBackWithoutSending();
  openForPrint();
  focusWhatChanged();
  await autocompletes();
  printAtOnce();
}
