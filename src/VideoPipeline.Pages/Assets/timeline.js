"use strict";
// Zoom, hover and keyboard of the time line. The page is complete without it.
(() => {
  const view = document.getElementById("timeline-view");
  const source = document.getElementById("timeline-data");
  if (!view || !source) return;

  const data = JSON.parse(source.textContent);
  const lanes = view.querySelector(".lanes");
  const plots = [...view.querySelectorAll(".plot")];
  const ruler = view.querySelector(".ruler-plot");
  const cursor = view.querySelector(".cursor");
  const readout = view.querySelector(".readout");
  const width = 1000, height = 100;

  // Data: base64 of little-endian integers, and increasing numbers as differences.
  const bytes = text => {
    const characters = atob(text), result = new Uint8Array(characters.length);
    for (let i = 0; i < result.length; i++) result[i] = characters.charCodeAt(i);
    return result.buffer;
  };
  const increasing = ({ count, start, step, steps, bytes: size }) => {
    const result = new Float64Array(count);
    const each = steps === undefined ? null : size === 2 ? new Uint16Array(bytes(steps)) : new Uint32Array(bytes(steps));
    result[0] = start;
    for (let i = 1; i < count; i++) result[i] = result[i - 1] + (each ? each[i - 1] : step);
    return result;
  };
  const frames = increasing(data.frames);
  const times = increasing(data.times).map(ticks => ticks * data.tick);
  const count = frames.length, length = data.end - data.start;
  const measures = Object.entries(data.measures).map(([id, { max, root, digits, low, high }]) => {
    const lowest = new Uint16Array(bytes(low));
    return { id, max, root, digits, low: lowest, high: high === undefined ? lowest : new Uint16Array(bytes(high)) };
  });
  const pictures = [...document.querySelectorAll(".definitions image")].map(image => image.id);
  const pictureFrames = data.pictures;

  const lastAtMost = (values, value) => {
    let low = 0, high = values.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[middle] <= value) low = middle + 1; else high = middle;
    }
    return Math.max(0, low - 1);
  };
  const position = seconds => (seconds - data.start) / length;
  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

  // The visible part of the axis, as fractions, and the row at the cursor.
  const shortest = Math.min(1, Math.max(8 / count, 1e-6));
  let from = 0, to = 1, row = 0, scheduled = false;

  const clock = (seconds, digits) => {
    const time = Math.round(Math.abs(seconds) * 10 ** digits) / 10 ** digits;
    const hours = Math.floor(time / 3600), minutes = Math.floor(time / 60) % 60;
    const rest = (time % 60).toFixed(digits).padStart(digits ? digits + 3 : 2, "0");
    return (seconds < 0 && time > 0 ? "-" : "") + (hours ? `${hours}:${String(minutes).padStart(2, "0")}` : minutes) + `:${rest}`;
  };
  const timecode = frame => {
    if (!data.rate) return "–";
    const two = value => String(value).padStart(2, "0");
    const seconds = Math.floor(frame / data.rate);
    return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60, frame % data.rate].map(two).join(":");
  };

  const drawCurve = ({ id, root, low, high }) => {
    const columns = Math.max(200, Math.round(plots[0].clientWidth * (window.devicePixelRatio || 1)));
    const first = lastAtMost(times, data.start + from * length);
    const last = Math.min(count, lastAtMost(times, data.start + to * length) + 2);
    const y = value => {
      const share = value / 65535;
      return (height * (1 - (root ? Math.sqrt(share) : share))).toFixed(1);
    };
    const column = index => Math.floor((position(times[index]) - from) / (to - from) * columns);
    const parts = [];
    for (let i = first; i < last;) {
      const at = column(i), x = (width * position(times[i])).toFixed(4);
      let least = low[i], most = high[i];
      for (i++; i < last && column(i) === at; i++) {
        if (low[i] < least) least = low[i];
        if (high[i] > most) most = high[i];
      }
      parts.push(`${x} ${y(most)}${least === most ? "" : `V${y(least)}`}`);
    }
    const end = (width * (last < count ? position(times[last - 1]) : 1)).toFixed(4);
    const line = `M${parts.join("L")}H${end}`;
    view.querySelector(`[data-line="${id}"]`).setAttribute("d", line);
    const begin = (width * position(times[first])).toFixed(4);
    view.querySelector(`[data-area="${id}"]`).setAttribute("d", `${line}V${height}H${begin}Z`);
  };

  const steps = [.001, .002, .005, .01, .02, .05, .1, .2, .5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200];
  const drawRuler = () => {
    const shown = (to - from) * length, most = Math.max(2, ruler.clientWidth / 72);
    const step = steps.find(step => shown / step <= most) || 3600 * Math.ceil(shown / 3600 / most);
    const digits = step >= 1 ? 0 : step >= .1 ? 1 : step >= .01 ? 2 : 3;
    const svg = (name, attributes) => {
      const element = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const key in attributes) element.setAttribute(key, attributes[key]);
      return element;
    };
    ruler.replaceChildren();
    for (let i = Math.ceil((data.start + from * length) / step); i * step <= data.start + to * length; i++) {
      const x = `${100 * (position(i * step) - from) / (to - from)}%`;
      const text = svg("text", { x, dx: 4, y: 12 });
      text.textContent = clock(i * step, digits);
      ruler.append(svg("line", { x1: x, x2: x, y1: 0, y2: 6 }), text);
    }
  };

  const inside = (list, frame) => list.filter(([start, end]) => frame >= start && frame < end).map(([, , name]) => name);
  const drawReadout = () => {
    const frame = frames[row], shot = lastAtMost(data.shots, frame);
    const show = (id, text) => { readout.querySelector(`[data-readout="${id}"]`).textContent = text; };
    show("frame", frame);
    show("time", clock(times[row], 3));
    show("timecode", timecode(frame));
    show("shot", `${shot + 1} of ${data.shots.length}`);
    for (const { id, max, digits, low, high } of measures) {
      const value = quantity => (max * quantity / 65535).toFixed(digits);
      show(id, low[row] === high[row] ? value(low[row]) : `${value(low[row])}–${value(high[row])}`);
    }
    show("state", [...inside(data.stretches, frame), ...inside(data.labels, frame)].join(", ") || "–");
    const picture = lastAtMost(pictureFrames, frame);
    readout.querySelector("use").setAttribute("href", `#${pictures[picture]}`);
    lanes.setAttribute("aria-valuenow", row);
    lanes.setAttribute("aria-valuetext", `Frame ${frame}, ${clock(times[row], 3)}, shot ${shot + 1}`);
    const x = (position(times[row]) - from) / (to - from);
    cursor.hidden = x < 0 || x > 1;
    const box = lanes.getBoundingClientRect(), plot = plots[0].getBoundingClientRect();
    cursor.style.left = `${plot.left - box.left + x * plot.width}px`;
  };

  const draw = () => {
    scheduled = false;
    for (const plot of plots) plot.setAttribute("viewBox", `${width * from} 0 ${width * (to - from)} ${height}`);
    measures.forEach(drawCurve);
    drawRuler();
    drawReadout();
  };
  const redraw = () => {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(draw);
  };

  const show = (begin, size) => {
    size = clamp(size, shortest, 1);
    from = clamp(begin, 0, 1 - size);
    to = from + size;
    redraw();
  };
  const zoom = (factor, around) => {
    const size = clamp((to - from) * factor, shortest, 1);
    show(around - (around - from) * size / (to - from), size);
  };
  const select = next => {
    row = clamp(next, 0, count - 1);
    const x = position(times[row]);
    if (x < from || x > to) show(x - (to - from) / 2, to - from); else drawReadout();
  };
  const selectShot = (index, zoomed) => {
    const first = data.shots[clamp(index, 0, data.shots.length - 1)];
    const next = index + 1 < data.shots.length ? data.shots[index + 1] : Infinity;
    const start = lastAtMost(frames, first);
    if (zoomed) {
      const begin = position(times[start]);
      const end = next === Infinity ? 1 : position(times[lastAtMost(frames, next)]);
      show(begin - (end - begin) / 4, (end - begin) * 1.5);
    }
    select(start);
  };

  const fraction = event => {
    const box = plots[0].getBoundingClientRect();
    return from + clamp((event.clientX - box.left) / box.width, 0, 1) * (to - from);
  };
  const middle = () => clamp(position(times[row]), from, to);
  const keys = {
    ArrowLeft: event => select(row - (event.shiftKey ? 10 : 1)),
    ArrowRight: event => select(row + (event.shiftKey ? 10 : 1)),
    ArrowDown: event => select(row - (event.shiftKey ? 10 : 1)),
    ArrowUp: event => select(row + (event.shiftKey ? 10 : 1)),
    PageUp: () => selectShot(lastAtMost(data.shots, frames[Math.max(0, row - 1)])),
    PageDown: () => selectShot(lastAtMost(data.shots, frames[row]) + 1),
    Home: () => select(0),
    End: () => select(count - 1),
    "+": () => zoom(1 / 1.6, middle()),
    "=": () => zoom(1 / 1.6, middle()),
    "-": () => zoom(1.6, middle()),
    "0": () => show(0, 1),
  };
  lanes.addEventListener("keydown", event => {
    const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (!action) return;
    event.preventDefault();
    action(event);
  });

  let dragged = null;
  lanes.addEventListener("pointerdown", event => {
    dragged = { x: event.clientX, from };
    lanes.setPointerCapture(event.pointerId);
  });
  lanes.addEventListener("pointerup", () => { dragged = null; });
  lanes.addEventListener("pointercancel", () => { dragged = null; });
  lanes.addEventListener("pointermove", event => {
    if (dragged && to - from < 1 && Math.abs(event.clientX - dragged.x) > 3) {
      const box = plots[0].getBoundingClientRect();
      show(dragged.from - (event.clientX - dragged.x) / box.width * (to - from), to - from);
    }
    row = lastAtMost(times, data.start + fraction(event) * length);
    drawReadout();
  });
  lanes.addEventListener("dblclick", event => zoom(1 / 3, fraction(event)));
  lanes.addEventListener("wheel", event => {
    if (event.ctrlKey || event.metaKey) zoom(event.deltaY < 0 ? 1 / 1.25 : 1.25, fraction(event));
    else if (event.deltaX !== 0 && to - from < 1) show(from + event.deltaX / plots[0].clientWidth * (to - from), to - from);
    else return;
    event.preventDefault();
  }, { passive: false });

  const buttons = { in: () => zoom(1 / 1.6, middle()), out: () => zoom(1.6, middle()), whole: () => show(0, 1) };
  for (const button of view.querySelectorAll("[data-zoom]")) button.addEventListener("click", buttons[button.dataset.zoom]);
  for (const link of document.querySelectorAll("[data-shot]"))
    link.addEventListener("click", () => { selectShot(Number(link.dataset.shot), true); lanes.focus({ preventScroll: true }); });

  lanes.tabIndex = 0;
  for (const [name, value] of [["role", "slider"], ["aria-label", "Frame"], ["aria-valuemin", 0], ["aria-valuemax", count - 1]])
    lanes.setAttribute(name, value);
  for (const element of view.querySelectorAll("[hidden]")) element.hidden = false;
  new ResizeObserver(redraw).observe(lanes);
  // On paper everything is shown.
  window.addEventListener("beforeprint", () => { from = 0; to = 1; draw(); });
  draw();
})();
