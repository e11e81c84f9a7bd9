// A plotly chart that stays itself while its figure changes: the map keeps its view, the basemap is fetched once, and
// what the reader marks goes back as a value of its own and not as a list of points.
let library;

function plotly(source) {
  if (window.Plotly) return Promise.resolve(window.Plotly);
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = absolute(source);
    script.onload = () => resolve(window.Plotly);
    script.onerror = () => reject(new Error(`${script.src} could not be loaded`));
    document.head.append(script);
  });
  return library;
}

const absolute = (path) => new URL(path, document.baseURI).href;
const mapOf = (chart) => chart._fullLayout?.map?._subplot?.map;

export default function (component) {
  const { parentElement, setTriggerValue } = component;
  const chart = parentElement.querySelector(".linked-chart");
  const text = new TextDecoder().decode(component.data);
  const data = text === chart.text ? chart.wanted : JSON.parse(text);
  chart.text = text;
  chart.key = data.key;
  chart.marksCame = () => chart._fullLayout && chart.drawn && settle(chart, chart.drawn, (chart.turn ?? 0) + 1);
  chart.setAttribute("role", "figure");
  chart.setAttribute("aria-label", data.alt);
  chart.style.setProperty("--height", `${data.figure.layout.height}px`);
  chart.send = setTriggerValue;
  chart.wanted = data;
  chart.work = (chart.work ?? plotly(data.library)).then(() => draw(chart)).catch((error) => {
    chart.textContent = `The chart could not be drawn: ${error.message}`;
  });
  return () => {
    chart.observer?.disconnect();
    window.removeEventListener("mousedown", chart.undo, true);
    if (window.Plotly && chart._fullLayout) window.Plotly.purge(chart);
  };
}

async function draw(chart) {
  const data = chart.wanted;
  if (data === chart.drawn) return;
  const turn = (chart.turn = (chart.turn ?? 0) + 1);
  const given = [...data.figure.data, ...data.more];
  const written = JSON.stringify(given);
  const plan = JSON.stringify(data.figure.layout);
  if (written === chart.written && plan === chart.plan) return settle(chart, data, turn);
  chart.plan = plan;
  const layout = laidOut(chart, data.figure.layout);
  // The very same arrays tell plotly that no mark has changed.
  const fresh = () => (layout.map ? steady(chart, joined(given)) : given);
  const traces = written === chart.written ? chart.data : fresh();
  const map = mapOf(chart);
  if (layout.map && traces !== chart.data) {
    chart.spreadAt = map?.getZoom() ?? layout.map.zoom;
    spread(traces, layout.meta, chart.spreadAt);
  }
  const first = !chart._fullLayout;
  const locale = { moduleType: "locale", name: data.config.locale, dictionary: data.tools, format: { shortMonths: data.months } };
  if (data.config.locale !== "en") window.Plotly.register(locale);
  chart.busy = true;
  await window.Plotly.react(chart, traces, layout, data.config);
  chart.busy = false;
  chart.written = written;
  if (first) listen(chart);
  walkAgain(chart);
  settle(chart, data, turn);
}

function settle(chart, data, turn) {
  chart.drawn = data;
  chart.turn = turn;
  // Whatever was dragged out over the lanes is over once the answer is here.
  chart.querySelectorAll(".selectionlayer > *, .zoomlayer > *").forEach((outline) => outline.remove());
  brushable(chart);
  chart.dataset.turn = turn; // tests wait for this
}

function laidOut(chart, layout) {
  // Whatever was marked by hand is over once the answer is here: the figure itself shows what is selected.
  const settled = { ...layout, autosize: true, selections: [], selectionrevision: chart.turn };
  delete settled.width;
  delete settled.height; // the style sheet gives a tall screen taller charts
  if (settled.map) {
    // The first view is fitted to a width; on a narrower screen it has to stand back.
    chart.narrower ??= Math.min(0, Math.log2(chart.clientWidth / (layout.meta?.fitted ?? chart.clientWidth)));
    settled.map = { ...settled.map, zoom: settled.map.zoom + chart.narrower };
  }
  narrowed(settled, chart.clientWidth);
  for (const source of Object.values(settled.map?.style?.sources ?? {})) source.data = absolute(source.data);
  return settled;
}

// Dots lie in layers that the browser would send to the map one by one; as one trace they are one source and one layer,
// in which what comes first lies below. Every dot of a mark answers the pointer with the mark's words.
function joined(traces) {
  const dots = traces.filter(({ mode, meta }) => mode === "markers" && meta?.marks);
  if (dots.length < 2) return traces;
  const told = dots.find((trace) => trace.customdata);
  const place = new Map(told.meta.marks.map((mark, i) => [mark, i]));
  const all = (pick) => dots.flatMap(pick);
  const own = (values) => all((trace) => trace.meta.marks.map((mark) => values[place.get(mark)]));
  const one = {
    ...told,
    lon: all((trace) => trace.lon),
    lat: all((trace) => trace.lat),
    text: own(told.text),
    customdata: own(told.customdata),
    marker: Object.fromEntries(["size", "color", "opacity"].map((name) => [name, all((trace) => trace.marker[name])])),
    meta: { marks: all((trace) => trace.meta.marks) },
  };
  return traces.flatMap((trace) => (trace === dots[0] ? [one] : dots.includes(trace) ? [] : [trace]));
}

