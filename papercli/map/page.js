"use strict";
(async () => {
  const MOST_HITS = 60;
  const MOST_REDRAWN = 15000;  // papers; of more, the last picture is moved until the hand rests
  const MOST_TITLES = 100;  // papers in sight that show their titles
  const NO_TOPIC = 255;
  const REACH = 10;  // pixels between a pointer and what it means
  const STRETCH = 1.3;  // how much broader than high the map may be drawn to fill the window
  const byId = (id) => document.getElementById(id);
  const [page, map, canvas, ring, tip, said, search, hits, legend, by, count] =
    "page map canvas ring tip said search hits legend by count".split(" ").map(byId);
  const pen = canvas.getContext("2d");
  const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name);
  page.hidden = false;
  if (!globalThis.DecompressionStream) { count.textContent = "needs a newer browser"; return; }

  // What the page holds.
  const about = JSON.parse(byId("about").textContent);
  const unpack = (id) => {
    const bytes = Uint8Array.from(atob(byId(id).textContent), (sign) => sign.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
  };
  const size = about.papers;
  const packed = new DataView(await (await unpack("dots")).arrayBuffer());
  const read = (start) => Float32Array.from({ length: size }, (_, i) => packed.getUint16(start + 2 * i, true));
  const across = read(0), down = read(2 * size), years = read(4 * size);
  const topicOf = new Uint8Array(packed.buffer, 6 * size, size);
  const lines = (await (await unpack("texts")).text()).split("\n");
  const paper = (i) => { const [id, title, link] = lines[i].split("\t"); return { id, title, link: /^https?:\/\//i.test(link) ? link : "" }; };

  // Kinds of colours: by topic and by year. Each parts the papers into groups with a name and a colour for light and dark.
  const isDark = matchMedia("(prefers-color-scheme: dark)");
  const around = about.topics.map((topic, i) => [Math.atan2(topic.y - 32768, topic.x - 32768), i]).sort((a, b) => a[0] - b[0]).map((each) => each[1]);
  const kinds = { topic: group(about.topics.map((topic) => topic.terms.join(" · ")), (i) => topicOf[i], "no topic", (g) => {
    const turn = around.indexOf(g);  // neighbours on the map get hues far apart: the golden angle
    const light = [.6, .52, .68][turn % 3];
    return `oklch(${isDark.matches ? light + .12 : light} .135 ${(turn * 137.508 + 25) % 360})`;
  }) };
  const spans = yearSpans();
  kinds.year = group(spans.map(([from, to]) => from === to ? `${from}` : `${from}–${to}`),
    (i) => years[i] ? spans.findIndex(([from, to]) => years[i] >= from && years[i] <= to) : NO_TOPIC, "no year", (g) => {
      const old = spans.length > 1 ? g / (spans.length - 1) : 0;  // newest first
      return isDark.matches ? `oklch(${.88 - .42 * old} .13 ${95 + 190 * old})` : `oklch(${.4 + .34 * old} .13 ${285 - 190 * old})`;
    });

  function yearSpans() {
    const counts = new Map();
    for (const year of years) if (year) counts.set(year, (counts.get(year) ?? 0) + 1);
    const ordered = [...counts].sort((a, b) => b[0] - a[0]);
    const fair = ordered.length <= 12 ? 0 : size / 10;
    const found = [];
    let held = Infinity;
    for (const [year, papers] of ordered) {
      if (held >= fair) { found.push([year, year]); held = 0; }
      found[found.length - 1][0] = year;
      held += papers;
    }
    return found;
  }

  function group(names, groupOf, unknown, colour) {
    const of = Uint8Array.from({ length: size }, (_, i) => groupOf(i));
    const members = [...names, unknown].map(() => []);
    for (let i = 0; i < size; i++) members[of[i] === NO_TOPIC ? names.length : of[i]].push(i);
    return { names: [...names, unknown], members, colour: (g) => g < names.length ? colour(g) : !names.length ? style("--accent") : isDark.matches ? "#8b9099" : "#8a8d94" };
  }

  // Where papers are drawn: `fit` shows all of them, and `view` says what is seen of that.
  let width = 0, height = 0, sharp = 1, radius = 1;
  const fitX = new Float32Array(size), fitY = new Float32Array(size);
  const view = { k: 1, x: 0, y: 0 };
  let grid;
  const scale = { x: 1, y: 1, left: 0, top: 0 };

  function fit() {
    width = map.clientWidth; height = map.clientHeight; sharp = devicePixelRatio || 1;
    canvas.width = Math.round(width * sharp); canvas.height = Math.round(height * sharp);
    const room = Math.min(48, width / 12);
    const x = (width - 2 * room) / about.width, y = (height - 2 * room) / about.height;
    scale.x = Math.min(x, STRETCH * y); scale.y = Math.min(y, STRETCH * x);
    scale.left = (width - scale.x * about.width) / 2; scale.top = (height - scale.y * about.height) / 2;
    for (let i = 0; i < size; i++) {
      fitX[i] = scale.left + scale.x * across[i];
      fitY[i] = scale.top + scale.y * down[i];
    }
    radius = Math.max(.8, Math.min(4.5, .2 * Math.sqrt(width * height / Math.max(1, size))));
    grid = sortIntoCells();
    draw();
  }

  // The papers by the cells of a grid, about two in each, so that the nearest is found among few.
  function sortIntoCells() {
    const columns = Math.max(1, Math.ceil(Math.sqrt(size / 2)));
    const column = (x) => Math.max(0, Math.min(columns - 1, Math.floor(columns * x / Math.max(1, width))));
    const row = (y) => Math.max(0, Math.min(columns - 1, Math.floor(columns * y / Math.max(1, height))));
    const starts = new Uint32Array(columns * columns + 1), items = new Uint32Array(size);
    const cells = Uint32Array.from(fitX, (x, i) => row(fitY[i]) * columns + column(x));
    for (const cell of cells) starts[cell + 1]++;
    for (let i = 1; i < starts.length; i++) starts[i] += starts[i - 1];
    const next = starts.slice();
    cells.forEach((cell, i) => { items[next[cell]++] = i; });
    return { columns, column, row, starts, items };
  }

  function nearest(x, y) {
    const atX = (x - view.x) / view.k, atY = (y - view.y) / view.k;
    const reach = (REACH + dotSize()) / view.k;
    let best = -1, least = reach * reach;
    for (let row = grid.row(atY - reach); row <= grid.row(atY + reach); row++)
      for (let i = grid.starts[row * grid.columns + grid.column(atX - reach)]; i < grid.starts[row * grid.columns + grid.column(atX + reach) + 1]; i++) {
        const p = grid.items[i], far = (fitX[p] - atX) ** 2 + (fitY[p] - atY) ** 2;
        if (far < least && isOn(p)) { least = far; best = p; }
      }
    return best;
  }

  // What is shown: all papers, those of a search, those of a group.
  let found = null, only = -1, kind = "topic";
  const isOn = (i) => (!found || found.has[i] === 1) && (only < 0 || kinds[kind].in[i] === only);
  const dotSize = () => Math.min(9, radius * Math.max(1, view.k) ** .4);

  let snapshot = null, waiting = 0, later = 0;
  function draw() { snapshot = null; if (!waiting) waiting = requestAnimationFrame(paint); }
  function moved() {
    clearTimeout(later);
    if (snapshot) later = setTimeout(draw, 120);
    if (!waiting) waiting = requestAnimationFrame(paint);
    place(pointed);
  }

  function paint() {
    waiting = 0;
    pen.setTransform(sharp, 0, 0, sharp, 0, 0);
    pen.clearRect(0, 0, width, height);
    if (snapshot) {
      const grown = view.k / snapshot.k;
      pen.drawImage(snapshot.picture, view.x - grown * snapshot.x, view.y - grown * snapshot.y, grown * width, grown * height);
    } else {
      paintDots();
      if (size > MOST_REDRAWN) {
        const picture = new OffscreenCanvas(canvas.width, canvas.height);
        picture.getContext("2d").drawImage(canvas, 0, 0);
        snapshot = { picture, ...view };
      }
    }
    paintNames();
  }

  function paintDots() {
    const { members, colour } = kinds[kind];
    const all = !found && only < 0;
    const r = dotSize();
    if (!all) dots(style("--dim"), members.flat(), (i) => !isOn(i), r);
    pen.globalAlpha = size > 2000 ? .75 : .85;
    members.forEach((some, g) => { if (only < 0 || g === only) dots(colour(g), some, found ? isOn : null, r); });
    pen.globalAlpha = 1;
  }

  function dots(colour, some, wanted, r) {
    pen.fillStyle = colour;
    pen.beginPath();
    for (const i of some) {
      const x = fitX[i] * view.k + view.x, y = fitY[i] * view.k + view.y;
      if (x < -r || y < -r || x > width + r || y > height + r || (wanted && !wanted(i))) continue;
      if (r < 1.6) pen.rect(x - r, y - r, 2 * r, 2 * r);
      else { pen.moveTo(x + r, y); pen.arc(x, y, r, 0, 2 * Math.PI); }
    }
    pen.fill();
  }

  // Names of topics, and titles where few papers are in sight; what would cross another is left out.
  function paintNames() {
    const taken = [], ground = style("--ground"), ink = style("--ink"), soft = style("--soft");
    pen.lineJoin = "round";
    pen.textAlign = "center";
    pen.textBaseline = "middle";
    const write = (text, x, y, font, ink) => {
      pen.font = font;
      const half = pen.measureText(text).width / 2 + 5;
      x = Math.max(half, Math.min(width - half, x));
      const box = [x - half, y - 10, x + half, y + 10];
      if (y < 0 || y > height || taken.some((other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1])) return;
      taken.push(box);
      pen.lineWidth = 4;
      pen.strokeStyle = ground;
      pen.fillStyle = ink;
      pen.strokeText(text, x, y);
      pen.fillText(text, x, y);
    };
    const face = getComputedStyle(document.body).fontFamily;
    about.topics.forEach((topic, g) => {
      if (kind === "topic" && only >= 0 && g !== only) return;
      const x = (scale.left + scale.x * topic.x) * view.k + view.x, y = (scale.top + scale.y * topic.y) * view.k + view.y;
      if (x > 0 && x < width) write(topic.terms.slice(0, view.k > 2 ? 3 : 2).join(" · "), x, y, `600 13px ${face}`, ink);
    });
    if (size > MOST_TITLES && view.k < 2) return;
    const seen = [];
    for (let i = 0; i < size && seen.length <= MOST_TITLES; i++) {
      const x = fitX[i] * view.k + view.x, y = fitY[i] * view.k + view.y;
      if (x > 0 && y > 0 && x < width && y < height && isOn(i)) seen.push([i, x, y]);
    }
    if (seen.length > MOST_TITLES) return;
    for (const [i, x, y] of seen) {
      const { title } = paper(i);
      write(title.length > 52 ? `${title.slice(0, 50)}…` : title, x, y + dotSize() + 11, `12px ${face}`, soft);
    }
  }

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
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
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
})();
