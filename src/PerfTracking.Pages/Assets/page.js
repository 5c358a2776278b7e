// What every page does: the reader's numbers and times, filters that send themselves, and news without a reload.
const formats = new Intl.NumberFormat().formatToParts(12345.6);
const [group, decimal] = [['group', ','], ['decimal', '.']].map(([type, usual]) => formats.find(part => part.type === type)?.value ?? usual);
const zones = { local: {}, utc: { timeZone: 'UTC' } };
const formatOf = name => new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short', ...zones[name] });
let zone = 'local', time = formatOf(zone);

function localize(root) {
  for (const element of root.querySelectorAll('.num:not([data-local])')) {
    element.dataset.local = '';
    element.textContent = element.textContent.replace(/(?<=\d)[,.](?=\d)/g, mark => mark === ',' ? group : decimal);
  }
  for (const element of root.querySelectorAll('time:not([data-local])')) {
    element.dataset.local = '';
    element.textContent = time.format(new Date(element.dateTime));
  }
}

// The reader's zone, and UTC at hand.
function offerZones() {
  const other = zone === 'local' ? 'utc' : 'local', own = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (own === 'UTC') return;
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'second', textContent: other === 'utc' ? 'Show UTC' : `Show ${own}` });
  button.addEventListener('click', () => {
    zone = document.documentElement.dataset.zone = other;
    time = formatOf(zone);
    document.querySelectorAll('time').forEach(element => { delete element.dataset.local; });
    localize(document);
    document.dispatchEvent(new CustomEvent('perf:zone'));
    offerZones();
    document.querySelector('#zone button').focus();
  });
  document.getElementById('zone').replaceChildren(`Times are ${zone === 'utc' ? 'UTC' : own}. `, button);
}

// Without a script the form has a button; with one, a choice is enough. Empty fields stay out of the address.
function sendByItself(form) {
  form.addEventListener('change', event => {
    if (event.target.tagName === 'SELECT') {
      if (event.target.name === 'range') form.querySelectorAll('input[type=date]').forEach(input => { input.value = ''; });
      form.requestSubmit();
    }
  });
  form.addEventListener('submit', () => form.querySelectorAll('input, select').forEach(field => { field.disabled = field.value === ''; }));
  form.querySelector('button')?.classList.add('quiet-button');
}

function prepare(root) {
  localize(root);
  root.querySelectorAll('form[data-auto]').forEach(sendByItself);
}

// What the reader is about to do is never taken away: a form that was touched, an opened row, a zoomed chart, text to copy.
function isBusy(main) {
  return main.querySelector('form :focus, .chart[data-zoomed]') !== null || (getSelection().type === 'Range' && main.contains(getSelection().anchorNode))
    || [...main.querySelectorAll('form :is(input, select, textarea)')].some(field => field.type === 'checkbox' ? field.checked !== field.defaultChecked : field.options ? field.selectedIndex !== Math.max(0, [...field.options].findLastIndex(option => option.defaultSelected)) : field.value !== field.defaultValue);
}

// Where the keyboard is; the same place exists in the page that follows.
const placeOf = element => [element.closest('[id]')?.id, element.tagName, element.getAttribute('href') ?? element.getAttribute('aria-label')].join(' ');

// Whether the page shows the news now.
async function renew() {
  const main = document.getElementById('main');
  if (isBusy(main)) return false;
  const response = await fetch(location.href, { headers: { 'X-Requested-With': 'live' } });
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  if (!response.ok || isBusy(main)) return false;
  const scrolled = new Map([...main.querySelectorAll('.scroll')].map(element => [placeOf(element), element.scrollLeft]));
  const open = new Set([...main.querySelectorAll('details[open][id]')].map(element => element.id));
  const focused = document.activeElement?.matches('a, summary, [tabindex]') ? placeOf(document.activeElement) : null;
  main.replaceChildren(...fresh.getElementById('main').childNodes);
  document.querySelector('header').replaceWith(fresh.querySelector('header'));
  document.querySelector('footer time').replaceWith(fresh.querySelector('footer time'));
  main.querySelectorAll('details[id]').forEach(element => { element.open ||= open.has(element.id); });
  prepare(document);
  main.querySelectorAll('.scroll').forEach(element => { element.scrollLeft = scrolled.get(placeOf(element)) ?? 0; });
  document.dispatchEvent(new CustomEvent('perf:renewed'));
  if (focused) [...document.querySelectorAll('a, summary, [tabindex]')].find(element => placeOf(element) === focused)?.focus({ preventScroll: true });
  return true;
}

// The browser asks for news each second. What cannot be shown when it comes, for the reader is busy or the store is locked, is shown later.
function listen(url) {
  const source = new EventSource(url);
  let isNews = false, isRenewing = false;
  async function show(news) {
    isNews ||= news;
    if (!isNews || isRenewing) return;
    [isNews, isRenewing] = [false, true];
    isNews = !await renew().catch(() => false) || isNews;
    isRenewing = false;
  }
  source.addEventListener('message', () => show(true));
  source.addEventListener('open', () => show(false));
  // A browser gives up where the answer is an error: the store is locked or gone for a while.
  source.addEventListener('error', () => { if (source.readyState === EventSource.CLOSED) setTimeout(listen, 2000, url); });
}

prepare(document);
offerZones();
if (document.body.dataset.live) listen(document.body.dataset.live);
