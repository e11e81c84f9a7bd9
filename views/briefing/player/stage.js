// The player on the Brief page: plays what it is given, and goes to the slide that is being edited.
export default function ({ data, parentElement }) {
  const stage = parentElement.querySelector(".dl-stage-of-page");
  if (stage.given !== data.html || !stage.playing) {
    stage.playing?.undo();
    stage.innerHTML = data.html; // made by the program, every text of it escaped
    stage.given = data.html;
    stage.playing = stage.firstElementChild ? play(stage.firstElementChild, false, data.slide) : null;
  } else if (stage.slide !== data.slide) stage.playing.show(data.slide);
  stage.slide = data.slide;
  return () => {
    stage.playing?.undo();
    stage.playing = null;
  };
}