// plotly sets every source of the map anew, whatever has changed; each would be cut into tiles and drawn again.
function onlyChanges(map) {
  const add = map.addSource.bind(map);
  const watch = (id) => {
    const found = map.getSource(id);
    if (!found?.setData || found.watched) return;
    found.watched = true;
    const set = found.setData.bind(found);
    let before;
    found.setData = (data, ...rest) => {
      const now = JSON.stringify(data);
      if (now === before) return found;
      before = now;
      return set(data, ...rest);
    };
  };
  map.addSource = (id, ...rest) => {
    const answer = add(id, ...rest);
    watch(id);
    return answer;
  };
  Object.keys(map.getStyle().sources).forEach(watch);
}

// A map that loses or gains a trace builds its layers anew, so a trace that is not drawn now stays as an empty one.
function steady(chart, traces) {
  const key = ({ name, meta }) => `${name} ${meta?.style ?? ""}`;
  const given = new Map(traces.map((trace) => [key(trace), trace]));
  const slots = [...given.keys()];
  (chart.slots ?? []).forEach((slot, i, old) => {
    if (!given.has(slot)) slots.splice(slots.indexOf(old[i - 1]) + 1, 0, slot);
  });
  const before = new Map((chart.slots ?? []).map((slot, i) => [slot, chart.data[i]]));
  chart.slots = slots;
  return slots.map((slot) => given.get(slot) ?? emptied(before.get(slot)));
}

function emptied({ type, name, mode, fill }) {
  return { type, name, mode, fill, lon: [], lat: [], hoverinfo: "skip" };
}

function listen(chart) {
  chart.on("plotly_click", (event) => {
    const values = event.points.map((point) => point.customdata).find(Boolean);
    chart.clicked = Date.now();
    if (values) chart.send("pick", { values });
  });
  chart.on("plotly_selected", (event) => {
    if (chart.busy || !event) return;
    if (event.range?.x) chart.send("brush", { kind: "days", days: event.range.x });
    else if (event.range?.map) chart.send("brush", { kind: "box", points: event.range.map });
    else if (event.lassoPoints?.map) chart.send("brush", { kind: "lasso", points: event.lassoPoints.map });
  });
  // The browser counts clicks; plotly wants both within a third of a second of its own, often busy, time. (It also
  // takes the mouse's release away, so that no `dblclick` follows.)
  chart.undo = (event) => {
    if (event.detail !== 2 || chart._fullLayout?.dragmode === "pan" || !over(chart, event)) return;
    window.addEventListener("mouseup", () => chart.send("brush", { kind: "none" }), { once: true, capture: true });
  };
  window.addEventListener("mousedown", chart.undo, true);
  const map = mapOf(chart);
  if (map) {
    map._fadeDuration = 0; // else every change keeps the map drawing for another third of a second
    onlyChanges(map);
    map.on("zoomend", () => respread(chart));
    map.on("moveend", () => look(chart));
    map.on("click", (event) => setTimeout(() => pickArea(chart, event.lngLat), 30));
  }
  walkable(chart);
  chart.observer = new ResizeObserver(() => chart._fullLayout && window.Plotly.Plots.resize(chart));
  chart.observer.observe(chart);
}

// What is drawn as numbers depends on what is in sight; asked for once the map has come to rest.
function look(chart) {
  clearTimeout(chart.looking);
  chart.looking = setTimeout(() => {
    const map = mapOf(chart);
    if (!map || !chart.layout.meta?.many || map.isMoving()) return;
    const bounds = map.getBounds();
    const [west, south, east, north] = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    const seen = { zoom: map.getZoom(), west, south, east, north };
    const near = (a, b) => Math.abs(a - b) < 1e-6;
    if (chart.seen && Object.keys(seen).every((key) => near(seen[key], chart.seen[key]))) return;
    chart.seen = seen;
    chart.send("view", seen);
  }, 160);
}

function over(chart, { clientX, clientY, target }) {
  if (target.closest?.(".modebar, button")) return false;
  const box = chart.getBoundingClientRect();
  return clientX >= box.left && clientX <= box.right && clientY >= box.top && clientY <= box.bottom;
}

// A click inside an area, on no mark: the smallest area under the pointer is meant.
function pickArea(chart, { lng, lat }) {
  if (Date.now() - (chart.clicked ?? 0) < 250 || chart._fullLayout.dragmode !== "pan") return;
  const under = chart.data
    .flatMap((trace) => (trace.meta?.areas ?? []).map(([values, from, to]) => part(trace, values, from, to)))
    .filter((area) => contains(area, lng, lat))
    .sort((a, b) => extent(a) - extent(b));
  if (under.length) chart.send("pick", { values: under[0].values });
}

const part = ({ lon, lat }, values, from, to) => ({ values, lon: lon.slice(from, to), lat: lat.slice(from, to) });

function contains({ lon, lat }, x, y) {
  let inside = false;
  for (let i = 1; i < lon.length; i++) {
    if (lon[i] === null || lon[i - 1] === null || lat[i] > y === lat[i - 1] > y) continue;
    if (x < ((lon[i - 1] - lon[i]) * (y - lat[i])) / (lat[i - 1] - lat[i]) + lon[i]) inside = !inside;
  }
  return inside;
}

function extent({ lon, lat }) {
  const range = (list) => list.reduce(([low, high], n) => (n === null ? [low, high] : [Math.min(low, n), Math.max(high, n)]), [Infinity, -Infinity]);
  const [[west, east], [south, north]] = [range(lon), range(lat)];
  return (east - west) * (north - south);
}
