// A plotly chart that stays itself while its figure changes: the map keeps its view, the basemap is fetched once, and
// what the reader marks goes back as a value of its own and not as a list of points.
let library;

function plotly(source) {
  if (window.Plotly) return Promise.resolve(window.Plotly);
  library ??= new Promise((resolve, reject) => {
    const begun = [...document.scripts].find(({ src }) => src === absolute(source)); // with the page's frame
    const script = begun ?? document.createElement("script");
    script.addEventListener("load", () => resolve(window.Plotly));
    script.addEventListener("error", () => reject(new Error(`${script.src} could not be loaded`)));
    if (begun) return;
    script.src = absolute(source);
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
    window.removeEventListener("mouseup", chart.released, true);
    if (window.Plotly && chart._fullLayout) window.Plotly.purge(chart);
  };
}

async function draw(chart) {
  const data = chart.wanted;
  if (data === chart.drawn) return;
  const turn = (chart.turn = (chart.turn ?? 0) + 1);
  const given = data.figure.data;
  const written = JSON.stringify(given);
  const plan = JSON.stringify(data.figure.layout);
  if (written === chart.written && plan === chart.plan) return settle(chart, data, turn);
  chart.plan = plan;
  const layout = laidOut(chart, data.figure.layout);
  // The very same arrays tell plotly that no mark has changed.
  const traces = written === chart.written ? chart.data : pointed(given);
  const first = !chart._fullLayout;
  const locale = { moduleType: "locale", name: data.config.locale, dictionary: data.tools, format: { shortMonths: data.months } };
  if (data.config.locale !== "en") window.Plotly.register(locale);
  chart.busy = true;
  chart.painted = given.filter(({ meta }) => meta === PAINTED);
  const ground = first && groundReady(layout);
  const drawing = window.Plotly.react(chart, traces, layout, data.config);
  mapOf(chart)?.triggerRepaint(); // plotly waits for MapLibre to paint, which has no reason of its own to
  await Promise.all([drawing, ground]);
  chart.busy = false;
  chart.written = written;
  if (first) listen(chart);
  paintLanes(chart);
  settle(chart, data, turn);
}

function settle(chart, data, turn) {
  paintGround(chart);
  if (data.scene && chart.scene !== data.scene) {
    chart.scene = staged(chart, data.scene);
    paint(chart);
  }
  walkAgain(chart);
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
  return settled;
}

function listen(chart) {
  chart.on("plotly_click", (event) => {
    const values = event.points.map((point) => point.customdata).find(Boolean);
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
    for (const turning of [map.dragRotate, map.touchPitch]) turning.disable(); // north is up, as on any paper map
    map.touchZoomRotate.disableRotation();
    map.keyboard.disableRotation();
    for (const change of ["move", "resize"]) map.on(change, () => void (paintGround(chart), paint(chart)));
    map.on("moveend", () => look(chart));
    pointable(chart, map);
  }
  for (const change of ["plotly_relayouting", "plotly_afterplot"]) chart.on(change, () => paintLanes(chart));
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
