// Plays a briefing: steps through its slides, flies the map from frame to frame, links map and timeline.
const FLIGHT = 1100; // milliseconds
const PROVINCES_FROM = 3.6; // zoom; from farther away their borders are a tangle
const STEPS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1, Backspace: -1 };

// `whole`: the block is all of the page, and keys are its own wherever the focus is. Gives back `show`, which goes to a
// slide, and `undo`, which lets go of the page.
function play(block, whole = false, first = 0) {
  const slides = [...block.querySelectorAll(".dl-slide")];
  const layers = [...block.querySelectorAll(".dl-layer")];
  const ground = block.querySelector(".dl-ground");
  if (!slides.length) return { show() {}, undo() {} };
  const cameras = layers.map(camera);
  const base = camera(ground);
  const stories = new Map([...block.querySelectorAll("[data-told]")].map((story) => [story.dataset.told, story]));
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  let here = -1;
  let seen = cameras[first] ?? cameras[0];
  let flight = 0;

  block.querySelectorAll(".dl-under").forEach((use, k) => use.setAttribute("transform", moved(base, cameras[k])));

  function show(number, at_once = false) {
    const next = Math.max(0, Math.min(slides.length - 1, number));
    if (next === here) return;
    const from = here;
    here = next;
    block.dataset.slide = String(here + 1);
    slides.forEach((slide, k) => {
      slide.classList.toggle("here", k === here);
      slide.toggleAttribute("inert", k !== here);
    });
    layers.forEach((layer, k) => {
      layer.classList.toggle("here", k === here);
      layer.classList.toggle("leaving", k === from);
      layer.toggleAttribute("inert", k !== here);
    });
    button("back").disabled = here === 0;
    button("on").disabled = here === slides.length - 1;
    pick(null);
    reachable(layers[here]);
    fly(from, at_once || still.matches || from < 0);
  }

  function fly(from, at_once) {
    cancelAnimationFrame(flight);
    const start = seen;
    const end = cameras[here];
    const far = Math.hypot(start.x - end.x, start.y - end.y) * 2 ** Math.min(start.zoom, end.zoom);
    const dip = Math.min(2.5, Math.max(0, Math.log2(far / 500 + 1)));
    const begun = performance.now();
    function frame(now) {
      const share = at_once ? 1 : Math.min(1, (now - begun) / FLIGHT);
      const eased = share < 0.5 ? 4 * share ** 3 : 1 - (-2 * share + 2) ** 3 / 2;
      seen = share === 1 ? end : between(start, end, eased, dip);
      ground.setAttribute("transform", moved(base, seen));
      ground.classList.toggle("far", seen.zoom < PROVINCES_FROM);
      layers.forEach((layer, k) => {
        if (k !== here && k !== from) return;
        layer.setAttribute("transform", moved(cameras[k], seen));
        layer.style.opacity = k === here ? Math.max(0, eased * 2 - 1) : Math.max(0, 1 - eased * 2);
      });
      if (share < 1) flight = requestAnimationFrame(frame);
      else if (layers[from]) layers[from].classList.remove("leaving");
    }
    frame(begun);
  }

  function pick(event) {
    block.querySelectorAll(".is-picked").forEach((mark) => mark.classList.remove("is-picked"));
    const told = slides[here].querySelector(".dl-picked");
    block.querySelectorAll(".dl-picked").forEach((place) => place.replaceChildren());
    const story = event && stories.get(event);
    if (!story) return;
    for (const part of [layers[here], slides[here]])
      for (const mark of part.querySelectorAll("[data-event]"))
        if (mark.dataset.event === event) mark.classList.add("is-picked");
    told.append(...[...story.children].map((part) => part.cloneNode(true)));
    told.scrollIntoView({ block: "nearest" });
  }

  // Marks of the map are reached by tab and say what they are.
  function reachable(layer) {
    for (const mark of layer.querySelectorAll("[data-event]:not([tabindex])")) {
      mark.setAttribute("tabindex", "0");
      mark.setAttribute("role", "button");
      mark.setAttribute("aria-label", stories.get(mark.dataset.event)?.querySelector("h3")?.textContent ?? "");
    }
  }

  function button(name) {
    return block.querySelector(`[data-do="${name}"]`);
  }

  async function full() {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await block.requestFullscreen?.();
    block.focus();
  }

  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select")) return;
    if (!whole && document.fullscreenElement !== block && !block.contains(event.target)) return;
    const mark = event.target.closest?.("[data-event]");
    if ((event.key === "Enter" || event.key === " ") && mark) pick(mark.dataset.event);
    else if ((event.key === "Enter" || event.key === " ") && event.target.closest?.("button")) return;
    else if (event.key in STEPS) show(here + STEPS[event.key]);
    else if (event.key === "Home") show(0);
    else if (event.key === "End") show(slides.length - 1);
    else if (event.key === "f" || event.key === "F5") full();
    else if (event.key === "Escape") pick(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function click(event) {
    const mark = event.target.closest("[data-event]");
    const asked = event.target.closest("[data-do]")?.dataset.do;
    if (mark) pick(mark.dataset.event);
    else if (asked === "back") show(here - 1);
    else if (asked === "on") show(here + 1);
    else if (asked === "full") full();
  }

  document.addEventListener("keydown", key, true);
  block.addEventListener("click", click);
  show(first, true);
  if (whole) block.dataset.whole = "";
  if (whole) block.focus({ preventScroll: true });
  return {
    show,
    undo() {
      cancelAnimationFrame(flight);
      document.removeEventListener("keydown", key, true);
      block.removeEventListener("click", click);
    },
  };
}

// Left and top at zoom 0, zoom, width and height of what a part was drawn for.
function camera(part) {
  const [left, top, zoom, width, height] = part.dataset.camera.split(" ").map(Number);
  const size = 2 ** zoom;
  return { left, top, zoom, width, height, x: left + width / 2 / size, y: top + height / 2 / size };
}

function between(start, end, share, dip) {
  const zoom = start.zoom + (end.zoom - start.zoom) * share - dip * Math.sin(Math.PI * share);
  const size = 2 ** zoom;
  const x = start.x + (end.x - start.x) * share;
  const y = start.y + (end.y - start.y) * share;
  return { left: x - end.width / 2 / size, top: y - end.height / 2 / size, zoom, width: end.width, height: end.height, x, y };
}

// What brings a part drawn for one camera to where another one sees it.
function moved(own, seen) {
  const scale = 2 ** (seen.zoom - own.zoom);
  const size = 2 ** seen.zoom;
  return `translate(${(own.left - seen.left) * size} ${(own.top - seen.top) * size}) scale(${scale})`;
}
