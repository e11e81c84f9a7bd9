// In place of MapLibre's worker, which would cut and lay out what it draws: here it draws nothing, and every question is
// answered with "nothing there". Half a million letters that no browser has to read.
onmessage = ({ data: { id, type, origin } }) => {
  if (type[0] === "<") return; // itself an answer, or the end of a question
  postMessage({ id, type: "<response>", origin, error: null, data: type === "LD" ? {} : null }); // LD: load this data
};
