// The brush on the strip above the lanes: drag along the strip to mark days, drag an edge or the middle to change them,
// a click beside takes the mark away. By keyboard: tab to the middle or an edge, then the arrow keys.
const DAY = 86400000;

function brushable(chart) {
  const brush = window.datelineMarked?.[chart.key];
  const strip = chart.parentElement.querySelector(".linked-strip");
  strip.hidden = !(brush && chart._fullLayout.meta?.strip);
  if (strip.hidden) return;
  chart.rings = brush.rings ?? [];
  chart.days = brush.days ?? [0, 0];
  chart.marked = brush.marked && brush.marked.map((day) => Date.parse(day) / DAY);
  const parts = [...strip.querySelectorAll("[role=slider]")];
  parts.forEach((part, i) => part.setAttribute("aria-label", brush.words?.[i] ?? ""));
  placeStrip(chart);
  if (chart.brushes) return;
  chart.brushes = true;
  strip.addEventListener("pointerdown", (event) => grip(chart, strip, event));
  strip.addEventListener("keydown", (event) => nudge(chart, event));
  chart.on("plotly_relayout", () => placeStrip(chart));
}

function placeStrip(chart) {
  const strip = chart.parentElement.querySelector(".linked-strip");
  const { xaxis, meta, _size: size } = chart._fullLayout;
  const [bottom, top] = meta.strip;
  Object.assign(strip.style, {
    left: `${xaxis._offset}px`,
    width: `${xaxis._length}px`,
    top: `${size.t + (1 - top) * size.h}px`,
    height: `${(top - bottom) * size.h}px`,
  });
  strip.style.setProperty("--lanes", `${top * size.h}px`);
  showMarked(chart, chart.marked);
  placeRings(chart);
}

// Around each mark of the selected event, as far as it is on the axis.
function placeRings(chart) {
  const { xaxis, yaxis } = chart._fullLayout;
  const layer = chart.parentElement.querySelector(".linked-rings");
  const spots = chart.rings.map(([x, y, size]) => [xaxis.l2p(xaxis.d2l(x)), yaxis.l2p(y), size]);
  const rings = spots.filter(([x]) => x >= 0 && x <= xaxis._length).map(([x, y, size]) => {
    const ring = document.createElement("i");
    Object.assign(ring.style, { left: `${xaxis._offset + x}px`, top: `${yaxis._offset + y}px`, width: `${size}px`, height: `${size}px` });
    return ring;
  });
  layer.replaceChildren(...rings);
}

function showMarked(chart, marked) {
  const strip = chart.parentElement.querySelector(".linked-strip");
  strip.classList.toggle("marked", !!marked);
  const { xaxis } = chart._fullLayout;
  const at = (day) => Math.max(0, Math.min(xaxis._length, xaxis.l2p(day * DAY)));
  const [whole, first, last] = strip.querySelectorAll("[role=slider]");
  const [from, to] = marked ? [at(marked[0]), at(marked[1] + 1)] : [0, 0];
  Object.assign(whole.style, { left: `${from}px`, width: `${to - from}px` });
  first.style.left = `${from}px`;
  last.style.left = `${to}px`;
  for (const [part, day] of [[whole, marked?.[0]], [first, marked?.[0]], [last, marked?.[1]]]) {
    part.tabIndex = marked ? 0 : -1;
    part.setAttribute("aria-valuenow", day ?? 0);
    part.setAttribute("aria-valuemin", chart.days[0]);
    part.setAttribute("aria-valuemax", chart.days[1]);
    part.setAttribute("aria-valuetext", day === undefined ? "" : new Date(day * DAY).toISOString().slice(0, 10));
  }
}

const within = (chart, day) => Math.max(chart.days[0], Math.min(chart.days[1], day));

function moved(chart, [first, last], part, by) {
  if (part === "first") return [Math.min(within(chart, first + by), last), last];
  if (part === "last") return [first, Math.max(within(chart, last + by), first)];
  const step = by < 0 ? Math.max(by, Math.min(0, chart.days[0] - first)) : Math.min(by, Math.max(0, chart.days[1] - last));
  return [first + step, last + step];
}

function grip(chart, strip, event) {
  if (event.button) return;
  event.preventDefault();
  const { xaxis } = chart._fullLayout;
  const left = strip.getBoundingClientRect().left;
  const dayAt = (x) => Math.floor(xaxis.p2l(x - left) / DAY);
  const start = dayAt(event.clientX);
  const before = chart.marked;
  const part = before ? (event.target.dataset.part ?? "new") : "new";
  let now = before;
  strip.setPointerCapture(event.pointerId);
  const move = ({ clientX }) => {
    const day = dayAt(clientX);
    const ends = [within(chart, Math.min(start, day)), within(chart, Math.max(start, day))];
    now = part === "new" ? ends : moved(chart, before, part, day - start);
    showMarked(chart, now);
  };
  const drop = ({ clientX }) => {
    strip.removeEventListener("pointermove", move);
    const still = Math.abs(clientX - event.clientX) < 3;
    if (still && part !== "new") return;
    chart.marked = still ? null : now;
    showMarked(chart, chart.marked);
    if (!still || before) sendMarked(chart);
  };
  strip.addEventListener("pointermove", move);
  strip.addEventListener("pointerup", drop, { once: true });
}

function sendMarked(chart) {
  const iso = (day) => new Date(day * DAY).toISOString().slice(0, 10);
  chart.send("brush", chart.marked ? { kind: "days", days: chart.marked.map(iso) } : { kind: "none" });
}

// Arrow keys move what has the focus: a fortieth of the brush's length at once, with Shift one day.
function nudge(chart, event) {
  const part = event.target.dataset?.part;
  const way = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
  if (event.key === "Escape" && chart.marked) {
    chart.marked = null;
  } else if (way && part && chart.marked) {
    const pace = event.shiftKey ? 1 : Math.max(1, Math.round((chart.days[1] - chart.days[0]) / 100));
    chart.marked = moved(chart, chart.marked, part, way * pace);
  } else return;
  event.preventDefault();
  event.stopPropagation();
  showMarked(chart, chart.marked);
  clearTimeout(chart.nudged);
  chart.nudged = setTimeout(() => sendMarked(chart), 250);
}

// On a phone the names of the lanes leave room for the lanes.
function narrowed(layout, width) {
  const names = layout.yaxis?.ticktext;
  if (!names || width >= 600) return;
  const room = Math.round(width * 0.28);
  const shorter = (name) =>
    name.replace(/(<\/span> )(.*?)( <span[^>]*>)([^<]*)/, (_, dot, words, span, number) => {
      const letters = Math.max(4, Math.floor((room - 26 - 7.2 * number.length) / 7.2));
      return dot + cut(words, letters) + span + number;
    });
  layout.margin = { ...layout.margin, l: room };
  layout.yaxis = { ...layout.yaxis, ticktext: names.map(shorter) };
}

const cut = (words, letters) => (words.length > letters ? `${words.slice(0, letters - 1).replace(/&[^;]*$/, "").trimEnd()}…` : words);
