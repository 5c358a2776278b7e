// Draws the charts from the data beside them. The tables of the page hold the same numbers.
const locale = new Intl.NumberFormat().formatToParts(12345.6);
const part = (type, other) => locale.find(one => one.type === type)?.value ?? other;
const separators = part('decimal', '.') + part('group', ',');
const palette = ['#2563b0', '#b45309', '#0f766e', '#9333ea', '#be185d', '#4d7c0f', '#0e7490', '#7c2d12'];
const paletteOfDark = ['#7db4f5', '#f5b056', '#5eead4', '#c9a3fa', '#f9a8d4', '#bef264', '#67e8f9', '#fdba74'];
const dark = matchMedia('(prefers-color-scheme: dark)');

const sum = steps => { let at = 0; return steps.map(step => at += step); };
const utc = time => new Date(time).toISOString().replace('T', ' ').slice(0, 19) + ' UTC';
const root = document.documentElement, color = name => getComputedStyle(root).getPropertyValue(name).trim();

// The library knows no zones: it is given the reader's own clock as if it were everybody's.
const offset = time => root.dataset.zone === 'utc' ? 0 : new Date(time).getTimezoneOffset() * 60000;
const local = time => new Date(time - offset(time)).toISOString().slice(0, 23);
// Its times have no zone, and those of midnight are dates alone, which a browser would take for UTC.
const instant = text => Date.parse(`${text.replace(' ', 'T')}${text.length === 10 ? 'T00:00' : ''}${root.dataset.zone === 'utc' ? 'Z' : ''}`);
// Powers of ten where the tables have them: what is longer does not fit beside a chart.
const numberText = value => new Intl.NumberFormat(undefined, { maximumSignificantDigits: 6, notation: value === 0 || (Math.abs(value) >= 1e-3 && Math.abs(value) < 1e7) ? 'standard' : 'scientific' }).format(value);
// The library reads markup in whatever it is given; what the store holds is text. The end of a long name tells it from its neighbours.
const plain = text => text.replace(/[<>&]/g, sign => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[sign]);
const short = text => plain(text.length > 36 ? '…' + [...text].slice(-35).join('') : text);
const wrapped = text => plain(text).replace(/(.{1,60})(\s|$)/g, '$1<br>');
// The library takes the rows of the legend from the chart, and writes over the dates where that gets low: what they need is added below the first.
const moreRows = (names, width) => Math.max(0, Math.ceil(names.length / Math.max(1, Math.floor((width - 76) / (46 + 6.5 * Math.max(...names))))) - 1);

// A gap in the measurements is a gap in the line: five times the usual distance, and wide enough to be seen.
function gaps(times) {
  const distances = times.slice(1).map((time, i) => time - times[i]).sort((a, b) => a - b);
  return Math.max(5 * (distances[Math.floor(distances.length / 2)] ?? 0), (times[times.length - 1] - times[0]) / 50);
}

function points(line, shade, name) {
  const times = sum(line.t), ids = sum(line.s), limit = gaps(times), many = times.length > 400;
  const x = [], y = [], text = [], customdata = [];
  times.forEach((time, i) => {
    if (i > 0 && time - times[i - 1] > limit) { x.push(null); y.push(null); text.push(''); customdata.push(null); }
    x.push(local(time));
    y.push(line.v[i]);
    customdata.push([ids[i], time]);
    text.push(`${utc(time)}<br>snapshot #${ids[i]}${line.c[i] < 0 ? '' : `, commit ${plain(line.commits[line.c[i]])}`}`);
  });
  return { x, y, text, customdata, name, type: 'scatter', mode: many ? 'lines' : 'lines+markers', cliponaxis: false, connectgaps: false, line: { color: shade, width: many ? 1 : 0.8 }, marker: { size: 4, color: shade } };
}

// What was normal: a band from the 5th to the 95th percentile, in pieces where nothing was measured between, and the median in it.
function normal(line, own, shade, name, middle) {
  const times = sum(own.t), limit = gaps(times), pieces = [];
  times.forEach((time, i) => {
    if (i === 0 || time - times[i - 1] > limit) pieces.push([]);
    pieces[pieces.length - 1].push(i);
  });
  const common = { type: 'scatter', mode: 'lines', legendgroup: name };
  return pieces.flatMap((piece, first) => {
    const x = piece.map(i => local(times[i])), of = values => piece.map(i => values[i]);
    return [
      { ...common, x, y: of(own.l), line: { width: 0 }, hoverinfo: 'skip', showlegend: false },
      { ...common, x, y: of(own.h), line: { width: 0 }, hoverinfo: 'skip', fill: 'tonexty', fillcolor: shade + '2e', name, showlegend: first === 0 && line === undefined },
      { ...common, x, y: of(own.m), line: { color: shade, width: 2, dash: 'dot' }, name: middle, showlegend: first === 0 && line === undefined, hovertemplate: `%{y} ${middle}<extra></extra>` },
    ];
  });
}

