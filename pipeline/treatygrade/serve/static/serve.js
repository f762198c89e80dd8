// What the page does beyond links and forms; all of it works without this file, but for the shading by another grade.
"use strict";

function look(key, grade) {
  const text = document.querySelector(`[data-unit="${key}"]`);
  for (const sentence of text.querySelectorAll(".sentence")) {
    const unseen = sentence.classList.contains("unseen") ? " unseen" : "";
    sentence.className = `sentence ${sentence.dataset[grade.toLowerCase()]}${unseen}`;
  }
  for (const why of document.querySelectorAll(`[data-why="${key}"]`)) why.hidden = why.dataset.grade !== grade;
}

function step(by) {
  const units = [...document.querySelectorAll("article.unit")];
  if (!units.length) {
    document.querySelector(by > 0 ? "a[rel=next]" : "a[rel=prev]")?.click();
    return;
  }
  const now = units.findIndex((unit) => unit.contains(document.activeElement));
  const unit = units[Math.min(Math.max(now + by, 0), units.length - 1)];
  unit.focus();
  unit.scrollIntoView({ block: "start" });
}

document.addEventListener("change", (event) => {
  const { look: key } = event.target.dataset;
  if (key) look(key, event.target.value);
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest("form") ?? document.querySelector("main form");
  if (event.key === "Enter" && event.ctrlKey && form) {
    form.requestSubmit();
  } else if (event.altKey && /^[1-9]$/.test(event.key)) {
    const choice = form?.querySelector(`[data-choice="${event.key}"]`);
    if (choice) {
      event.preventDefault();
      choice.checked = true;
      choice.focus();
    }
  } else if (!event.target.matches("input, textarea, select") && !event.ctrlKey && !event.altKey && !event.metaKey) {
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
  }
});
