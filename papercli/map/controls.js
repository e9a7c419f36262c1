// What a hand does with a map: moving, pointing, searching, choosing colours.

const MOST_HITS = 60;

// Moving about.
function zoom(factor, x = width / 2, y = height / 2) {
  const k = Math.max(.5, Math.min(400, view.k * factor));
  view.x = x - (x - view.x) * k / view.k;
  view.y = y - (y - view.y) * k / view.k;
  view.k = k;
  moved();
}
function pan(x, y) { view.x += x; view.y += y; moved(); }
const moves = {
  ArrowLeft: () => pan(80, 0), ArrowRight: () => pan(-80, 0), ArrowUp: () => pan(0, 80), ArrowDown: () => pan(0, -80),
  "+": () => zoom(1.5), "=": () => zoom(1.5), "-": () => zoom(1 / 1.5),
  0: () => { Object.assign(view, { k: 1, x: 0, y: 0 }); moved(); draw(); },
};

const fingers = new Map();
let travelled = 0;
const here = (event) => { const box = canvas.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };
canvas.addEventListener("pointerdown", (event) => {
  if (event.button) return;
  canvas.setPointerCapture(event.pointerId);
  if (!fingers.size) travelled = 0;
  fingers.set(event.pointerId, here(event));
});
canvas.addEventListener("pointermove", (event) => {
  const now = here(event), before = fingers.get(event.pointerId);
  if (!before) { if (event.pointerType !== "touch") point(nearest(...now)); return; }
  const other = [...fingers].find(([id]) => id !== event.pointerId)?.[1];
  travelled += Math.hypot(now[0] - before[0], now[1] - before[1]);
  fingers.set(event.pointerId, now);
  if (other) {  // a pinch: the other finger is where it was
    const was = Math.hypot(before[0] - other[0], before[1] - other[1]), is = Math.hypot(now[0] - other[0], now[1] - other[1]);
    zoom(is / Math.max(1, was), (now[0] + other[0]) / 2, (now[1] + other[1]) / 2);
  }
  if (travelled > 4) { canvas.classList.add("moving"); pan((now[0] - before[0]) / fingers.size, (now[1] - before[1]) / fingers.size); }
});
const lifted = (event) => {
  const was = fingers.delete(event.pointerId);
  canvas.classList.remove("moving");
  if (!was || event.type !== "pointerup" || travelled > 4 || fingers.size) return;
  const i = nearest(...here(event));
  if (event.pointerType === "touch" && i !== pointed) point(i);  // the first touch shows, the second opens
  else if (i >= 0) visit(i, event.shiftKey);
};
canvas.addEventListener("pointerup", lifted);
canvas.addEventListener("pointercancel", lifted);
canvas.addEventListener("pointerleave", () => { if (!fingers.size) point(-1); });
canvas.addEventListener("wheel", (event) => {
  event.preventDefault();  // lines, pages or pixels; a pinch on a touchpad is a wheel with Ctrl
  const unit = event.deltaMode === 1 ? .05 : event.deltaMode ? 1 : .002;
  zoom(2 ** (-event.deltaY * unit * (event.ctrlKey ? 10 : 1)), ...here(event));
}, { passive: false });

// The paper that is pointed at.
let pointed = -1;
function make(name, text) { const element = document.createElement(name); element.textContent = text; return element; }
function describe(i) {
  const topic = about.topics[topicOf[i]]?.terms.slice(0, 2).join(" · ");
  return [years[i] || "", topic, paper(i).id].filter(Boolean).join(" — ");
}
function point(i) {
  if (i === pointed) return;
  pointed = i;
  canvas.classList.toggle("over", i >= 0);
  if (i >= 0) tip.replaceChildren(paper(i).title, make("small", describe(i)));
  place(i);
}
function place(i) {
  ring.hidden = tip.hidden = i < 0;
  if (i < 0) return;
  const x = fitX[i] * view.k + view.x, y = fitY[i] * view.k + view.y, r = dotSize() + 4;
  Object.assign(ring.style, { left: `${x - r}px`, top: `${y - r}px`, width: `${2 * r}px`, height: `${2 * r}px` });
  const left = Math.max(4, Math.min(width - tip.offsetWidth - 4, x + 12));
  const above = y + r + 8 + tip.offsetHeight > height;
  Object.assign(tip.style, { left: `${left}px`, top: `${above ? y - r - 8 - tip.offsetHeight : y + r + 8}px` });
}
async function visit(i, copies) {
  const { id, link } = paper(i);
  if (copies) {
    try { await navigator.clipboard.writeText(id); tell(`${id} copied`); } catch { tell(`The id is ${id}`); }
  } else if (link) open(link, "_blank", "noopener,noreferrer");
  else tell(`No link is known for this paper. Its id is ${id}`);
}
let telling = 0;
function tell(text) {
  said.textContent = text;
  said.hidden = false;
  clearTimeout(telling);
  telling = setTimeout(() => { said.hidden = true; }, 4000);
}

