"use strict";
const byId = (id) => document.getElementById(id);
const read = (id) => JSON.parse(byId(id).textContent);
const { token, records, decided: before } = read("sitting");
const words = read("words");
const form = byId("form");
let decided = before;
let place = Math.max(0, records.findIndex((one) => !decided[one.record_id]));

function line(list, name, value) {
  const term = document.createElement("dt");
  const told = document.createElement("dd");
  term.textContent = words.fields[name] || words.evidence[name] || name;
  told.textContent = value;
  list.append(term, told);
}

function show() {
  const one = records[place];
  const count = Object.keys(decided).length;
  const all = count === records.length ? ` ${words.review.done}` : "";
  byId("progress").textContent =
    `${place + 1} ${words.review.of} ${records.length} · ${count} ${words.review.decided}.${all}`;
  byId("type").textContent = words.records[one.record_type] || one.record_type;
  byId("decision").textContent = words.decisions[decided[one.record_id]] || "";
  byId("before").textContent = one.before;
  byId("quote").textContent = one.quote;
  byId("after").textContent = one.after;
  byId("source").textContent = one.title + (one.page ? `, ${words.report.page} ${one.page}` : "");
  byId("fault").textContent = "";
  const list = byId("told");
  list.replaceChildren();
  one.fields.filter((field) => field.value && field.name !== "quote")
    .forEach((field) => line(list, field.name, field.value));
  line(list, "rule", one.rule);
  line(list, "confidence", one.confidence.toFixed(2));
  form.hidden = true;
  byId("record").focus();
}

function move(step) {
  place = Math.min(records.length - 1, Math.max(0, place + step));
  show();
}

async function decide(decision, changes = {}, why = "") {
  const body = JSON.stringify({ record_id: records[place].record_id, decision, changes, why });
  const headers = { "Content-Type": "application/json", "X-Token": token };
  try {
    const answer = await fetch("/decisions", { method: "POST", headers, body });
    const told = await answer.json();
    if (!answer.ok) throw new Error(told.fault || answer.statusText);
    decided = told.decided;
    if (decision === "undo") show(); else move(1);
  } catch (error) {
    byId("fault").textContent = error instanceof TypeError ? words.review.lost : error.message;
  }
}

function input(field) {
  if (field.choices.length) {
    const select = document.createElement("select");
    ["", ...field.choices].forEach((choice) => select.add(new Option(choice, choice)));
    return select;
  }
  return document.createElement(field.name === "quote" ? "textarea" : "input");
}

function edit() {
  const fields = records[place].fields.map((field) => {
    const label = document.createElement("label");
    const control = input(field);
    control.name = field.name;
    control.value = field.value;
    label.append(words.fields[field.name] || field.name, control);
    return label;
  });
  byId("fields").replaceChildren(...fields);
  form.hidden = false;
  form.querySelector("select, input, textarea").focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const changed = records[place].fields.filter((field) => form.elements[field.name].value !== field.value);
  const changes = Object.fromEntries(changed.map((field) => [field.name, form.elements[field.name].value]));
  decide("edit", changes, byId("why").value);
});
document.querySelectorAll("[data-decision]").forEach((button) => {
  button.addEventListener("click", () => decide(button.dataset.decision));
});
byId("edit").addEventListener("click", edit);
byId("cancel").addEventListener("click", show);
byId("previous").addEventListener("click", () => move(-1));
byId("next").addEventListener("click", () => move(1));

const keys = {
  a: () => decide("accept"), r: () => decide("reject"), e: edit, u: () => decide("undo"),
  ArrowLeft: () => move(-1), ArrowRight: () => move(1),
};
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !form.hidden) return show();
  if (event.target.closest("form") || event.ctrlKey || event.metaKey || event.altKey) return;
  if (records.length && keys[event.key]) {
    event.preventDefault();
    keys[event.key]();
  }
});
if (records.length) show();
