// MapLibre holds the view and draws nothing that is seen, so it needs no graphics card: without one, each of its empty
// frames would be worked out by the processor. It is given what answers like a card and does nothing.
const CONSTANT = /^[A-Z][A-Z0-9_]*$/;

function withoutCard(canvas) {
  const numbers = {};
  const number = (name) => (numbers[name] ??= Object.keys(numbers).length + 1);
  const answers = {
    canvas,
    isContextLost: () => false,
    getError: () => 0,
    getExtension: () => null,
    getSupportedExtensions: () => [],
    getContextAttributes: () => ({}),
    getParameter: (what) => (what === number("VERSION") ? "WebGL 2.0" : 4096),
    getShaderParameter: () => true,
    getProgramParameter: (_, what) => (what === number("LINK_STATUS") ? true : 0), // no attributes, no uniforms
    checkFramebufferStatus: () => number("FRAMEBUFFER_COMPLETE"),
  };
  const answer = (own, name) => {
    if (name in own || typeof name !== "string") return own[name];
    if (CONSTANT.test(name)) return number(name);
    if (name === "drawingBufferWidth") return canvas.width;
    if (name === "drawingBufferHeight") return canvas.height;
    return (own[name] = name.startsWith("create") ? () => ({}) : () => null);
  };
  return new Proxy(answers, { get: answer });
}

if (!window.datelineCanvas) {
  window.datelineCanvas = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    if (kind === "webgl2" && this.classList.contains("maplibregl-canvas")) return withoutCard(this);
    return window.datelineCanvas.call(this, kind, ...rest);
  };
}
