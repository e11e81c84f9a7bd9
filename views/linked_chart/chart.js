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

export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const chart = parentElement.querySelector(".linked-chart");
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
    if (window.Plotly && chart._fullLayout) window.Plotly.purge(chart);
  };
}

async function draw(chart) {
  const data = chart.wanted;
  if (data === chart.drawn) return;
  chart.drawn = data;
  chart.turn = (chart.turn ?? 0) + 1;
  const { data: traces, layout } = data.figure;
  // Whatever was marked by hand is over once the answer is here: the figure itself shows what is selected.
  const settled = { ...layout, autosize: true, selections: [], selectionrevision: chart.turn };
  delete settled.width;
  delete settled.height; // the style sheet gives a tall screen taller charts
  if (settled.map) {
    // The first view is fitted to a width; on a narrower screen it has to stand back.
    chart.narrower ??= Math.min(0, Math.log2(chart.clientWidth / (layout.meta?.fitted ?? chart.clientWidth)));
    settled.map = { ...settled.map, zoom: settled.map.zoom + chart.narrower };
  }
  for (const source of Object.values(settled.map?.style?.sources ?? {})) source.data = absolute(source.data);
  const first = !chart._fullLayout;
  chart.busy = true;
  await window.Plotly.react(chart, traces, settled, data.config);
  chart.busy = false;
  if (first) listen(chart);
  spread(chart);
  chart.dataset.turn = chart.turn; // tests wait for this
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
  for (const undone of ["plotly_doubleclick", "plotly_deselect"])
    chart.on(undone, () => chart.busy || chart.send("brush", { kind: "none" }));
  const map = chart._fullLayout.map?._subplot?.map;
  map?.on("zoomend", () => spread(chart));
  map?.on("click", (event) => setTimeout(() => pickArea(chart, event.lngLat), 30));
  chart.observer = new ResizeObserver(() => chart._fullLayout && window.Plotly.Plots.resize(chart));
  chart.observer.observe(chart);
}

// Marks that share a place stay as many pixels apart at every zoom.
function spread(chart) {
  const map = chart._fullLayout?.map?._subplot?.map;
  if (!map) return;
  const size = 512 * 2 ** map.getZoom();
  if (Math.abs(size - (chart.spreadAt ?? 0)) < 1 && chart.spreadTurn === chart.turn) return;
  chart.spreadAt = size;
  chart.spreadTurn = chart.turn;
  const moved = chart.data.flatMap((trace, index) => (trace.meta?.spread ? [index] : []));
  if (!moved.length) return;
  const points = moved.map((index) => chart.data[index].meta.spread.map((mark) => shifted(mark, size)));
  window.Plotly.restyle(
    chart,
    { lon: points.map((list) => list.map((p) => p[0])), lat: points.map((list) => list.map((p) => p[1])) },
    moved,
  );
}

function shifted([longitude, latitude, dx, dy], size) {
  const y = Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));
  const north = 2 * Math.atan(Math.exp(y - (dy * 2 * Math.PI) / size)) - Math.PI / 2;
  return [longitude + (dx * 360) / size, (north * 180) / Math.PI];
}

// A click inside an area, on no mark: the smallest area under the pointer is meant.
function pickArea(chart, { lng, lat }) {
  if (Date.now() - (chart.clicked ?? 0) < 250 || chart._fullLayout.dragmode !== "pan") return;
  const under = chart.data
    .filter((trace) => trace.meta?.values && contains(trace, lng, lat))
    .sort((a, b) => extent(a) - extent(b));
  if (under.length) chart.send("pick", { values: under[0].meta.values });
}

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
