// The pointer on a map: words of the mark under it, a click that picks it, or the smallest area around it.
const REACH = 4; // pixels around a mark that still count as the mark

// The mark nearest to a point of the chart, or an area's name.
function markAt(chart, x, y) {
  let [best, least] = [null, REACH];
  for (const one of chart.placed ?? []) {
    const off = Math.hypot(one.x - x, one.y - y) - one.r;
    if (off < least) [best, least] = [{ x: one.x, y: one.y, r: one.r, ...one.mark }, off];
  }
  if (best) return best;
  const spot = (chart.spots ?? []).find((box) => Math.abs(box.x - x) < Math.max(13, box.wide / 2) && Math.abs(box.y - y) < 13);
  return spot ? { x: spot.x, y: spot.y, r: 9, values: spot.area.values, words: spot.area.words } : null;
}

function pointable(chart, map) {
  const at = ({ clientX, clientY }) => {
    const box = chart.getBoundingClientRect();
    return [clientX - box.left, clientY - box.top];
  };
  chart.addEventListener("pointermove", (event) => {
    const mark = event.buttons || !over(chart, event) ? null : markAt(chart, ...at(event));
    tell(chart, mark);
    map.getCanvas().style.cursor = mark ? "pointer" : "";
  });
  chart.addEventListener("pointerleave", () => tell(chart, null));
  map.on("movestart", () => tell(chart, null));
  map.on("click", ({ originalEvent, lngLat }) => pick(chart, at(originalEvent), lngLat));
  // With a box or lasso in hand plotly takes the clicks.
  let from;
  chart.addEventListener("mousedown", (event) => (from = event), true);
  chart.released = (event) => {
    const still = from && Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) < 3;
    from = undefined;
    if (!still || event.detail !== 1 || chart._fullLayout?.dragmode === "pan" || !over(chart, event)) return;
    pick(chart, at(event));
  };
  window.addEventListener("mouseup", chart.released, true);
}

function pick(chart, [x, y], ground) {
  const mark = markAt(chart, x, y) ?? (ground && areaAt(chart, east(ground.lng), south(ground.lat)));
  if (mark) chart.send("pick", { values: mark.values });
}

// The smallest area around a point of the world.
function areaAt(chart, x, y) {
  const turns = [x, x - 1, x + 1];
  return chart.scene.areas
    .filter(({ shape }) => turns.some((turn) => contains(shape, turn, y)))
    .sort((a, b) => extent(a.shape) - extent(b.shape))[0];
}

function contains(shape, x, y) {
  let inside = false;
  for (const ring of shape)
    for (let i = 2; i < ring.length; i += 2) {
      if (ring[i + 1] > y === ring[i - 1] > y) continue;
      if (x < ((ring[i - 2] - ring[i]) * (y - ring[i + 1])) / (ring[i - 1] - ring[i + 1]) + ring[i]) inside = !inside;
    }
  return inside;
}

function extent(shape) {
  const range = (odd) => {
    const list = shape.flatMap((ring) => [...ring.filter((_, i) => i % 2 === odd)]);
    return list.reduce(([low, high], n) => [Math.min(low, n), Math.max(high, n)], [Infinity, -Infinity]);
  };
  const [[west, east], [north, south]] = [range(0), range(1)];
  return (east - west) * (south - north);
}

// The words of a mark beside it, as plotly has them beside those of the timeline.
function tell(chart, mark) {
  const tip = chart.parentElement.querySelector(".linked-tip");
  tip.hidden = !mark;
  if (!mark) return void (tip.said = undefined);
  if (tip.said !== mark.words) tip.replaceChildren(...written((tip.said = mark.words)));
  const right = mark.x + mark.r + 10;
  const flip = right + tip.offsetWidth > chart.clientWidth - 4;
  const x = flip ? Math.max(4, mark.x - mark.r - 10 - tip.offsetWidth) : right;
  const y = Math.max(4, Math.min(chart.clientHeight - tip.offsetHeight - 4, mark.y - tip.offsetHeight / 2));
  tip.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}

// Words with <b> and <br> as nodes: whatever else looks like a tag is text.
function written(words) {
  const nodes = [];
  let bold = false;
  for (const part of words.split(/(<br>|<b>|<\/b>)/)) {
    if (part === "<br>") nodes.push(document.createElement("br"));
    else if (part === "<b>" || part === "</b>") bold = part === "<b>";
    else if (part) {
      const text = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
      const node = bold ? document.createElement("b") : document.createTextNode(text);
      if (bold) node.textContent = text;
      nodes.push(node);
    }
  }
  return nodes;
}
