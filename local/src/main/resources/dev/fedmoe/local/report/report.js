"use strict";
const {run, others} = JSON.parse(document.getElementById("figures").textContent);
for (const each of [run, ...Object.values(others)]) {
  each.rows = each.rows.map((r) => ({round: r.round, ...r.accuracy, ...r.traffic, loadCv: r.load.variation, load: r.load.shares}));
}
const last = run.rows.at(-1), experts = run.setting.experts;
const color = (i) => `var(--s${i % 6})`;
const percent = (v, digits = 1) => (known(v) ? (100 * v).toFixed(digits) + " %" : "–");
const accuracy = (v) => (known(v) ? v.toFixed(3) : "–");
const size = (bytes) => (bytes >= 1e9 ? (bytes / 1e9).toFixed(2) + " GB" : bytes >= 1e6 ? (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0) + " MB" : Math.round(bytes / 1e3) + " kB");
const duration = (s) => (s < 60 ? Math.round(s) + " s" : Math.floor(s / 60) + " m " + Math.round(s % 60) + " s");
const newest = (rows, field) => rows.map((r) => r[field]).filter(known).at(-1);
const line = (rows, field) => rows.filter((r) => known(r[field])).map((r) => [r.round, r[field]]);
const total = (rows, ...fields) => rows.reduce((sum, r) => sum + fields.reduce((s, f) => s + r[f], 0), 0);
const names = Array.from({length: experts}, (_, e) => String(e));

// This run first, then the other runs of the job.
const recorded = (place) => place.startsWith("recorded/");
const all = [{name: run.setting.policy, run}, ...Object.entries(others).map(([place, other]) => ({name: other.setting.policy + (recorded(place) ? ", recorded" : ""), place, run: other}))];
const distinct = all.map((a, i) => ({...a, color: color(i), name: all.filter((b) => b.name === a.name).length > 1 ? `${a.name} (${a.place ?? "this run"})` : a.name}));

document.title = `${run.setting.job} · fedmoe`;
document.getElementById("title").innerHTML = `${text(run.setting.job)}<small>${text(run.setting.policy)} · ${text(run.setting.objective)}${run.outcome === "Complete" ? "" : " · " + text(run.outcome)}</small>`;
document.getElementById("subtitle").textContent = `${run.setting.data}. ${experts} experts, top ${run.setting.topK}.`;

const worst = Math.min(...run.clients.map((c) => c.personal).filter(known));
const moved = total(run.rows, "downBytes", "upBytes"), whole = total(run.rows, "wholeModelBytes");
const tile = (name, value, note) => `<div class="tile"><span>${name}</span><b>${value}</b><em>${note}</em></div>`;
document.getElementById("tiles").innerHTML = [
  tile("G, global accuracy", accuracy(newest(run.rows, "global")), known(newest(run.rows, "estimated")) ? `clients estimate ${accuracy(newest(run.rows, "estimated"))}` : "on the test set"),
  tile("P, personal accuracy", accuracy(newest(run.rows, "personal")), Number.isFinite(worst) ? `worst client ${accuracy(worst)}` : `${run.clients.length} clients`),
  tile("Balance", last ? percent(Math.max(0, 1 - last.loadCv), 0) : "–", last ? `load CV ${last.loadCv.toFixed(2)}` : ""),
  tile("Traffic", size(moved), whole > 0 ? `${percent(moved / whole, 0)} of whole models` : ""),
  tile("Rounds", `${run.rows.length}<small style="font-size:15px;color:var(--soft)"> / ${run.plannedRounds}</small>`, duration(run.seconds)),
].join("");

const cards = [];
const card = (title, note, body, wide) => cards.push(`<section class="card${wide ? " wide" : ""}"><h2>${title}</h2><p>${note}</p>${body}</section>`);

card("Accuracy by round", "Global on the test set, and personal on each client's own data.", lineChart({
  low: 0, high: 1, format: (v) => v.toFixed(Math.abs(v * 10 - Math.round(v * 10)) < 1e-9 ? 1 : 3),
  series: [{name: "G", color: color(0), points: line(run.rows, "global")}, {name: "P", color: color(2), points: line(run.rows, "personal")},
    {name: "g (estimate of G)", color: "var(--neutral)", dash: true, points: line(run.rows, "estimated")}].filter((s) => s.points.length)}));

card("Load per expert", "Share of all routed training samples; the dashed line is an even share.", barChart({
  even: 1 / experts, format: (v) => percent(v, 0), series: distinct,
  groups: names.map((e) => ({name: e, bars: distinct.filter((d) => d.run.rows.length).map((d) => {
    const share = d.run.rows.at(-1).load[e] ?? 0;
    return {color: d.color, value: share, tip: `Expert ${e}, ${d.name}\n${percent(share)} of the training`};
  })}))}));

