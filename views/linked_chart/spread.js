// Marks nearer to one another than a dot is wide stand in rings around their middle, as many pixels apart at every zoom.
// The same sum as `views/figures/spread.py`, which does it for the first view and for images.
const TILE = 512;

function project([longitude, latitude], size) {
  const y = Math.log(Math.tan(Math.PI / 4 + (Math.max(-85, Math.min(85, latitude)) * Math.PI) / 360));
  return [(longitude / 360) * size, (-y / (2 * Math.PI)) * size];
}

function unproject([x, y], size) {
  const north = 2 * Math.atan(Math.exp((-y * 2 * Math.PI) / size)) - Math.PI / 2;
  return [(x * 360) / size, (north * 180) / Math.PI];
}

// `meta.marks`: [longitude, latitude, place's name] of every mark, those of one place one after the other.
function spread(traces, meta, zoom) {
  if (!meta?.marks?.length) return;
  const size = TILE * 2 ** zoom;
  const at = new Array(meta.marks.length);
  const names = { lon: [], lat: [], text: [] };
  for (const { middle, members } of clusters(meta, size)) {
    const offsets = spiral(members.length, meta.spacing);
    members.forEach((mark, k) => (at[mark] = unproject([middle[0] + offsets[k][0], middle[1] + offsets[k][1]], size)));
    const below = Math.max(...offsets.map(([, dy]) => dy)) + meta.below;
    const [longitude, latitude] = unproject([middle[0], middle[1] + below], size);
    names.lon.push(longitude);
    names.lat.push(latitude);
    names.text.push(joint([...new Set(members.map((mark) => meta.marks[mark][2]))]));
  }
  for (const trace of traces) {
    if (trace.meta?.names) Object.assign(trace, names);
    if (!trace.meta?.marks) continue;
    trace.lon = trace.meta.marks.map((mark) => at[mark][0]);
    trace.lat = trace.meta.marks.map((mark) => at[mark][1]);
  }
}

function clusters({ marks, spacing, most }, size) {
  const found = [];
  const grid = new Map();
  const cell = (x, y) => `${Math.floor(x / spacing)} ${Math.floor(y / spacing)}`;
  for (let i = 0; i < marks.length; ) {
    const members = [];
    const place = i;
    while (i < marks.length && marks[i][0] === marks[place][0] && marks[i][1] === marks[place][1]) members.push(i++);
    const [x, y] = project(marks[place], size);
    let home;
    for (const dx of [-1, 0, 1])
      for (const dy of [-1, 0, 1])
        for (const other of grid.get(cell(x + dx * spacing, y + dy * spacing)) ?? [])
          if (!home && Math.hypot(other.x - x, other.y - y) < spacing && other.members.length + members.length <= most)
            home = other;
    if (home) {
      home.members.push(...members);
      home.places.push([x, y]);
      continue;
    }
    home = { x, y, members, places: [[x, y]] };
    found.push(home);
    grid.set(cell(x, y), [...(grid.get(cell(x, y)) ?? []), home]);
  }
  const mean = (list, k) => list.reduce((sum, point) => sum + point[k], 0) / list.length;
  return found.map(({ members, places }) => ({ members, middle: [mean(places, 0), mean(places, 1)] }));
}

function spiral(number, spacing) {
  const offsets = number === 2 ? [[-spacing / 2, 0], [spacing / 2, 0]] : [[0, 0]];
  for (let ring = 1; offsets.length < number; ring++) {
    const here = Math.min(6 * ring, number - offsets.length);
    for (let k = 0; k < here; k++) {
      const angle = (2 * Math.PI * k) / here - Math.PI / 2;
      offsets.push([ring * spacing * Math.cos(angle), ring * spacing * Math.sin(angle)]);
    }
  }
  return offsets;
}

function joint(names) {
  return names.length > 3 ? `${names.slice(0, 2).join(", ")} +${names.length - 2}` : names.join(", ");
}

// After a zoom: the marks as they are, elsewhere.
function respread(chart) {
  const zoom = mapOf(chart).getZoom();
  if (chart.busy || Math.abs(zoom - (chart.spreadAt ?? -1)) < 1e-6) return;
  chart.spreadAt = zoom;
  const moved = chart.data.flatMap((trace, index) => (trace.meta?.marks || trace.meta?.names ? [index] : []));
  if (!moved.length) return;
  const traces = moved.map((index) => ({ meta: chart.data[index].meta }));
  spread(traces, chart.layout.meta, zoom);
  const update = { lon: traces.map((trace) => trace.lon), lat: traces.map((trace) => trace.lat) };
  window.Plotly.restyle(chart, update, moved).then(() => walkAgain(chart));
  const names = moved.filter((index) => chart.data[index].meta.names);
  if (names.length) window.Plotly.restyle(chart, { text: [traces.find((trace) => trace.meta.names).text] }, names);
}
