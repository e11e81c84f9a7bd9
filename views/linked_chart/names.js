// Names on a map, of towns with marks, of areas, and the ground's own: none hides another, nor a mark.
const CELL = 2; // pixels of the grid that says what is taken
const MARK = 1;
const NAME = 2;
const KINDS = { country: 0, capital: 1, town: 2 };
const GROUND = {
  country: { size: 0.5, colour: "muted", spaced: true },
  capital: { size: 0, colour: "label", dot: 2 },
  town: { size: -0.5, colour: "label", dot: 1.5 },
};
const widths = new Map();
let ground; // the ground's names, fetched once

// Names of the ground, the most important first.
function groundNames(chart) {
  if (Array.isArray(ground)) return ground;
  ground ??= fetch(absolute(chart._fullLayout.meta.names))
    .then((answer) => answer.json())
    .then(({ features }) => {
      ground = features.map(({ properties, geometry: { coordinates: [x, y] } }) => ({ ...properties, east: east(x), south: south(y) }));
      ground.sort((a, b) => KINDS[a.kind] - KINDS[b.kind] || a.zoom - b.zoom);
      document.querySelectorAll(".linked-chart").forEach(paint);
    })
    .catch(() => (ground = []));
  return [];
}

// Which pixels are taken by marks and by names.
function takenOn(wide, high) {
  const columns = Math.ceil(wide / CELL);
  const rows = Math.ceil(high / CELL);
  const taken = new Uint8Array(columns * rows);
  const over = ({ x, y, wide: w, high: h }, each) => {
    const [a, b] = [Math.max(0, Math.floor((x - w / 2) / CELL)), Math.min(columns - 1, Math.floor((x + w / 2) / CELL))];
    const [c, d] = [Math.max(0, Math.floor((y - h / 2) / CELL)), Math.min(rows - 1, Math.floor((y + h / 2) / CELL))];
    for (let row = c; row <= d; row++)
      for (let column = a; column <= b; column++) if (each(row * columns + column)) return true;
    return false;
  };
  return {
    take: (box, what) => over(box, (i) => void (taken[i] |= what)),
    free: (box, what) => !over(box, (i) => taken[i] & what),
    visible: ({ x, y, wide: w, high: h }) => x + w / 2 > 0 && y + h / 2 > 0 && x - w / 2 < wide && y - h / 2 < high,
  };
}

function namesOf(chart, scene, view, look) {
  const taken = takenOn(view.wide, view.high);
  const credit = widthOf(chart._fullLayout.meta.credit, `10px ${look.font.family}`) + 12; // whose ground it is
  taken.take({ x: view.wide - credit / 2, y: view.high - 9, wide: credit, high: 18 }, NAME);
  for (const { x, y, r } of chart.placed) taken.take({ x, y, wide: 2 * r + 3, high: 2 * r + 3 }, MARK);
  const names = { towns: [], areas: [], ground: [] };
  const turned = (list) => view.turns.flatMap((turn) => list.map((one) => ({ one, shift: turn * view.size - view.left })));
  const type = { size: look.font.size, family: look.font.family };
  for (const { one, shift } of turned([...scene.clusters].sort((a, b) => b.events - a.events))) {
    if (one.text) nameTowns(one, one.x + shift, one.y - view.top, look, type, taken, names.towns);
  }
  for (const { one, shift } of turned(scene.areas)) nameArea(one, shift, view, type, taken, names.areas);
  nameGround(chart, view, look, taken, names.ground);
  return names;
}

// Below the marks, or where others stand there, above or beside them; nowhere rather than over a mark.
function nameTowns(cluster, x, y, look, type, taken, names) {
  const below = boxed([cluster.text], x, y + cluster.reach + look.below, type);
  const aside = cluster.across + look.dot / 2 + 6 + below.wide / 2;
  const level = -cluster.reach - look.below; // from below to beside the marks
  const spots = [[0, 0], [0, 2 * level], [aside, level], [-aside, level], [aside, 0], [-aside, 0], [aside, 2 * level], [-aside, 2 * level]];
  const boxes = spots.map(([dx, dy]) => ({ ...below, x: x + dx, y: below.y + dy }));
  const box = boxes.find((each) => taken.free(each, MARK | NAME));
  if (!box || !taken.visible(box)) return;
  taken.take(box, NAME);
  names.push(box);
}

// A country's or province's name stands near its middle; a circle's on its rim, since its middle often has marks.
// Where marks and other names leave no room, it stands beside the area, or nowhere.
const MIDDLE = [[0, 0], [0, 0.3], [0, -0.3], [-0.3, 0], [0.3, 0], [0, 0.5], [0, -0.5], [-0.3, 0.3], [-0.3, -0.3], [0.3, 0.3], [0.3, -0.3], [0, 0.15], [0, -0.15]];
const EDGE = [[0, 1], [0, -1], [-1, 0], [1, 0], [-0.7, 0.7], [0.7, 0.7], [-0.7, -0.7], [0.7, -0.7]];

