'use strict';
(() => {
  const {study, trials} = window.STUDY;
  const KEY = 'talkinghead-study-' + study;
  const QUESTIONS = {
    triplet: 'Two of these pictures were taken by a camera. Which one was not?',
    pair: 'Both pictures were made. Which one looks more like taken by a camera?',
  };
  const at = id => document.getElementById(id);

  /** Kept on this device if it lets us, so that a closed page goes on where it was. */
  let state = kept() ?? {participant: drawn(), name: '', order: shuffled(trials.length), answers: []};
  let shownSince = 0;

  function kept() {
    try {
      return JSON.parse(localStorage.getItem(KEY));
    } catch {
      return null;
    }
  }

  function keep() {
    try {
      localStorage.setItem(KEY, JSON.stringify(state));
    } catch {
      // Without it the page cannot be closed and opened again; all else works.
    }
  }

  function drawn() {
    return [...crypto.getRandomValues(new Uint8Array(8))].map(byte => byte.toString(16).padStart(2, '0')).join('');
  }

  /** Each participant gets the questions in another order. */
  function shuffled(count) {
    const order = Array.from({length: count}, (unused, i) => i);
    for (let i = count - 1; i > 0; i--) {
      const j = Math.floor(Math.random() * (i + 1));
      [order[i], order[j]] = [order[j], order[i]];
    }
    return order;
  }

  function show(section) {
    for (const id of ['intro', 'ask', 'end']) {
      at(id).hidden = id !== section;
    }
  }

  function ask() {
    const done = state.answers.length;
    if (done === trials.length) {
      show('end');
      at('save').focus();
      return;
    }
    const trial = trials[state.order[done]];
    at('question').textContent = QUESTIONS[trial.kind];
    at('choices').replaceChildren(...trial.pictures.map((file, i) => choice(file, i)));
    at('keys').textContent = 'Or press ' + trial.pictures.map((unused, i) => i + 1).join(', ').replace(/, (\d)$/, ' or $1') + '.';
    at('progress').value = done / trials.length;
    at('back').disabled = done === 0;
    show('ask');
    shownSince = performance.now();
  }

  function choice(file, place) {
    const button = document.createElement('button');
    const picture = document.createElement('img');
    picture.src = file;
    picture.alt = 'Picture ' + (place + 1);
    button.append(picture, String(place + 1));
    button.addEventListener('click', () => answer(place));
    return button;
  }

  function answer(place) {
    const index = state.order[state.answers.length];
    const trial = trials[index];
    const said = trial.kind === 'triplet'
      ? {kind: 'triplet', method: trial.method, found: place === trial.made}
      : {kind: 'pair', better: trial.methods[place], worse: trial.methods[1 - place]};
    state.answers.push({trial: index, ...said, millis: Math.round(performance.now() - shownSince)});
    keep();
    ask();
  }

  function save() {
    const {participant, name, answers} = state;
    const text = JSON.stringify({format: 'talkinghead-study-1', study, participant, name, answers}, null, 1);
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], {type: 'application/json'}));
    link.download = `answers-${study}-${participant}.json`;
    link.click();
    URL.revokeObjectURL(link.href);
    at('saved').textContent = 'Saved as ' + link.download + ', where your browser saves files.';
  }

  document.addEventListener('keydown', event => {
    const buttons = at('choices').children;
    const place = Number(event.key) - 1;
    if (!at('ask').hidden && !event.repeat && !event.ctrlKey && !event.metaKey && !event.altKey && buttons[place]) {
      answer(place);
    }
  });
  at('begin').addEventListener('click', () => {
    state.name = at('name').value.trim();
    keep();
    ask();
  });
  at('back').addEventListener('click', () => {
    state.answers.pop();
    keep();
    ask();
  });
  at('save-now').addEventListener('click', save);
  at('save').addEventListener('click', save);
  at('count').textContent = trials.length;
  at('name').value = state.name;
  at('begin').textContent = state.answers.length > 0 ? 'Go on' : 'Begin';
})();