if (distinct.length > 1) {
  card("The same job under other policies", [[(p) => !recorded(p), "Runs found beside this one."], [recorded, "Recorded: made on another machine, comes with the manifests."]].filter(([of]) => Object.keys(others).some(of)).map(([, note]) => note).join(" "), `<div class="scroll"><table><tr><th>Policy</th><th>Objective</th><th class="n">Rounds</th><th class="n">G</th><th class="n">P</th><th class="n">Load CV</th><th class="n">Least … most loaded</th><th class="n">Traffic</th></tr>${distinct.map((d, i) => {
    const rows = d.run.rows, end = rows.at(-1);
    return `<tr class="${i ? "" : "me"}"><td><i style="display:inline-block;width:10px;height:10px;border-radius:3px;background:${d.color};margin-right:8px"></i>${text(d.name)}${i ? "" : " (this run)"}</td><td>${text(d.run.setting.objective)}</td><td class="n">${rows.length}</td><td class="n">${accuracy(newest(rows, "global"))}</td><td class="n">${accuracy(newest(rows, "personal"))}</td><td class="n">${end ? end.loadCv.toFixed(2) : "–"}</td><td class="n">${end ? `${Math.min(...end.load).toFixed(3)} … ${Math.max(...end.load).toFixed(3)}` : "–"}</td><td class="n">${size(total(rows, "downBytes", "upBytes"))}</td></tr>`;
  }).join("")}</table></div>`, true);
  const compare = (title, note, field, low, high, format) => card(title, note, lineChart({low, high, format, series: distinct.map((d) => ({name: d.name, color: d.color, points: line(d.run.rows, field)})).filter((s) => s.points.length)}));
  compare("Global accuracy by policy", "G on the test set after each round.", "global", 0, 1, (v) => v.toFixed(2));
  compare("Load imbalance by policy", "Coefficient of variation of the experts' load; 0 is even.", "loadCv", 0, undefined, (v) => v.toFixed(2));
}

let sum = 0, sumWhole = 0;
card("Traffic, against moving whole models", "Tensor bytes in both directions since the start.", lineChart({
  low: 0, area: true, format: size,
  series: [{name: "whole models", color: "var(--neutral)", points: run.rows.map((r) => [r.round, (sumWhole += r.wholeModelBytes)])},
    {name: "this run", color: color(0), points: run.rows.map((r) => [r.round, (sum += r.downBytes + r.upBytes)])}]}));
card("Balance by round", "100 % less the coefficient of variation of the load so far.", lineChart({
  low: 0, high: 1, format: (v) => percent(v, 0), series: [{name: "balance", color: color(0), points: run.rows.map((r) => [r.round, Math.max(0, 1 - r.loadCv)])}]}));

const clients = run.clients.map((c) => c.client);
if (clients.length) {
  card("Who trained which expert", "Rounds in which the client (row) trained the expert (column).", heatMap({
    rows: clients, columns: names, cells: run.clients.map((c) => c.trained), show: String, tip: (r, e, v) => `${r}, expert ${e}\ntrained in ${v} rounds`}));
  if (run.clients.some((c) => c.classes.length)) {
    card("What each client has", "Samples of each class (column) in the client's private data.", heatMap({
      rows: clients, columns: Array.from(run.clients[0].classes.keys()), cells: run.clients.map((c) => c.classes),
      show: (v) => (v >= 1000 ? (v / 1000).toFixed(1) + "k" : v), tip: (r, k, v) => `${r}, class ${k}\n${v.toLocaleString("en")} samples`}));
  }
  if (run.clients.some((c) => c.fitness.some(known))) {
    card("Fitness", "How well the expert suits the client's data as fetched: exp(−loss).", heatMap({
      rows: clients, columns: names, cells: run.clients.map((c) => c.fitness), show: (v) => v.toFixed(2), tip: (r, e, v) => `${r}, expert ${e}\nfitness ${known(v) ? v.toFixed(3) : "unknown"}`}));
  }
}
if (Object.keys(run.memoryBytes).length) {
  card("Memory", "Peak resident memory of each process.", `<table>${Object.entries(run.memoryBytes).map(([p, b]) => `<tr><td>${text(p)}</td><td class="n">${Math.round(b / 1048576)} MiB</td></tr>`).join("")}</table>`);
}
if (run.lastPlan.length) {
  card(`Assignment of round ${last ? last.round : ""}`, "Each choice with its reason.", `<div class="scroll"><table><tr><th>Client</th><th class="n">Expert</th><th>Why</th></tr>${run.lastPlan.map((a) => `<tr><td>${text(a.client)}</td><td class="n">${a.expert}</td><td>${text(a.reason)}</td></tr>`).join("")}</table></div>`, true);
}
document.getElementById("cards").innerHTML = cards.join("");
wirePointer();