function nameArea(area, shift, view, type, taken, names) {
  const [, longitude, latitude] = area.values;
  const aside = area.reach / Math.max(Math.cos((latitude * Math.PI) / 180), 0.1);
  const place = ([right, up], outside = 0) => {
    const at = [longitude + aside * right, Math.max(-84, Math.min(84, latitude + area.reach * up))];
    const [x, y] = [east(at[0]) * view.size + shift, south(at[1]) * view.size - view.top];
    const box = boxed([area.name], x, y, { ...type, size: type.size + 1 });
    return { ...box, x: x + outside * right * (box.wide / 2 + 2), y: y - outside * up * (box.high / 2 + 2), area, at };
  };
  const boxes = [...(area.outlined ? MIDDLE : EDGE).map((spot) => place(spot)), ...EDGE.map((spot) => place(spot, 1))];
  const box = boxes.find((each) => taken.visible(each) && taken.free(each, MARK | NAME));
  if (!box) return void names.push({ ...boxes[0], lines: [] });
  taken.take(box, NAME);
  names.push(box);
}

function nameGround(chart, view, look, taken, names) {
  const zoom = Math.log2(view.size / TILE);
  const shifts = view.turns.map((turn) => turn * view.size - view.left);
  const named = new Set(chart.scene.areas.map(({ name }) => name.slice(0, name.lastIndexOf(" · ")))); // these have one already
  for (const place of groundNames(chart)) {
    if (place.zoom > zoom || named.has(place.name)) continue;
    const y = place.south * view.size - view.top;
    if (y < -20 || y > view.high + 20) continue;
    for (const shift of shifts) {
      const x = place.east * view.size + shift;
      if (x < -150 || x > view.wide + 150) continue;
      const box = groundBox(place, x, y, look);
      if (!taken.free(box, MARK | NAME)) continue;
      taken.take(box, NAME);
      names.push(box);
    }
  }
}

function groundBox(place, x, y, look) {
  const { size, colour, dot, spaced } = GROUND[place.kind];
  const type = { size: look.font.size + size, family: look.font.family, spaced };
  const lines = spaced ? (place.lines ??= broken(place.name.toUpperCase(), 8)) : [place.name];
  const box = boxed(lines, x, y, type);
  const aside = dot ? box.wide / 2 + 4 : 0;
  return { ...box, x: x + aside, colour, dot: dot && { x, y, r: dot } };
}

// Lines of about so many letters, broken between words.
function broken(text, letters) {
  const lines = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    if (last && last.length + word.length < letters * 1.4) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

// A text around a point, with the room it takes.
function boxed(lines, x, y, { size, family, spaced }) {
  const font = `${size}px ${family}`;
  const wide = Math.max(...lines.map((line) => widthOf(line, font) + (spaced ? line.length * size * 0.08 : 0)));
  return { lines, font, size, spaced, x, y, wide: wide + 4, high: lines.length * size * 1.2 + 2 };
}

function widthOf(text, font) {
  const key = `${font} ${text}`;
  if (!widths.has(key)) {
    const pen = (widthOf.pen ??= document.createElement("canvas").getContext("2d"));
    pen.font = font;
    widths.set(key, pen.measureText(text).width);
  }
  return widths.get(key);
}

function paintNames(pen, names, look) {
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.lineJoin = "round";
  for (const { dot } of names.ground) if (dot) paintTown(pen, dot, look);
  for (const box of names.ground) write(pen, box, look[box.colour], look.land);
  for (const box of [...names.towns, ...names.areas]) write(pen, box, look.ink, look.land);
}

function paintTown(pen, { x, y, r }, look) {
  pen.beginPath();
  pen.arc(x, y, r, 0, TURN);
  pen.fillStyle = look.land;
  pen.strokeStyle = look.label;
  pen.lineWidth = 0.8;
  pen.fill();
  pen.stroke();
}

function write(pen, { lines, x, y, size, font, spaced }, colour, halo) {
  pen.font = font;
  pen.letterSpacing = spaced ? `${size * 0.08}px` : "0px";
  pen.lineWidth = 2.4;
  pen.strokeStyle = halo;
  pen.fillStyle = colour;
  lines.forEach((line, i) => {
    const at = y + (i - (lines.length - 1) / 2) * size * 1.2;
    pen.strokeText(line, x, at);
    pen.fillText(line, x, at);
  });
  pen.letterSpacing = "0px";
}