const marks = {
  change: { symbol: 'triangle-up-open', title: 'change of level', shade: '--worse' },
  better: { symbol: 'triangle-down-open', title: 'change for the better', shade: '--better' },
  alert: { symbol: 'diamond', title: 'alert', shade: '--error' },
  approved: { symbol: 'circle', title: 'approved level', shade: '--ok' },
  annotation: { symbol: 'star', title: 'annotation', shade: '--text' },
};

function markTraces(data) {
  return Object.entries(marks).flatMap(([kind, look]) => {
    const own = data.marks.filter(mark => mark.kind === kind && mark.v !== undefined);
    return own.length === 0 ? [] : [{
      x: own.map(mark => local(mark.t)), y: own.map(mark => mark.v), text: own.map(mark => wrapped(mark.text)),
      name: look.title, type: 'scatter', mode: 'markers', hovertemplate: '%{text}<extra></extra>',
      marker: { symbol: look.symbol, size: look.symbol.endsWith('open') ? 14 : 10, color: color(look.shade), line: look.symbol.endsWith('open') ? { width: 2.5 } : { width: 1, color: color('--page') } },
    }];
  });
}

function shapes(data, range) {
  const lines = data.marks.filter(mark => mark.kind !== 'alert' && mark.kind !== 'approved').map(mark => ({
    type: 'line', xref: 'x', yref: 'paper', x0: local(mark.t), x1: local(mark.t), y0: 0, y1: 1,
    line: { color: color(marks[mark.kind].shade), width: 1, dash: mark.kind === 'annotation' ? 'solid' : 'dash' },
  }));
  const approved = data.marks.filter(mark => mark.kind === 'approved').map(mark => ({
    type: 'line', xref: 'x', yref: 'y', x0: local(mark.t), x1: local(data.to ?? Math.max(...data.lines.flatMap(line => sum(line.t).slice(-1)))), y0: mark.v, y1: mark.v, line: { color: color('--ok'), width: 1.5 },
  }));
  return data.target === undefined || data.target < range[0] || data.target > range[1] ? [...lines, ...approved] : [...lines, ...approved, {
    type: 'line', xref: 'paper', yref: 'y', x0: 0, x1: 1, y0: data.target, y1: data.target, line: { color: color('--target'), width: 1.5, dash: 'longdash' },
  }];
}

function annotations(data, range) {
  const notes = data.marks.filter(mark => mark.kind === 'annotation').map(mark => ({
    x: local(mark.t), y: 1, yref: 'paper', yanchor: 'bottom', showarrow: false, text: '★', hovertext: wrapped(mark.text), captureevents: true,
  }));
  if (data.target === undefined) return notes;
  const own = { x: 1, xref: 'paper', xanchor: 'right', showarrow: false, font: { color: color('--target'), size: 11 }, bgcolor: color('--surface') };
  return [...notes, data.target > range[1] ? { ...own, y: 1, yref: 'paper', yanchor: 'top', text: `↑ target ${numberText(data.target)}` }
    : data.target < range[0] ? { ...own, y: 0, yref: 'paper', yanchor: 'bottom', text: `↓ target ${numberText(data.target)}` }
    : { ...own, y: data.target, yanchor: 'bottom', text: `target ${numberText(data.target)}` }];
}

function traces(data) {
  const shades = dark.matches && root.dataset.print === undefined ? paletteOfDark : palette, several = data.lines.length > 1;
  const shade = line => shades[data.lines.indexOf(line) % shades.length];
  return [
    ...data.lines.flatMap(line => [
      ...normal(several ? line : undefined, line.days, shade(line), several ? `${short(line.name)}, daily` : 'daily, 5–95 %', 'daily median'),
      ...normal(several ? line : undefined, line.band, shade(line), several ? `${short(line.name)}, baseline` : 'baseline, 5–95 %', 'baseline median'),
    ]),
    ...data.lines.filter(line => line.t.length).map(line => points(line, shade(line), several ? short(line.name) : 'measured')),
    ...markTraces(data),
  // Nothing is bold there: the library would write styles into the page, which its security policy forbids.
  ].map(trace => trace.hovertemplate || trace.hoverinfo ? trace : { ...trace, hovertemplate: `%{y} ${plain(data.unit ?? '')}<br>%{x|%Y-%m-%d %H:%M}<br>%{text}<extra></extra>` });
}

