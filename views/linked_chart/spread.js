// Marks nearer to one another than a dot is wide stand in rings around their middle, as many pixels apart at every zoom.
// The same sum as `views/figures/spread.py`, which does it for images.

// Sets the pixels (`x`, `y`) of every mark on a world of this size; returns where the names of its places stand.
function spread(marks, look, size) {
  return clusters(marks, look, size).map(({ middle: [x, y], members }) => {
    const offsets = spiral(members.length, look.spacing);
    members.forEach((mark, k) => Object.assign(mark, { x: x + offsets[k][0], y: y + offsets[k][1] }));
    const events = members.reduce((sum, { values }) => sum + values[3], 0);
    const beyond = ([dx, dy], k) => [Math.abs(dx), dy].map((d) => d + Math.max(0, (members[k].size ?? look.dot) - look.dot) / 2);
    const far = offsets.map(beyond); // how far dots reach from the middle, those of many events further
    const [across, reach] = [0, 1].map((k) => Math.max(...far.map((each) => each[k]))); // aside and below
    return { x, y, across, reach, events, text: joint([...new Set(members.map(({ place }) => place))]) };
  });
}

function clusters(marks, { spacing, most }, size) {
  const found = [];
  const grid = new Map();
  const cell = (x, y) => Math.floor(x / spacing) * 1048576 + Math.floor(y / spacing);
  for (let i = 0; i < marks.length; ) {
    const members = [];
    const place = marks[i];
    while (i < marks.length && marks[i].east === place.east && marks[i].south === place.south) members.push(marks[i++]);
    const [x, y] = [place.east * size, place.south * size];
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
