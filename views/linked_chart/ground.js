// The ground of a map: land, borders and, where the view is close, provinces, on a canvas beneath that of the marks. It
// is painted when the view moves and stays when an answer changes the marks. MapLibre holds the view; it would send the
// ground to a worker, cut it into tiles and take it back before the first of it could be seen.
const OFF = 0.25; // pixels that a thinned line may be off
const FINEST = 9; // zoom from which on lines are drawn with all their points
const grounds = new Map(); // lines by the address of their file

// The lines of a file, once they are here.
function groundOf(source) {
  if (!grounds.has(source)) {
    const held = { lines: [] };
    held.coming = fetch(absolute(source))
      .then((answer) => answer.arrayBuffer())
      .then((file) => (held.lines = linesIn(file)))
      .catch(() => {}); // a map without its ground still has its marks
    grounds.set(source, held);
  }
  return grounds.get(source);
}

// The lines of a file as `scripts/ground_lines.py` writes it, each with how far it reaches.
function linesIn(file) {
  const [number] = new Uint32Array(file, 0, 1);
  const points = new Float32Array(file, 4 * (number + 1));
  let at = 0;
  return Array.from(new Uint32Array(file, 4, number), (length) => groundLine(points.subarray(at, (at += 2 * length))));
}

function groundLine(all) {
  const [east, south] = [[Infinity, -Infinity], [Infinity, -Infinity]];
  for (let i = 0; i < all.length; i++) {
    const ends = i % 2 ? south : east;
    if (all[i] < ends[0]) ends[0] = all[i];
    if (all[i] > ends[1]) ends[1] = all[i];
  }
  return { all, east, south, thin: [] };
}

// Without the points that lie on the one before at this zoom.
function thinned(line, zoom) {
  const level = Math.max(0, Math.floor(zoom));
  if (level >= FINEST) return line.all;
  if (line.thin[level]) return line.thin[level];
  const near = OFF / (TILE * 2 ** (level + 1));
  const { all } = line;
  const kept = [all[0], all[1]];
  for (let i = 2; i < all.length; i += 2) {
    const far = Math.abs(all[i] - kept.at(-2)) > near || Math.abs(all[i + 1] - kept.at(-1)) > near;
    if (far || i === all.length - 2) kept.push(all[i], all[i + 1]);
  }
  return (line.thin[level] = Float64Array.from(kept));
}

// Asks for the files that a figure's first view needs.
function groundReady(layout) {
  const plan = layout.meta?.ground;
  if (!plan) return null;
  return Promise.all(layersIn(plan, layout.map.zoom).map(({ source }) => groundOf(source).coming));
}

const layersIn = (plan, zoom) => plan.layers.filter(({ from }) => zoom >= (from ?? 0));

function paintGround(chart) {
  const map = mapOf(chart);
  const plan = chart._fullLayout?.meta?.ground;
  if (!map || !plan) return;
  const layers = layersIn(plan, map.getZoom());
  const { clientWidth, clientHeight } = map.getCanvas();
  const shown = layers.map((layer) => [layer, groundOf(layer.source).lines.length]);
  const now = JSON.stringify([plan.sea, shown, map.getCenter(), map.getZoom(), clientWidth, clientHeight, window.devicePixelRatio]);
  if (chart.grounded === now) return;
  chart.grounded = now;
  const { pen, wide, high } = canvasOf(chart, map.getCanvas(), "linked-ground");
  const view = viewOf(map, wide, high);
  pen.fillStyle = plan.sea;
  pen.fillRect(0, 0, wide, high);
  pen.lineJoin = "round";
  for (const layer of layers) {
    const { lines, coming } = groundOf(layer.source);
    if (!lines.length) coming.then(() => paintGround(chart));
    traceGround(pen, view, lines, map.getZoom());
    paintLayer(pen, layer);
  }
}

function traceGround(pen, { size, left, top, turns, wide, high }, lines, zoom) {
  pen.beginPath();
  for (let turn = turns[0] - 1; turn <= turns.at(-1) + 1; turn++)
    for (const line of lines) {
      const shift = turn * size - left;
      if (line.east[1] * size + shift < -2 || line.east[0] * size + shift > wide + 2) continue;
      if (line.south[1] * size - top < -2 || line.south[0] * size - top > high + 2) continue;
      const points = thinned(line, zoom);
      pen.moveTo(points[0] * size + shift, points[1] * size - top);
      for (let i = 2; i < points.length; i += 2) pen.lineTo(points[i] * size + shift, points[i + 1] * size - top);
    }
}

function paintLayer(pen, { fill, colour, width, opacity, dashes }) {
  if (fill) {
    pen.fillStyle = fill;
    pen.fill("evenodd");
  }
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.globalAlpha = opacity ?? 1;
  pen.setLineDash(dashes ?? []);
  pen.stroke();
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}