// All that was measured, and the target unless it lies so far from that that nothing else could be seen.
function heights(data) {
  const all = [...data.lines.flatMap(line => [line.v, line.band.l, line.band.h, line.days.l, line.days.h].flat()), ...data.marks.flatMap(mark => mark.v ?? [])];
  let low = all.reduce((least, one) => Math.min(least, one), Infinity), high = all.reduce((most, one) => Math.max(most, one), -Infinity);
  if (low > high) return [0, 1];
  const span = high - low || Math.abs(high) / 5 || 1;
  if (data.target !== undefined && data.target > low - span && data.target < high + span) { low = Math.min(low, data.target); high = Math.max(high, data.target); }
  const margin = high > low ? (high - low) * 0.06 : span / 2;
  return [low - margin, high + margin];
}

function layout(data, zoom, zoomable, rows) {
  const grid = color('--line'), text = color('--text'), range = heights(data), printed = root.dataset.print !== undefined, height = printed ? 240 : zoomable ? 380 : 300;
  return {
    separators, paper_bgcolor: 'transparent', plot_bgcolor: 'transparent', font: { family: 'inherit', size: 12, color: text },
    margin: { l: 64, r: 12, t: 36, b: 36 }, height: height + 19 * rows, width: printed ? 680 : undefined, hovermode: 'closest', dragmode: 'zoom', uirevision: 'keep',
    xaxis: { type: 'date', gridcolor: grid, linecolor: grid, zeroline: false, uirevision: false, range: zoom ?? (data.from === undefined ? undefined : [local(data.from), local(data.to)]) },
    yaxis: { gridcolor: grid, zeroline: false, title: { text: plain(data.unit ?? ''), standoff: 6 }, fixedrange: true, range, automargin: true, separatethousands: true, exponentformat: 'E', minexponent: 6 },
    modebar: { bgcolor: 'transparent', color: color('--soft'), activecolor: color('--accent') }, legend: { orientation: 'h', traceorder: 'normal', y: 42 / (120 - height), font: { size: 11 } }, shapes: shapes(data, range), annotations: annotations(data, range),
  };
}

// Zooming asks for the points of what is looked at; zooming out shows what the page came with.
async function zoomed(figure, event) {
  const { whole, span: shown } = pictures.get(figure), pair = event['xaxis.range'];
  const [from, to] = (pair ?? [event['xaxis.range[0]'], event['xaxis.range[1]']]).map(text => text && instant(text));
  const isWhole = event['xaxis.autorange'] || (from !== undefined && from === whole.from && to === whole.to && (shown || !pair));
  if (!isWhole && (pair || from === undefined)) return; // Any other pair is a span that was just drawn.
  figure.toggleAttribute('data-zoomed', !isWhole);
  const span = isWhole ? undefined : { from, to }, picture = { whole, data: whole, span };
  pictures.set(figure, picture);
  if (span && figure.dataset.url) {
    const url = new URL(figure.dataset.url, location.href);
    url.searchParams.delete('range');
    Object.entries(span).forEach(([end, time]) => url.searchParams.set(end, new Date(time).toISOString()));
    const response = await fetch(url);
    if (response.ok) picture.data = { ...await response.json(), target: whole.target };
  }
  draw(figure);
}

function draw(figure) {
  const plot = figure.querySelector('.plot'), { data, span } = pictures.get(figure), zoom = span && [local(span.from), local(span.to)], lines = traces(data);
  const rows = moreRows(lines.filter(trace => trace.showlegend !== false).map(trace => trace.name.length), root.dataset.print === undefined ? plot.clientWidth : 680);
  Plotly.react(plot, lines, layout(data, zoom, 'url' in figure.dataset, rows), { responsive: true, displaylogo: false, modeBarButtons: [['zoomIn2d', 'zoomOut2d', 'pan2d', 'zoom2d', 'resetScale2d', 'toImage']] });
}

// A point that is clicked is what the forms that are open are about.
function chosen(event) {
  const [snapshot, time] = event.points.find(point => point.customdata)?.customdata ?? [];
  document.querySelectorAll('details[open] [data-point]').forEach(field => { field.value = (field.dataset.point === 'snapshot' ? snapshot : time && new Date(time).toISOString().slice(0, 16)) ?? field.value; });
}

// What each chart shows: the data the page came with, those that are drawn, and the span that is zoomed to.
const pictures = new Map();

function prepare() {
  for (const figure of document.querySelectorAll('.chart:not([data-drawn])')) {
    figure.dataset.drawn = '';
    const whole = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
    pictures.set(figure, { whole, data: whole });
    draw(figure);
    figure.querySelector('.plot').on('plotly_relayout', event => { zoomed(figure, event); });
    figure.querySelector('.plot').on('plotly_click', chosen);
  }
}

const again = () => pictures.forEach((_, figure) => { if (figure.isConnected) draw(figure); else pictures.delete(figure); });

prepare();
document.addEventListener('perf:renewed', prepare);
document.addEventListener('perf:zone', again);
dark.addEventListener('change', again);
addEventListener('beforeprint', () => { root.dataset.print = ''; again(); });
addEventListener('afterprint', () => { delete root.dataset.print; again(); });
