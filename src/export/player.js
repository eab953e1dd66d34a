"use strict";
(() => {
  const byId = id => document.getElementById(id);
  const {start, output, lines, frames} = JSON.parse(byId("frames").textContent);
  const [stage, caption, scrub, place, play] = ["stage", "caption", "scrub", "place", "play"].map(byId);
  const shownOutput = byId("output");
  const program = document.querySelector(".program");
  const last = frames.length - 1;
  let at = start, timer = 0;

  function mark(name, line) {
    const before = program && program.querySelector("." + name);
    if (before) before.classList.remove(name);
    const now = program && line && program.querySelector(`[data-line="${line}"]`);
    if (now) now.classList.add(name);
    return now;
  }

  function show(index) {
    at = Math.max(0, Math.min(last, index));
    const [step, ran, next, printed, said, numbers] = frames[at];
    stage.innerHTML = numbers.map(number => lines[number]).join("\n");
    caption.textContent = said;
    mark("next", next === ran ? 0 : next);
    const line = mark("ran", ran);
    if (line) {
      const above = line.offsetTop - program.offsetTop;
      if (above < program.scrollTop || above + line.offsetHeight > program.scrollTop + program.clientHeight)
        program.scrollTop = above - program.clientHeight / 2;
    }
    if (shownOutput) {
      shownOutput.textContent = output.slice(0, printed);
      shownOutput.scrollTop = shownOutput.scrollHeight;
    }
    scrub.value = at;
    const words = `${at + 1} of ${frames.length}`;
    scrub.setAttribute("aria-valuetext", words + (said ? ": " + said : ""));
    place.textContent = words + ` · step ${step}`;
    byId("first").disabled = byId("back").disabled = at === 0;
    byId("forward").disabled = at === last;
    if (at === last) pause();
  }

  function pause() {
    clearInterval(timer);
    timer = 0;
    play.textContent = "▶ Play";
    play.setAttribute("aria-label", "Play");
  }

  function toggle() {
    if (timer) return pause();
    if (at === last) show(0);
    timer = setInterval(() => show(at + 1), 1200);
    play.textContent = "❚❚ Pause";
    play.setAttribute("aria-label", "Pause");
  }

  function go(index) {
    pause();
    show(index);
  }

  byId("first").onclick = () => go(0);
  byId("back").onclick = () => go(at - 1);
  byId("forward").onclick = () => go(at + 1);
  play.onclick = toggle;
  scrub.max = last;
  scrub.oninput = () => go(Number(scrub.value));

  const keys = {
    ArrowLeft: () => go(at - 1), ArrowRight: () => go(at + 1), PageUp: () => go(at - 1), PageDown: () => go(at + 1),
    Home: () => go(0), End: () => go(last), " ": toggle,
  };
  document.addEventListener("keydown", event => {
    const act = keys[event.key];
    if (!act || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    // A button takes the space bar for itself, and code that has the focus scrolls.
    if (event.key === " " && event.target.closest("button")) return;
    if (event.target.closest("pre")) return;
    event.preventDefault();
    act();
  });

  document.querySelector(".controls").hidden = false;
  show(at);
})();
