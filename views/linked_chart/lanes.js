// What lies on the lanes of a timeline, on a canvas above them: as nodes of the page, some thousand marks would take a
// browser longer than all the rest. plotly has lanes, axis and pointer. A trace that is painted here says so in its
// `meta`; plotly gets of it what can be pointed at, which is not seen.
const PAINTED = "painted";
const UNSEEN = {
  bar: { marker: { color: "rgba(0,0,0,0)", line: { width: 0 } } },
  scatter: { mode: "lines", line: { width: 0 }, marker: {} },
};

// The traces as plotly gets them.
function pointed(traces) {
  const kept = traces.filter(({ meta, customdata }) => meta !== PAINTED || customdata);
  return kept.map((trace) => (trace.meta === PAINTED ? { ...trace, ...UNSEEN[trace.type] } : trace));
}

function paintLanes(chart) {
  const { xaxis, yaxis } = chart._fullLayout;
  const paper = chart.querySelector(".main-svg");
  if (!xaxis || !paper) return;
  const { pen } = canvasOf(chart, paper, "linked-lanes", paper.nextSibling);
  const [from, to] = xaxis.range.map((end) => xaxis.r2l(end));
  const across = (x) => xaxis._offset + ((x - from) / (to - from)) * xaxis._length;
  const down = (y) => yaxis._offset + yaxis.l2p(y);
  const plot = { left: xaxis._offset, right: xaxis._offset + xaxis._length, across, down };
  for (const trace of chart.painted ?? []) {
    if (trace.type === "bar") paintBars(pen, trace, plot);
    else if (trace.mode === "text") paintSigns(pen, trace, plot, chart._fullLayout.font.family);
    else paintDots(pen, trace, plot);
  }
}

const nth = (value, i) => (Array.isArray(value) ? value[i] : value);

// Edges on whole pixels, so that slices side by side neither overlap nor part.
function paintBars(pen, { base, x, y, width, marker }, { left, right, across, down }) {
  pen.save();
  pen.beginPath();
  pen.rect(left, 0, right - left, pen.canvas.height);
  pen.clip();
  base.forEach((start, i) => {
    const line = nth(marker.line.width, i);
    const edge = (pixel) => Math.round(pixel) - ((line / 2) % 1);
    const [west, east] = [edge(across(start)), edge(across(start + x[i]))];
    const [top, bottom] = [edge(down(y[i] - width[i] / 2)), edge(down(y[i] + width[i] / 2))];
    if (east < left || west > right) return;
    pen.fillStyle = nth(marker.color, i);
    pen.fillRect(west, top, east - west, bottom - top);
    if (!line) return;
    pen.strokeStyle = nth(marker.line.color, i);
    pen.lineWidth = line;
    pen.strokeRect(west, top, east - west, bottom - top);
  });
  pen.restore();
}

// Each point of a trace that is on the axis, with its pixels.
function onAxis({ x, y }, { left, right, across, down }, paintOne) {
  x.forEach((time, i) => {
    const at = across(time);
    if (at >= left && at <= right) paintOne(i, at, down(y[i]));
  });
}

function paintDots(pen, trace, plot) {
  const { size, color, line, opacity } = trace.marker;
  pen.globalAlpha = opacity ?? 1;
  onAxis(trace, plot, (i, x, y) => {
    pen.beginPath();
    pen.arc(x, y, nth(size, i) / 2, 0, TURN);
    pen.fillStyle = nth(color, i);
    pen.fill();
    const width = nth(line?.width, i);
    if (!width) return;
    pen.lineWidth = width;
    pen.strokeStyle = nth(line.color, i);
    pen.stroke();
  });
  pen.globalAlpha = 1;
}

function paintSigns(pen, trace, plot, family) {
  const { size, color, weight } = trace.textfont;
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillStyle = color;
  onAxis(trace, plot, (i, x, y) => {
    pen.font = `${weight} ${nth(size, i)}px ${family}`;
    pen.fillText(trace.text[i], x, y);
  });
}
