// What the dashboard draws: the timeline's dots, lines and bars, and the ground of the map.
const Plotly = require("plotly.js/lib/core"); // with scatter
Plotly.register([require("plotly.js/lib/bar"), require("plotly.js/lib/scattermap")]);
module.exports = Plotly;
