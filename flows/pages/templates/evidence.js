"use strict";
// Hovering or focusing a mark brings why it is there into view, and lights up its box.
const all = (selector) => [...document.querySelectorAll(selector)];
const marked = all("[data-records]");
const names = (element) => element.dataset.records.trim().split(" ");

function light(element) {
  all(".current").forEach((one) => one.classList.remove("current"));
  const chosen = new Set(names(element));
  marked.filter((one) => names(one).some((name) => chosen.has(name)))
    .forEach((one) => one.classList.add("current"));
  const reasons = [...chosen].map((name) => document.getElementById("why-" + name));
  reasons.forEach((one) => one.classList.add("current"));
  const aside = document.querySelector("aside");
  if (getComputedStyle(aside).position === "sticky") {
    aside.scrollTop = reasons[0].offsetTop - aside.offsetTop - 40;
  }
}

marked.forEach((one) => {
  one.addEventListener("mouseenter", () => light(one));
  one.addEventListener("focus", () => light(one));
});

const types = document.getElementById("types");
if (types) {
  types.addEventListener("change", () => {
    const off = all("#types input:not(:checked)").map((box) => box.value);
    all("[data-records], aside article").forEach((one) => {
      const kinds = [...one.classList].filter((name) => document.querySelector(`#types input[value="${name}"]`));
      one.classList.toggle("off", kinds.every((kind) => off.includes(kind)));
    });
  });
}
