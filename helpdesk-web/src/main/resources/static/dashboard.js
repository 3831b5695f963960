// dashboard.js — keeps the figures fresh: at most one refresh a second, the last change is never lost, and a pause.
(() => {
  const board = document.getElementById('board');
  if (!board || !window.EventSource) return;
  const AT_MOST = 1000;
  let paused = false, due = null, last = 0, missed = false, open = [], focused = null;

  const refresh = () => {
    due = null; last = Date.now(); missed = false;
    htmx.trigger('#figures', 'moved');
  };
  const moved = () => {
    if (paused || document.hidden) { missed = true; return; }
    if (due === null) due = setTimeout(refresh, Math.max(0, last + AT_MOST - Date.now()));
  };

  const stream = new EventSource(board.dataset.liveEvents);
  stream.addEventListener('tiles', moved);
  stream.addEventListener('refresh', moved);
  document.addEventListener('visibilitychange', () => { if (!document.hidden && missed) moved(); });
  addEventListener('pagehide', () => stream.close());
  // what is a matter of time, such as a wait that passes its limit, needs no event
  setInterval(moved, 60000);

  const showPause = () => {
    const button = document.getElementById('pause'), word = board.querySelector('[data-live-word]');
    if (!button || !word) return;
    button.setAttribute('aria-pressed', paused);
    word.dataset.live ??= word.textContent;
    word.textContent = paused ? word.dataset.paused : word.dataset.live;
    board.classList.toggle('paused', paused);
  };
  board.addEventListener('click', (e) => {
    if (!e.target.closest('#pause')) return;
    paused = !paused;
    showPause();
    if (!paused && missed) moved();
  });

  // a swap neither closes an open table nor takes the focus away
  document.body.addEventListener('htmx:beforeSwap', (e) => {
    if (e.detail.target.id !== 'figures') return;
    open = [...board.querySelectorAll('details[open]')].map((d) => d.id);
    const at = document.activeElement;
    focused = at && board.contains(at) ? (at.id ? `#${CSS.escape(at.id)}` : at.getAttribute('href') && `[href="${CSS.escape(at.getAttribute('href'))}"]`) : null;
  });
  document.body.addEventListener('htmx:afterSettle', () => {
    open.forEach((id) => document.getElementById(id)?.setAttribute('open', ''));
    if (focused) board.querySelector(focused)?.focus({ preventScroll: true });
    open = []; focused = null;
    showPause();
  });
})();
