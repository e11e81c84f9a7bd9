// What lies on a map: areas, marks and names, on a canvas above that of the ground, so that an answer repaints these alone.
// It is painted again whenever the map moves. The message's scene: `marks` (those of one place one after the other),
// `areas` (the largest first), `ring` (corners of what is marked by hand); `look` of the layout: sizes and colours.
const TILE = 512;
const TURN = 2 * Math.PI;

const east = (longitude) => longitude / 360;
const south = (latitude) => -Math.log(Math.tan(Math.PI / 4 + (Math.max(-85, Math.min(85, latitude)) * Math.PI) / 360)) / TURN;

// The scene of a message, its points on the world as a square of size 1 around 0, 0.
function staged(chart, scene) {
  const look = chart._fullLayout.meta.look;
  for (const mark of scene.marks) {
    const [, longitude, latitude, number] = mark.values;
    Object.assign(mark, { east: east(longitude), south: south(latitude) });
    mark.size = number === 1 ? look.dot : look.dot + 4 + 1.1 * Math.log2(number);
  }
  for (const area of scene.areas) area.shape = area.rings.map(onWorld);
  scene.outline = scene.ring && [onWorld(scene.ring.flat())];
  return scene;
}

function onWorld(flat) {
  const points = new Float64Array(flat.length);
  for (let i = 0; i < flat.length; i += 2) {
    points[i] = east(flat[i]);
    points[i + 1] = south(flat[i + 1]);
  }
  return points;
}

// A canvas as large as what lies beneath it, cleared; the first time it is put before `above`, or on top.
function canvasOf(chart, ground, name, above = null) {
  let canvas = chart.querySelector(`.${name}`);
  if (!canvas) {
    canvas = document.createElement("canvas");
    canvas.className = `linked-canvas ${name}`;
    canvas.setAttribute("aria-hidden", "true");
    ground.parentElement.insertBefore(canvas, above);
  }
  const [wide, high, ratio] = [ground.clientWidth, ground.clientHeight, window.devicePixelRatio || 1];
  if (canvas.width !== Math.round(wide * ratio) || canvas.height !== Math.round(high * ratio)) {
    Object.assign(canvas, { width: Math.round(wide * ratio), height: Math.round(high * ratio) });
    Object.assign(canvas.style, { width: `${wide}px`, height: `${high}px` });
  }
  const pen = canvas.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, wide, high);
  return { pen, wide, high };
}

// What of the world is on the canvas: pixels = place * size - left, - top; `turns` are the copies of the world in sight.
function viewOf(map, wide, high) {
  const size = TILE * 2 ** map.getZoom();
  const { lng, lat } = map.getCenter();
  const [left, top] = [east(lng) * size - wide / 2, south(lat) * size - high / 2];
  const turns = [];
  for (let k = Math.ceil(left / size - 0.5); k <= Math.floor((left + wide) / size + 0.5); k++) turns.push(k);
  return { size, left, top, wide, high, turns };
}

function paint(chart) {
  const map = mapOf(chart);
  if (!map || !chart.scene) return;
  const { pen, wide, high } = canvasOf(chart, map.getCanvas(), "linked-scene");
  const { scene } = chart;
  const { look } = chart._fullLayout.meta;
  const view = viewOf(map, wide, high);
  if (scene.size !== view.size) {
    scene.size = view.size;
    scene.clusters = spread(scene.marks, look, view.size);
  }
  for (const area of scene.areas) paintArea(pen, view, area, look);
  if (scene.outline) paintOutline(pen, view, scene.outline, look);
  chart.placed = view.turns.flatMap((turn) => inSight(scene.marks, view, turn));
  const names = namesOf(chart, scene, view, look);
  paintMarks(pen, chart.placed, look, names);
  chart.spots = names.areas;
}

// The marks on the canvas in one copy of the world, with their pixels.
function inSight(marks, { size, left, top, wide, high }, turn) {
  const shift = turn * size - left;
  const found = [];
  for (const mark of marks) {
    const x = mark.x + shift;
    const y = mark.y - top;
    if (x > -40 && y > -40 && x < wide + 40 && y < high + 40) found.push({ mark, x, y, r: mark.size / 2 });
  }
  return found;
}

function trace(pen, { size, left, top, turns }, shape) {
  pen.beginPath();
  for (const turn of turns)
    for (const ring of shape) {
      const shift = turn * size - left;
      for (let i = 0; i < ring.length; i += 2) {
        const [x, y] = [ring[i] * size + shift, ring[i + 1] * size - top];
        if (i) pen.lineTo(x, y);
        else pen.moveTo(x, y);
      }
    }
}

function paintArea(pen, view, area, look) {
  const strength = area.certain ? 1 : look.faint;
  trace(pen, view, area.shape);
  if (area.facts) brushWith(pen, area.colour, 0.16 * strength, () => pen.fill("evenodd"));
  pen.lineWidth = area.selected ? 2.5 : 1.3;
  pen.lineJoin = "round";
  pen.strokeStyle = area.selected ? look.accent : area.colour;
  pen.globalAlpha = area.selected ? 1 : 0.75 * strength;
  pen.stroke();
  pen.globalAlpha = 1;
}

function paintOutline(pen, view, shape, look) {
  trace(pen, view, shape);
  brushWith(pen, look.accent, 0.06, () => pen.fill());
  pen.lineWidth = 1.5;
  pen.strokeStyle = look.accent;
  pen.stroke();
}

function brushWith(pen, colour, opacity, fill) {
  pen.fillStyle = colour;
  pen.globalAlpha = opacity;
  fill();
  pen.globalAlpha = 1;
}

// From below: ring of the selected one, halo of what goes on, rim, dot, names, hollow inside, character.
function paintMarks(pen, placed, look, names) {
  const faint = (mark) => (mark.faint ? look.faint : 1);
  const disc = ({ x, y }, size, colour, opacity) =>
    brushWith(pen, colour, opacity, () => {
      pen.beginPath();
      pen.arc(x, y, size / 2, 0, TURN);
      pen.fill();
    });
  for (const one of placed) if (one.mark.selected) disc(one, one.mark.size + look.ring, look.accent, 1);
  for (const one of placed) if (one.mark.ongoing) disc(one, one.mark.size + 9, one.mark.colour, 0.35 * faint(one.mark));
  for (const one of placed) disc(one, one.mark.size + look.rim, look.paper, 1);
  for (const one of placed) disc(one, one.mark.size, one.mark.colour, faint(one.mark));
  for (const one of placed) if (one.mark.faint) paintRim(pen, one, look);
  paintNames(pen, names, look);
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.font = `${look.font.size}px ${look.font.family}`;
  for (const one of placed) {
    if (!one.mark.hollow) continue;
    disc(one, one.mark.size - (look.dot - look.core), look.paper, 1);
    pen.fillStyle = look.ink;
    if (one.mark.glyph) pen.fillText(one.mark.glyph, one.x, one.y + 0.5);
  }
}

// What is only possibly inside keeps a broken rim in its colour, lest it vanish.
function paintRim(pen, { mark, x, y }, look) {
  pen.beginPath();
  pen.arc(x, y, mark.size / 2, 0, TURN);
  pen.lineWidth = 1.3;
  pen.strokeStyle = mark.colour;
  pen.globalAlpha = look.rimmed.opacity;
  pen.setLineDash(look.rimmed.dashes);
  pen.stroke();
  pen.setLineDash([]);
  pen.globalAlpha = 1;
}