// Search.
const isPlain = (text) => !/[^\0-\x7f]/.test(text);  // as most titles are, which need no folding
const fold = (text) => (isPlain(text) ? text : text.normalize("NFKD").replace(/\p{M}/gu, "")).toLowerCase();
let folded = null, current = -1;
function find() {
  const words = [...new Set(fold(search.value).split(/\s+/).filter(Boolean))];
  current = -1;
  if (words.length) {
    folded ??= lines.map((_, i) => fold(`${paper(i).title} ${years[i] || ""}`));
    const has = Uint8Array.from(folded, (text) => words.every((word) => text.includes(word)) ? 1 : 0);
    found = { has, list: [] };
    for (let i = 0; i < size; i++) if (has[i]) found.list.push(i);
    found.list.sort((a, b) => years[b] - years[a]);
  } else found = null;
  hits.replaceChildren(...(found?.list ?? []).slice(0, MOST_HITS).map(hit));
  if (found && found.list.length > MOST_HITS) hits.append(make("li", `and ${(found.list.length - MOST_HITS).toLocaleString("en")} more on the map`));
  hits.hidden = !found;
  legend.hidden = !!found;
  hits.scrollTop = 0;
  search.setAttribute("aria-expanded", String(!!found));
  search.removeAttribute("aria-activedescendant");
  const all = size.toLocaleString("en");
  count.textContent = found ? `${found.list.length.toLocaleString("en")} of ${all}` : size === 1 ? "1 paper" : `${all} papers`;
  point(-1);
  draw();
  remember();
}
function hit(i, at) {
  const item = make("li", ""), link = make("a", paper(i).title);
  if (paper(i).link) link.href = paper(i).link;
  Object.assign(link, { target: "_blank", rel: "noreferrer noopener", tabIndex: -1 });
  Object.assign(item, { id: `hit-${at}`, role: "option" });
  link.append(make("small", describe(i)));
  link.addEventListener("click", (event) => { event.preventDefault(); visit(i, event.shiftKey); });
  item.addEventListener("pointerenter", () => point(i));
  item.append(link);
  return item;
}
function go(step) {
  const shown = Math.min(MOST_HITS, found?.list.length ?? 0);
  if (!shown) return;
  hits.children[current]?.setAttribute("aria-selected", "false");
  current = Math.max(0, Math.min(shown - 1, current + step));
  hits.children[current].setAttribute("aria-selected", "true");
  hits.children[current].scrollIntoView({ block: "nearest" });
  search.setAttribute("aria-activedescendant", `hit-${current}`);
  const i = found.list[current], x = fitX[i] * view.k + view.x, y = fitY[i] * view.k + view.y;
  if (x < 0 || y < 0 || x > width || y > height) pan(width / 2 - x, height / 2 - y);
  point(i);
}

// Colours and their legend.
function colourBy(name) {
  kind = name === "year" ? "year" : "topic";
  only = -1;
  const { names, members } = kinds[kind];
  legend.classList.toggle("alone", names.length < 2);
  kinds[kind].in ??= (() => { const of = new Uint8Array(size); members.forEach((some, g) => some.forEach((i) => { of[i] = g; })); return of; })();
  legend.replaceChildren(...names.map((each, g) => [each, g]).filter(([, g]) => members[g].length).map(([each, g]) => {
    const item = make("li", ""), button = make("button", "");
    button.type = "button";
    button.dataset.group = g;
    button.append(swatch(), make("span", each), make("small", members[g].length.toLocaleString("en")));
    button.addEventListener("click", () => choose(only === g ? -1 : g));
    item.append(button);
    return item;
  }));
  choose(-1);
}
function swatch() {
  const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const dot = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  for (const [key, value] of Object.entries({ cx: "50%", cy: "50%", r: "50%" })) dot.setAttribute(key, value);
  picture.setAttribute("aria-hidden", "true");
  picture.append(dot);
  return picture;
}
function choose(g) {
  only = g;
  legend.classList.toggle("chosen", g >= 0);
  for (const button of legend.querySelectorAll("button")) {
    button.setAttribute("aria-pressed", String(Number(button.dataset.group) === g));
    button.querySelector("circle").style.fill = kinds[kind].colour(Number(button.dataset.group));
  }
  point(-1);
  draw();
}

// The address keeps what is searched for and how it is coloured, so that reloading and bookmarks do.
function remember() {
  const state = new URLSearchParams();
  if (search.value.trim()) state.set("q", search.value.trim());
  if (kind === "year" && !by.hidden) state.set("by", "year");
  try { history.replaceState(null, "", state.size ? `#${state}` : location.href.split("#")[0]); } catch { /* some viewers forbid it */ }
}
function recall() {
  const state = new URLSearchParams(location.hash.slice(1));
  search.value = state.get("q") ?? "";
  by.value = !about.topics.length || (spans.length && state.get("by") === "year") ? "year" : "";
  colourBy(by.value);
  find();
}

let typing = 0;
search.addEventListener("input", () => { clearTimeout(typing); typing = setTimeout(find, size > 5000 ? 120 : 0); });
search.addEventListener("keydown", (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); go(event.key === "ArrowDown" ? 1 : -1); }
  if (event.key === "Enter" && found?.list.length) visit(found.list[Math.max(0, current)], event.shiftKey);
});
by.addEventListener("change", () => { colourBy(by.value); remember(); });
for (const button of document.querySelectorAll("#zoom button")) button.addEventListener("click", () => moves[button.dataset.key]());
addEventListener("keydown", (event) => {
  if (event.key === "Escape") { search.value = ""; find(); choose(-1); search.blur(); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT)$/.test(document.activeElement.tagName)) return;
  if (event.key === "/") { event.preventDefault(); search.focus(); search.select(); }
  else if (moves[event.key]) { event.preventDefault(); moves[event.key](); }
});
isDark.addEventListener("change", () => choose(only));
addEventListener("hashchange", recall);
new ResizeObserver(fit).observe(map);
if (about.query) { byId("query").textContent = about.query; byId("query").hidden = false; }
by.hidden = !about.topics.length || !spans.length;
fit();
recall();
