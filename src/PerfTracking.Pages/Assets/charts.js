// Draws the charts from the data beside them. The tables of the page hold the same numbers.
const locale = new Intl.NumberFormat().formatToParts(12345.6);
const part = (type, other) => locale.find(one => one.type === type)?.value ?? other;
const separators = part('decimal', '.') + part('group', ',');
const palette = ['#2563b0', '#b45309', '#0f766e', '#9333ea', '#be185d', '#4d7c0f', '#0e7490', '#7c2d12'];
const paletteOfDark = ['#7db4f5', '#f5b056', '#5eead4', '#c9a3fa', '#f9a8d4', '#bef264', '#67e8f9', '#fdba74'];
const dark = matchMedia('(prefers-color-scheme: dark)');
const still = matchMedia('(prefers-reduced-motion: reduce)');

const sum = steps => { let at = 0; return steps.map(step => at += step); };
const utc = time => new Date(time).toISOString().replace('T', ' ').slice(0, 19) + ' UTC';
const color = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

// The library knows no zones: it is given the reader's own clock as if it were everybody's.
const local = time => {
  const at = new Date(time);
  return new Date(time - at.getTimezoneOffset() * 60000).toISOString().slice(0, 23);
};
const number = new Intl.NumberFormat(undefined, { maximumSignificantDigits: 6 });

// A gap in the measurements is a gap in the line: five times the usual distance, and wide enough to be seen.
function gaps(times) {
  const distances = times.slice(1).map((time, i) => time - times[i]).sort((a, b) => a - b);
  const usual = distances[Math.floor(distances.length / 2)] ?? 0;
  const least = (times[times.length - 1] - times[0]) / 50;
  return Math.max(5 * usual, least);
}

function points(line, shade) {
  const times = sum(line.t), ids = sum(line.s), limit = gaps(times);
  const x = [], y = [], text = [];
  times.forEach((time, i) => {
    if (i > 0 && time - times[i - 1] > limit) { x.push(null); y.push(null); text.push(''); }
    x.push(local(time));
    y.push(line.v[i]);
    text.push(`${utc(time)}<br>snapshot #${ids[i]}${line.c[i] < 0 ? '' : `, commit ${line.commits[line.c[i]]}`}`);
  });
  const many = times.length > 400;
  return { x, y, text, name: line.name, type: 'scatter', mode: many ? 'lines' : 'lines+markers', connectgaps: false,
    line: { color: shade, width: many ? 1 : 1.2 }, marker: { size: 4 } };
}

function band(times, low, high, shade, name, text) {
  const x = times.map(local), common = { x, type: 'scatter', mode: 'lines', line: { width: 0 }, hoverinfo: 'skip', legendgroup: name, connectgaps: false };
  return [
    { ...common, y: low, showlegend: false },
    { ...common, y: high, fill: 'tonexty', fillcolor: shade + '2e', name: text, showlegend: true },
  ];
}

function level(times, median, shade, name, text) {
  return { x: times.map(local), y: median, type: 'scatter', mode: 'lines', name: text, legendgroup: name, showlegend: false,
    line: { color: shade, width: 2, dash: 'dot' }, hovertemplate: `%{y} ${name}<extra></extra>` };
}

const marks = {
  change: { symbol: 'triangle-up', title: 'change of level', shade: '--worse' },
  better: { symbol: 'triangle-down', title: 'change for the better', shade: '--better' },
  alert: { symbol: 'diamond', title: 'alert', shade: '--error' },
  approved: { symbol: 'circle', title: 'approved level', shade: '--ok' },
  annotation: { symbol: 'star', title: 'annotation', shade: '--text' },
};

function wrapped(text) {
  return text.replace(/[<>&]/g, sign => ({ '<': '&lt;', '>': '&gt;', '&': '&amp;' })[sign]).replace(/(.{1,60})(\s|$)/g, '$1<br>');
}

function markTraces(data) {
  return Object.entries(marks).flatMap(([kind, look]) => {
    const own = data.marks.filter(mark => mark.kind === kind && mark.v !== undefined);
    return own.length === 0 ? [] : [{
      x: own.map(mark => local(mark.t)), y: own.map(mark => mark.v), text: own.map(mark => wrapped(mark.text)),
      name: look.title, type: 'scatter', mode: 'markers', hovertemplate: '%{text}<extra></extra>',
      marker: { symbol: look.symbol, size: 11, color: color(look.shade), line: { width: 1, color: color('--page') } },
    }];
  });
}

