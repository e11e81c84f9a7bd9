// Marks by keyboard: the arrow keys go from one to the next, from west to east or from first to last, Enter opens it.
function walkable(chart) {
  const frame = chart.parentElement.querySelector(".linked-marks");
  frame.setAttribute("aria-label", `${chart.wanted.alt} ${chart.wanted.hint}`);
  frame.addEventListener("keydown", (event) => {
    const marks = walk(chart);
    const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };
    const here = marks.findIndex((mark) => mark.id === chart.here);
    if (event.key in steps && marks.length) {
      const next = here < 0 && steps[event.key] > 0 ? 0 : here + steps[event.key];
      goTo(chart, marks, Math.max(0, Math.min(marks.length - 1, next)));
    } else if (["Enter", " "].includes(event.key) && here >= 0) {
      chart.send("pick", { values: marks[here].values });
    } else if (event.key === "Escape") {
      leave(chart);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  frame.addEventListener("blur", () => leave(chart));
  mapOf(chart)?.on("move", () => walkAgain(chart));
}

// Every mark once, with where it is on the screen and its words.
function walk(chart) {
  const map = mapOf(chart);
  return map ? onMap(chart, map) : onTimeline(chart);
}

function onTimeline(chart) {
  const { xaxis, yaxis } = chart._fullLayout;
  const found = new Map();
  for (const trace of chart.data) {
    const words = trace.hovertext ?? trace.text;
    (trace.customdata ?? []).forEach((values, i) => {
      const point = [trace.base ? trace.base[i] + trace.x[i] / 2 : trace.x[i], trace.y[i]];
      const id = `${values[0] || point[0]} ${point[1]}`;
      const [x, y] = [xaxis._offset + xaxis.l2p(xaxis.d2l(point[0])), yaxis._offset + yaxis.l2p(point[1])];
      if (!found.has(id)) found.set(id, { id, values, point, words: words[i], x, y });
    });
  }
  return [...found.values()].sort((a, b) => a.point[0] - b.point[0] || a.y - b.y);
}

function onMap(chart, map) {
  const found = new Map();
  const add = (point, { values, words }) => {
    const id = values[0] || `${values[1]} ${values[2]}`;
    const { x, y } = map.project(point);
    if (!found.has(id)) found.set(id, { id, values, point, words, x, y });
  };
  const { size } = viewOf(map, 0, 0);
  for (const mark of chart.scene?.marks ?? []) add([(mark.x / size) * 360, latitudeOf(mark.y / size)], mark);
  for (const spot of chart.spots ?? []) add(spot.at, spot.area);
  return [...found.values()].sort((a, b) => a.point[0] - b.point[0] || a.y - b.y);
}

const latitudeOf = (down) => (2 * Math.atan(Math.exp(-down * TURN)) - Math.PI / 2) * (180 / Math.PI);

function goTo(chart, marks, number) {
  const mark = marks[number];
  chart.here = mark.id;
  const map = mapOf(chart);
  const aside = mark.x < 8 || mark.y < 8 || mark.x > chart.clientWidth - 8 || mark.y > chart.clientHeight - 8;
  if (map && aside) map.jumpTo({ center: mark.point });
  ring(chart, map && aside ? { ...mark, ...map.project(mark.point) } : mark);
  const plain = new DOMParser().parseFromString((mark.words ?? "").replaceAll("<br>", ". "), "text/html");
  const words = `${number + 1} of ${marks.length}: ${plain.body.textContent}`;
  chart.parentElement.querySelector(".linked-words").textContent = words;
}

function ring(chart, { x, y }) {
  const here = chart.parentElement.querySelector(".linked-here");
  here.style.transform = `translate(${x}px, ${y}px)`;
  here.hidden = false;
}

// The chart has changed or moved under the ring.
function walkAgain(chart) {
  if (chart.here === undefined) return;
  const mark = walk(chart).find(({ id }) => id === chart.here);
  if (mark) ring(chart, mark);
  else leave(chart);
}

function leave(chart) {
  chart.here = undefined;
  const here = chart.parentElement.querySelector(".linked-here");
  const words = chart.parentElement.querySelector(".linked-words");
  if (here) here.hidden = true;
  if (words) words.textContent = "";
}
