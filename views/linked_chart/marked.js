// What is marked on a chart, for the brush that lies over it (brush.js): comes without the chart's figure.
export default function (component) {
  const { data } = component;
  const marks = (window.datelineMarked ??= {});
  marks[data.of] = data;
  document.querySelector(`.st-key-${data.of} .linked-chart`)?.marksCame?.();
}