function shapes(data) {
  const lines = data.marks.filter(mark => mark.kind !== 'alert' && mark.kind !== 'approved').map(mark => ({
    type: 'line', xref: 'x', yref: 'paper', x0: local(mark.t), x1: local(mark.t), y0: 0, y1: 1,
    line: { color: color(marks[mark.kind].shade), width: 1, dash: mark.kind === 'annotation' ? 'solid' : 'dash' },
  }));
  return data.target === undefined ? lines : [...lines, {
    type: 'line', xref: 'paper', yref: 'y', x0: 0, x1: 1, y0: data.target, y1: data.target, line: { color: color('--target'), width: 1.5, dash: 'longdash' },
  }];
}

function annotations(data) {
  const notes = data.marks.filter(mark => mark.kind === 'annotation').map(mark => ({
    x: local(mark.t), y: 1, yref: 'paper', yanchor: 'bottom', showarrow: false, text: '★', hovertext: wrapped(mark.text), captureevents: true,
  }));
  return data.target === undefined ? notes : [...notes, {
    x: 1, xref: 'paper', xanchor: 'right', y: data.target, yanchor: 'bottom', showarrow: false, text: `target ${number.format(data.target)}`, font: { color: color('--target'), size: 11 },
  }];
}

function traces(data) {
  const shades = dark.matches ? paletteOfDark : palette;
  return [
    ...data.lines.flatMap((line, i) => {
      const shade = shades[i % shades.length], days = sum(line.days.t), normal = sum(line.band.t);
      return [
        ...(days.length ? [...band(days, line.days.l, line.days.h, shade, line.name, `${line.name}, daily`), level(days, line.days.m, shade, line.name, 'daily median')] : []),
        ...(normal.length ? [...band(normal, line.band.l, line.band.h, shade, line.name, `${line.name}, baseline`), level(normal, line.band.m, shade, line.name, 'baseline median')] : []),
      ];
    }),
    ...data.lines.filter(line => line.t.length).map(line => points(line, shades[data.lines.indexOf(line) % shades.length])),
    ...markTraces(data),
  ].map(trace => trace.hovertemplate || trace.hoverinfo ? trace : { ...trace, hovertemplate: `<b>%{y} ${wrapped(data.unit ?? '').replace('<br>', '')}</b><br>%{x|%Y-%m-%d %H:%M}<br>%{text}<extra></extra>` });
}

function layout(data, zoom) {
  const grid = color('--line'), text = color('--text');
  return {
    separators, paper_bgcolor: 'transparent', plot_bgcolor: 'transparent', font: { family: 'inherit', size: 12, color: text },
    margin: { l: 56, r: 12, t: 22, b: 36 }, height: 380, hovermode: 'closest', dragmode: 'zoom', uirevision: 'keep',
    xaxis: { type: 'date', gridcolor: grid, linecolor: grid, zeroline: false, range: zoom ?? (data.from === undefined ? undefined : [local(data.from), local(data.to)]) },
    yaxis: { gridcolor: grid, zeroline: false, title: { text: data.unit, standoff: 6 }, fixedrange: true, rangemode: 'normal' },
    modebar: { bgcolor: 'transparent', color: color('--soft'), activecolor: color('--accent') }, legend: { orientation: 'h', y: -0.16, font: { size: 11 } }, shapes: shapes(data), annotations: annotations(data),
    transition: still.matches ? undefined : { duration: 0 },
  };
}

// Zooming asks for the points of what is looked at; zooming out shows what the page came with.
async function zoomed(figure, whole, event) {
  const from = event['xaxis.range[0]'], to = event['xaxis.range[1]'];
  if (event['xaxis.autorange'] || event.autosize || from === undefined) {
    if (event['xaxis.autorange']) { delete figure.dataset.zoomed; draw(figure, whole); }
    return;
  }
  figure.dataset.zoomed = '';
  if (!figure.dataset.url) return;
  const url = new URL(figure.dataset.url, location.href);
  url.searchParams.delete('range');
  url.searchParams.set('from', new Date(from).toISOString());
  url.searchParams.set('to', new Date(to).toISOString());
  const response = await fetch(url);
  if (response.ok) draw(figure, { ...await response.json(), target: whole.target }, [from, to]);
}

function draw(figure, data, zoom) {
  const plot = figure.querySelector('.plot');
  Plotly.react(plot, traces(data), layout(data, zoom), { responsive: true, displaylogo: false, modeBarButtons: [['zoomIn2d', 'zoomOut2d', 'pan2d', 'zoom2d', 'resetScale2d', 'toImage']] });
}

function prepare() {
  for (const figure of document.querySelectorAll('.chart:not([data-drawn])')) {
    figure.dataset.drawn = '';
    const data = JSON.parse(figure.querySelector('script[type="application/json"]').textContent);
    draw(figure, data);
    figure.querySelector('.plot').on('plotly_relayout', event => { zoomed(figure, data, event); });
    dark.addEventListener('change', () => draw(figure, data));
  }
}

prepare();
document.addEventListener('perf:renewed', prepare);
