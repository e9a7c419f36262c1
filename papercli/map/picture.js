// The picture of a map: its papers, their colours, and where they are drawn.

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
  const write = (text, x, y, font, ink, moves) => {
    pen.font = font;
    const half = pen.measureText(text).width / 2 + 5;
    if (moves) x = Math.max(half, Math.min(width - half, x));
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
    if (x > 0 && x < width) write(topic.terms.slice(0, view.k > 2 ? 3 : 2).join(" · "), x, y, `600 13px ${face}`, ink, true);
  });
  if (size > MOST_TITLES && view.k < 2) return;
  const seen = [];
  for (let i = 0; i < size && seen.length <= MOST_TITLES; i++) {
    const x = fitX[i] * view.k + view.x, y = fitY[i] * view.k + view.y;
    if (x > 0 && y > 0 && x < width && y < height && isOn(i)) seen.push([i, x, y]);
  }
  if (seen.length > MOST_TITLES) return;
  const r = dotSize();
  for (const [, x, y] of seen) taken.push([x - r, y - r, x + r, y + r]);  // a title hides no paper
  for (const [i, x, y] of seen) {
    const { title } = paper(i);
    write(title.length > 52 ? `${title.slice(0, 50)}…` : title, x, y + r + 11, `12px ${face}`, soft);
  }
}
