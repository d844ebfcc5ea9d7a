// Draws many bars over an axis, such as ranges over a video or states over time. A component sends the bars that have changed; zoom, hover and keyboard stay here.

const rowGap = 6, barHeight = 12, axisHeight = 20, maxLanes = 8, nameHeight = 15;
const colors = ["--line", "--run", "--good", "--caught", "--bad", "--ended"];
// Not by color alone: what waits is a line, what runs is half as high, what failed has a cap.
const shares = [0.2, 0.55, 1, 1, 1, 0.35], failed = 4;
const steps = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600, 86400];

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

const clock = (seconds, step) => {
  const digits = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3;
  const hours = Math.floor(seconds / 3600), minutes = Math.floor(seconds / 60) % 60;
  const rest = (seconds % 60).toFixed(digits).padStart(digits ? digits + 3 : 2, "0");
  return (hours ? `${hours}:${String(minutes).padStart(2, "0")}` : minutes) + `:${rest}`;
};

export function createLanes(root, component, { rows, barSize, isNumber }) {
  const canvas = root.querySelector("canvas"), context = canvas.getContext("2d");
  const bars = [];
  let names = rows, end = 1, from = 0, to = 1, pointer = null, drag = null, current = -1, scheduled = false, lanes = [], width = 0;
  const size = barSize || barHeight;
  const styles = getComputedStyle(root);

  // Bars of a row that overlap lie below each other.
  const arrange = () => {
    const ends = names.map(() => []);
    const order = bars.map((_, index) => index).sort((one, other) => bars[one].from - bars[other].from);
    for (const index of order) {
      const bar = bars[index], row = ends[bar.row];
      let lane = row.findIndex(last => last <= bar.from);
      if (lane < 0) lane = row.length < maxLanes ? row.length : index % maxLanes;
      row[lane] = bar.to ?? Infinity;
      bar.lane = lane;
    }
    lanes = ends.map(row => Math.max(1, row.length));
  };
  const tops = () => {
    const result = [];
    let top = axisHeight;
    names.forEach((name, row) => {
      if (name) top += nameHeight;
      result.push(top);
      top += lanes[row] * (size + 1) + rowGap;
    });
    result.push(top);
    return result;
  };
  const x = value => (value / end - from) / (to - from) * width;
  const valueAt = px => clamp(from + px / canvas.clientWidth * (to - from), 0, 1) * end;

  const draw = () => {
    scheduled = false;
    if (lanes.length !== names.length) arrange();
    const y = tops(), ratio = window.devicePixelRatio || 1, height = y[y.length - 1];
    width = root.clientWidth;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
      canvas.style.height = `${height}px`;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    context.font = "11px system-ui, sans-serif";
    const fills = colors.map(name => styles.getPropertyValue(name));
    const ink = styles.getPropertyValue("--ink"), muted = styles.getPropertyValue("--muted");
    drawAxis(muted);
    names.forEach((name, row) => {
      context.fillStyle = ink;
      if (name) context.fillText(name, 0, y[row] - 4);
      context.fillStyle = styles.getPropertyValue("--track");
      context.fillRect(0, y[row], width, lanes[row] * (size + 1) - 1);
    });
    // By status: a change of color takes longer than a bar.
    fills.forEach((fill, status) => {
      const tall = Math.max(2, size * shares[status]);
      context.fillStyle = fill;
      eachShown(y, status, (left, bottom, wide) => context.fillRect(left, bottom - tall, wide, tall));
    });
    context.fillStyle = ink;
    eachShown(y, failed, (left, bottom, wide) => context.fillRect(left, bottom - size, wide, 2));
    if (current >= 0 && bars[current]) {
      const bar = bars[current], left = x(bar.from), top = y[bar.row] + bar.lane * (size + 1);
      context.strokeStyle = ink;
      context.lineWidth = 1.5;
      context.strokeRect(left - 1, top - 1, Math.max(3, x(bar.to ?? end) - left + 1), size + 2);
    }
    if (drag && Math.abs(drag.now - drag.start) > 3) {
      context.fillStyle = styles.getPropertyValue("--accent-soft");
      context.fillRect(Math.min(drag.now, drag.start), axisHeight, Math.abs(drag.now - drag.start), height);
    } else if (pointer !== null) {
      context.fillStyle = ink;
      context.fillRect(pointer, 0, 1, height);
    }
  };
  const eachShown = (y, status, draw) => {
    for (const bar of bars) {
      if (bar.status !== status) continue;
      const left = x(bar.from), wide = x(bar.to ?? end) - left;
      if (left + wide < 0 || left > width) continue;
      draw(left, y[bar.row] + bar.lane * (size + 1) + size, Math.max(2, wide > 12 ? wide - 2 : wide > 3 ? wide - 1 : wide));
    }
  };
  const drawAxis = color => {
    const length = (to - from) * end, wanted = length / Math.max(2, width / 90);
    const power = 10 ** Math.floor(Math.log10(Math.max(wanted, 1)));
    const step = isNumber ? [1, 2, 5, 10].map(one => one * power).find(one => one >= wanted) : steps.find(one => one >= wanted) ?? 86400;
    context.fillStyle = color;
    for (let tick = Math.ceil(from * end / step); tick * step <= to * end; tick++) {
      const at = x(tick * step);
      const text = isNumber ? (tick * step).toLocaleString("en-US") : clock(tick * step, step);
      context.fillRect(at, 2, 1, 5);
      if (at + 4 + context.measureText(text).width <= width) context.fillText(text, at + 4, 11);
    }
  };
  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    requestAnimationFrame(draw);
  };

  const barAt = (px, py) => {
    const y = tops(), value = valueAt(px), tolerance = 2 / canvas.clientWidth * (to - from) * end;
    let near = -1;
    for (let i = 0; i < bars.length; i++) {
      const bar = bars[i], top = y[bar.row] + bar.lane * (size + 1);
      if (py !== null && (py < top - 1 || py > top + size + 1)) continue;
      if (value >= bar.from && value < (bar.to ?? end)) return i;
      if (Math.min(Math.abs(value - bar.from), Math.abs(value - (bar.to ?? end))) < tolerance) near = i;
    }
    return near;
  };
  let told = "", telling = false;
  // One call at a time: the last position counts.
  const tell = async (index, value) => {
    const text = `${index} ${value}`;
    if (text === told) return;
    told = text;
    if (telling) return;
    telling = true;
    do {
      const [at, position] = told.split(" ");
      await component.invokeMethodAsync("OnPointAsync", Number(at), Number(position));
      if (`${at} ${position}` === told) break;
    } while (root.isConnected);
    telling = false;
  };
  const point = (index, value) => {
    current = index;
    tell(index, value);
    schedule();
  };
  const zoom = (factor, at) => {
    const length = clamp((to - from) * factor, 1e-6, 1), share = (at - from) / (to - from);
    from = clamp(at - share * length, 0, 1 - length);
    to = from + length;
    schedule();
  };

  const position = event => {
    const box = canvas.getBoundingClientRect();
    return [clamp(event.clientX - box.left, 0, box.width), event.clientY - box.top];
  };
  canvas.addEventListener("pointermove", event => {
    const [px, py] = position(event);
    pointer = px;
    if (drag) drag.now = px;
    point(barAt(px, names.length > 1 ? py : null), valueAt(px));
  });
  canvas.addEventListener("pointerleave", () => { pointer = null; schedule(); });
  canvas.addEventListener("pointerdown", event => {
    if (event.button !== 0) return;
    drag = { start: position(event)[0], now: position(event)[0] };
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointerup", () => {
    if (!drag) return;
    const [low, high] = [valueAt(Math.min(drag.start, drag.now)) / end, valueAt(Math.max(drag.start, drag.now)) / end];
    const isSelection = Math.abs(drag.now - drag.start) > 3;
    drag = null;
    if (isSelection && high > low) [from, to] = [low, high];
    else if (current >= 0) component.invokeMethodAsync("OnSelectAsync", current);
    schedule();
  });
  canvas.addEventListener("wheel", event => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 0.8 : 1.25, valueAt(position(event)[0]) / end);
  }, { passive: false });
  root.addEventListener("keydown", event => {
    const middle = (from + to) / 2, keys = {
      ArrowRight: () => move(current + 1), ArrowLeft: () => move(current - 1), Home: () => move(0), End: () => move(bars.length - 1),
      "+": () => zoom(0.6, middle), "-": () => zoom(1.6, middle), 0: () => { [from, to] = [0, 1]; schedule(); },
      Enter: () => current >= 0 && component.invokeMethodAsync("OnSelectAsync", current),
    };
    if (event.target !== root || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  const move = index => {
    if (bars.length === 0) return;
    const next = clamp(index, 0, bars.length - 1), bar = bars[next], middle = (bar.from + (bar.to ?? end)) / 2;
    if (middle / end < from || middle / end > to) {
      const length = to - from;
      from = clamp(middle / end - length / 2, 0, 1 - length);
      to = from + length;
    }
    point(next, middle);
  };
  const observer = new ResizeObserver(schedule);
  observer.observe(root);
  const theme = matchMedia("(prefers-color-scheme: dark)");
  theme.addEventListener("change", schedule);

  return {
    // Changes: index, row, start, end or null, number of the status.
    update(changes, length, rowNames) {
      end = length;
      root.dataset.ready = "";
      if (rowNames) names = rowNames;
      let moved = false;
      for (const [index, row, start, stop, status] of changes) {
        const bar = bars[index];
        moved ||= bar?.row !== row || bar.from !== start || bar.to !== stop;
        bars[index] = { row, from: start, to: stop, status, lane: bar?.lane ?? 0 };
      }
      if (moved) arrange();
      schedule();
    },
    zoomBy(factor) { zoom(factor, (from + to) / 2); },
    showAll() { [from, to] = [0, 1]; schedule(); },
    dispose() {
      observer.disconnect();
      theme.removeEventListener("change", schedule);
    },
  };
}
