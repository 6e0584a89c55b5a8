"use strict";
// Each chart is a function from figures to SVG text; the page puts it in place and wires the pointer.
const text = (value) => String(value).replace(/[&<>"]/g, (c) => ({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})[c]);
const known = (value) => typeof value === "number" && Number.isFinite(value);

function ticks(low, high, about) {
  const raw = (high - low) / about || 1;
  const power = Math.pow(10, Math.floor(Math.log10(raw)));
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= raw);
  const marks = [];
  for (let v = Math.ceil(low / step - 1e-9) * step; v <= high + step * 1e-6; v += step) marks.push(v);
  return marks;
}

function legend(series) {
  if (series.length < 2) return "";
  return `<div class="legend">${series.map((s) => `<span style="--c:${s.color}"><i class="${s.dash ? "dash" : ""}" style="background:${s.color};color:${s.color}"></i>${text(s.name)}</span>`).join("")}</div>`;
}

// series: [{name, color, dash, points: [[x, y], …]}]
function lineChart({series, format, low, high, area}) {
  const W = 520, H = 250, L = 46, R = 16, T = 10, B = 30;
  const points = series.flatMap((s) => s.points);
  if (!points.length) return `<p>Nothing measured yet.</p>`;
  const xs = points.map((p) => p[0]), ys = points.map((p) => p[1]);
  const x0 = Math.min(...xs), x1 = Math.max(...xs, x0 + 1);
  const y0 = low ?? Math.min(...ys), y1 = Math.max(high ?? -Infinity, ...ys, y0 + 1e-6);
  const X = (x) => L + ((x - x0) / (x1 - x0)) * (W - L - R), Y = (y) => H - B - ((y - y0) / (y1 - y0)) * (H - T - B);
  const path = (s) => s.points.map((p, i) => `${i ? "L" : "M"}${X(p[0]).toFixed(1)},${Y(p[1]).toFixed(1)}`).join("");
  const rows = ticks(y0, y1, 5).map((v) => `<line class="grid" x1="${L}" x2="${W - R}" y1="${Y(v)}" y2="${Y(v)}"/><text x="${L - 8}" y="${Y(v) + 4}" text-anchor="end">${format(v)}</text>`);
  const columns = ticks(x0, x1, 6).filter(Number.isInteger).map((v) => `<text x="${X(v)}" y="${H - 10}" text-anchor="middle">${v}</text>`);
  const areas = area ? series.map((s) => `<path d="${path(s)}L${X(s.points.at(-1)[0])},${Y(y0)}L${X(s.points[0][0])},${Y(y0)}Z" fill="${s.color}" opacity=".1"/>`) : [];
  const lines = series.filter((s) => s.points.length).map((s) =>
    `<path class="series" d="${path(s)}" stroke="${s.color}" ${s.dash ? 'stroke-dasharray="2 5"' : ""}/><circle cx="${X(s.points.at(-1)[0])}" cy="${Y(s.points.at(-1)[1])}" r="3.4" fill="${s.color}"/>`);
  const hover = text(JSON.stringify({x0, x1, L, R, W, series: series.map((s) => ({name: s.name, points: s.points.map(([x, y]) => [x, format(y)])}))}));
  return `${legend(series)}<svg viewBox="0 0 ${W} ${H}" role="img" data-hover="${hover}">${rows.join("")}
    <line class="axis" x1="${L}" x2="${W - R}" y1="${H - B}" y2="${H - B}"/>${columns.join("")}${areas.join("")}${lines.join("")}
    <line class="cross" y1="${T}" y2="${H - B}" x1="-9" x2="-9" visibility="hidden"/></svg>`;
}

// groups: [{name, bars: [{color, value, tip}]}]
function barChart({groups, format, even, series}) {
  const W = 520, H = 250, L = 46, R = 16, T = 10, B = 30;
  const top = Math.max(...groups.flatMap((g) => g.bars.map((b) => b.value)), even ?? 0) * 1.08 || 1;
  const Y = (v) => H - B - (v / top) * (H - T - B);
  const band = (W - L - R) / groups.length, width = Math.min(34, (band * 0.72) / groups[0].bars.length);
  const rows = ticks(0, top, 5).map((v) => `<line class="grid" x1="${L}" x2="${W - R}" y1="${Y(v)}" y2="${Y(v)}"/><text x="${L - 8}" y="${Y(v) + 4}" text-anchor="end">${format(v)}</text>`);
  const bars = groups.map((g, i) => {
    const left = L + band * (i + 0.5) - (width * g.bars.length) / 2;
    return g.bars.map((b, k) => `<rect x="${left + k * width + 1}" width="${width - 2}" y="${Y(b.value)}" height="${Math.max(0, H - B - Y(b.value))}" rx="2.5" fill="${b.color}" data-tip="${text(b.tip)}"/>`).join("")
      + `<text x="${L + band * (i + 0.5)}" y="${H - 10}" text-anchor="middle">${text(g.name)}</text>`;
  });
  const line = known(even) ? `<line class="even" x1="${L}" x2="${W - R}" y1="${Y(even)}" y2="${Y(even)}"/>` : "";
  return `${legend(series)}<svg viewBox="0 0 ${W} ${H}" role="img">${rows.join("")}${bars.join("")}${line}
    <line class="axis" x1="${L}" x2="${W - R}" y1="${H - B}" y2="${H - B}"/></svg>`;
}

// cells[row][column] in any unit; shade by share of the greatest.
function heatMap({rows, columns, cells, show, tip}) {
  const name = Math.min(190, 16 + 7.2 * Math.max(...rows.map((r) => r.length))), cell = Math.max(26, Math.min(46, (520 - name) / columns.length)), high = 26;
  const W = name + cell * columns.length, H = 22 + high * rows.length;
  const top = Math.max(...cells.flat().filter(known), 1e-9);
  const head = columns.map((c, k) => `<text x="${name + cell * (k + 0.5)}" y="14" text-anchor="middle">${text(c)}</text>`);
  const body = rows.map((row, r) => `<text x="${name - 10}" y="${22 + high * r + 17}" text-anchor="end">${text(row)}</text>` + columns.map((column, k) => {
    const value = cells[r][k], share = known(value) ? value / top : 0;
    const fill = share > 0 ? `fill="rgba(var(--heat), ${(0.1 + 0.9 * share).toFixed(3)})"` : 'class="empty"';
    const ink = `style="fill:var(${share > 0.55 ? "--card" : "--ink"})"`;
    return `<rect x="${name + cell * k + 1}" y="${22 + high * r + 1}" width="${cell - 2}" height="${high - 2}" rx="4" ${fill} data-tip="${text(tip(row, column, value))}"/>`
      + (known(value) && value > 0 && cell >= 30 ? `<text x="${name + cell * (k + 0.5)}" y="${22 + high * r + 17}" text-anchor="middle" pointer-events="none" ${ink}>${show(value)}</text>` : "");
  }).join(""));
  return `<div class="scroll"><svg viewBox="0 0 ${W} ${H}" style="max-width:${Math.round(W * 1.15)}px;min-width:${Math.min(W, 420)}px" role="img">${head.join("")}${body.join("")}</svg></div>`;
}

function wirePointer() {
  const tip = document.getElementById("tip");
  const show = (event, words) => {
    tip.textContent = words;
    tip.hidden = false;
    const box = tip.getBoundingClientRect();
    tip.style.left = Math.min(event.clientX + 14, innerWidth - box.width - 8) + "px";
    tip.style.top = Math.max(8, event.clientY - box.height - 12) + "px";
  };
  for (const mark of document.querySelectorAll("[data-tip]")) {
    mark.addEventListener("pointermove", (event) => show(event, mark.dataset.tip));
    mark.addEventListener("pointerleave", () => { tip.hidden = true; });
  }
  for (const svg of document.querySelectorAll("svg[data-hover]")) {
    const h = JSON.parse(svg.dataset.hover), cross = svg.querySelector(".cross");
    svg.addEventListener("pointermove", (event) => {
      const box = svg.getBoundingClientRect(), at = ((event.clientX - box.left) / box.width) * h.W;
      const x = Math.round(h.x0 + ((at - h.L) / (h.W - h.L - h.R)) * (h.x1 - h.x0));
      if (x < h.x0 || x > h.x1) return;
      const place = h.L + ((x - h.x0) / (h.x1 - h.x0)) * (h.W - h.L - h.R);
      cross.setAttribute("x1", place); cross.setAttribute("x2", place); cross.setAttribute("visibility", "visible");
      const lines = h.series.flatMap((s) => s.points.filter((p) => p[0] === x).map((p) => `${s.name}  ${p[1]}`));
      show(event, [`Round ${x}`, ...lines].join("\n"));
    });
    svg.addEventListener("pointerleave", () => { tip.hidden = true; cross.setAttribute("visibility", "hidden"); });
  }
}
