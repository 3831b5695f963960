// Shows the set-up form one step at a time. Without it the form is one long page and works the same.
(() => {
  const form = document.querySelector('form[data-steps]');
  const steps = [...form.querySelectorAll('[data-step]')];
  const marks = form.querySelector('.setup-steps');
  const back = form.querySelector('[data-back]'), next = form.querySelector('[data-next]');
  const finish = form.querySelector('[type=submit]');
  let at = Math.max(0, steps.findIndex((step) => step.querySelector('.errmsg')));

  const zone = form.elements.zone;
  if (!zone.value) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone.value) zone.value = '';

  const show = (focus) => {
    steps.forEach((step, i) => { step.hidden = i !== at; });
    [...marks.children].forEach((mark, i) => {
      mark.classList.toggle('done', i < at);
      if (i === at) mark.setAttribute('aria-current', 'step'); else mark.removeAttribute('aria-current');
    });
    back.hidden = at === 0;
    next.hidden = at === steps.length - 1;
    finish.hidden = !next.hidden;
    if (focus) (steps[at].querySelector('input,select') ?? steps[at].querySelector('h1')).focus();
  };
  const valid = (step) => [...step.querySelectorAll('input,select')].every((field) => field.reportValidity());
  const move = (by) => {
    if (by > 0 && !valid(steps[at])) return;
    at += by;
    show(true);
  };

  back.addEventListener('click', () => move(-1));
  next.addEventListener('click', () => move(1));
  form.addEventListener('submit', (event) => {
    if (at < steps.length - 1) { event.preventDefault(); move(1); } // Enter in a field means "next"
  });
  form.noValidate = true;
  marks.hidden = false;
  show(false);
})();
