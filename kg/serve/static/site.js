// Names offered while one types: in the search of every page as a list, in the forms of questions as a datalist. Text nodes only, never markup.
"use strict";

async function offer(text) {
  const answer = await fetch(`/suggest?q=${encodeURIComponent(text)}`);
  return answer.ok ? answer.json() : [];
}

/** Calls `then` with what is offered for the newest text, a moment after the last key. */
function following(input, then) {
  let timer, last = 0;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    const number = ++last;
    timer = setTimeout(async () => {
      const found = input.value.trim() ? await offer(input.value).catch(() => []) : [];
      if (number === last) then(found);
    }, 120);
  });
}

const box = document.getElementById("q");
const list = document.getElementById("offered");
let active = -1;

function open(shown) {
  list.hidden = !shown;
  box.setAttribute("aria-expanded", String(shown));
  if (!shown) active = -1;
}

function mark() {
  [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
  if (active >= 0) box.setAttribute("aria-activedescendant", list.children[active].id);
  else box.removeAttribute("aria-activedescendant");
}

following(box, (found) => {
  list.replaceChildren(...found.map((one, i) => {
    const item = document.createElement("li");
    item.id = `offered-${i}`;
    item.setAttribute("role", "option");
    item.dataset.id = one.id;
    const name = document.createElement("bdi");
    name.textContent = one.name;
    item.append(name);
    if (one.as) {
      const other = document.createElement("small");
      other.textContent = ` also ${one.as}`;
      item.append(other);
    }
    item.addEventListener("mousedown", (event) => { event.preventDefault(); visit(item); });
    return item;
  }));
  active = -1;
  open(found.length > 0);
  mark();
});

function visit(item) {
  location.assign(`/entity/${encodeURIComponent(item.dataset.id)}`);
}

box.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const size = list.children.length;
  if (step && size && !list.hidden) {
    event.preventDefault();
    active = (active + step + size) % size;
    mark();
  } else if (event.key === "Enter" && active >= 0 && !list.hidden) {
    event.preventDefault();
    visit(list.children[active]);
  } else if (event.key === "Escape") open(false);
});
box.addEventListener("blur", () => open(false));

for (const input of document.querySelectorAll("input.names")) {
  const data = document.getElementById(input.getAttribute("list"));
  following(input, (found) => data.replaceChildren(...found.map((one) => {
    const option = document.createElement("option");
    option.value = one.name;
    if (one.as) option.label = one.as;
    return option;
  })));
}
