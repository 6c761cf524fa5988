// @ts-check
// What went wrong, as sentences that stay until they are read.

const MOST = 4;

/** @param {string} code @param {string} message */
export function notice(code, message) {
  const list = /** @type {HTMLElement} */ (document.getElementById('notices'));
  for (const old of list.children) {
    if (/** @type {HTMLElement} */ (old).dataset.message === message) {
      old.remove();
    }
  }
  const box = document.createElement('div');
  box.className = 'notice';
  box.dataset.message = message;
  if (code) {
    const label = document.createElement('strong');
    label.textContent = code;
    box.append(label);
  }
  const words = document.createElement('p');
  words.textContent = message;
  const close = document.createElement('button');
  close.type = 'button';
  close.textContent = 'Close';
  close.className = 'quiet';
  close.onclick = () => box.remove();
  box.append(words, close);
  list.append(box);
  while (list.children.length > MOST) {
    list.firstElementChild?.remove();
  }
}

/** @param {any} error */
export function complain(error) {
  notice(error?.code ?? '', error?.message ?? String(error));
}
