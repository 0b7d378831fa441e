"use strict";
const byId = (id) => document.getElementById(id);
const all = (selector) => [...document.querySelectorAll(selector)];
document.documentElement.classList.add("scripted");

// A filled cell opens its quotes in a dialog; without this script it leads to them further down.
const dialog = byId("dialog");
all(".cell a").forEach((link) => link.addEventListener("click", (event) => {
  event.preventDefault();
  const quotes = byId(link.getAttribute("href").slice(1)).cloneNode(true);
  quotes.removeAttribute("id");
  byId("dialog-content").replaceChildren(quotes);
  dialog.showModal();
}));

// A link into the sources opens the document that holds the place.
function showPlace() {
  const place = location.hash && byId(decodeURIComponent(location.hash.slice(1)));
  if (!place) return;
  const source = place.closest("details");
  if (source) source.open = true;
  if (dialog.open) dialog.close();
  place.scrollIntoView({ block: "center" });
  if (place.classList.contains("anchor")) place.focus({ preventScroll: true });
}
window.addEventListener("hashchange", showPlace);
document.addEventListener("click", (event) => {
  const link = event.target.closest("a.to-source");
  if (link && link.getAttribute("href") === location.hash) showPlace();
});
showPlace();

// The filter looks at every row of every part.
const rows = all("[data-row]").map((row) => ({
  row,
  theme: row.dataset.theme,
  organisations: JSON.parse(row.dataset.organisations),
  text: row.textContent.toLowerCase(),
}));
const quoted = new Map(all("#quotes article").map((one) => [one.id, one.textContent.toLowerCase()]));
rows.forEach((one) => one.row.querySelectorAll(".cell a").forEach((link) => {
  one.text += quoted.get(link.getAttribute("href").slice(1));
}));

function filter() {
  const theme = byId("theme").value;
  const organisation = byId("organisation").value;
  const words = byId("text").value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  rows.forEach((one) => {
    const fits = (!theme || one.theme === theme)
      && (!organisation || one.organisations.includes(organisation))
      && words.every((word) => one.text.includes(word));
    one.row.hidden = !fits;
    shown += fits;
  });
  all(".group").forEach((group) => { group.hidden = !group.querySelector("[data-row]:not([hidden])"); });
  const output = byId("shown");
  output.value = `${shown} ${output.dataset.unit}`;
}
byId("filter").addEventListener("input", filter);
byId("filter").addEventListener("reset", () => setTimeout(filter));
byId("filter").addEventListener("submit", (event) => event.preventDefault());
filter();

const print = byId("print");
print.hidden = false;
print.addEventListener("click", () => window.print());
