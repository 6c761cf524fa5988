// @ts-check
// Sliders move the portrait.

const POSED = 3;

/** Name, words, least, usual, most, step, and what a value is called. @type {[string, string, number, number, number, number, string][]} */
const HEAD = [
  ['yaw', 'Turn', -40, 0, 40, 1, '\u00b0'],
  ['pitch', 'Nod', -30, 0, 30, 1, '\u00b0'],
  ['roll', 'Lean', -40, 0, 40, 1, '\u00b0'],
  ['zoom', 'Size', 0.7, 1, 1.4, 0.01, '\u00d7'],
  ['shiftX', 'Left, right', -0.2, 0, 0.2, 0.01, ''],
  ['shiftY', 'Up, down', -0.2, 0, 0.2, 0.01, ''],
];
/** @type {[string, string, number, number, number, number, string][]} */
const FACE = [
  ['smile', 'Smile', -1, 0, 1, 0.02, ''],
  ['mouth', 'Mouth open', -1, 0, 1, 0.02, ''],
  ['brows', 'Brows', -1, 0, 1, 0.02, ''],
  ['leftEye', 'Left eye', -1, 0, 1, 0.02, ''],
  ['rightEye', 'Right eye', -1, 0, 1, 0.02, ''],
];

export class Hands {
  /**
   * @param {import('./server.js').Server} server @param {import('./person.js').Person} person
   * @param {import('./tabs.js').Tabs} tabs
   */
  constructor(server, person, tabs) {
    this.server = server;
    this.person = person;
    this.tabs = tabs;
    this.number = 0;
    this.answered = 0;
    this.changed = false;
    /** @type {Map<string, HTMLInputElement>} */
    this.sliders = new Map();
    this.build('sliders-head', HEAD);
    this.build('sliders-face', FACE);
    document.getElementById('hands-reset')?.addEventListener('click', () => this.reset());
    server.addEventListener('picture', event => {
      const {kind, number, jpeg} = /** @type {CustomEvent} */ (event).detail;
      if (kind === POSED) {
        this.answered = number;
        if (tabs.current === 'hands') {
          person.paint(jpeg);
        }
        this.flush();
      }
    });
    server.addEventListener('closed', () => {
      this.answered = this.number;
    });
    person.addEventListener('ready', () => tabs.current === 'hands' && this.send());
    person.addEventListener('ready', () => this.enable());
    person.addEventListener('gone', () => this.enable());
    tabs.addEventListener('change', event => {
      if (!person.ready) {
        return;
      }
      if (/** @type {CustomEvent} */ (event).detail === 'hands') {
        this.send();
      } else {
        person.draw().catch(() => {});
      }
    });
    this.enable();
  }

  enable() {
    for (const slider of this.sliders.values()) {
      slider.disabled = !this.person.ready;
    }
  }

  /** @param {string} id @param {[string, string, number, number, number, number, string][]} controls */
  build(id, controls) {
    const group = document.getElementById(id);
    for (const [name, words, least, usual, most, step, unit] of controls) {
      const label = document.createElement('label');
      label.className = 'slider';
      const title = document.createElement('span');
      title.textContent = words;
      const shown = document.createElement('output');
      const slider = document.createElement('input');
      slider.type = 'range';
      slider.id = `slider-${name}`;
      slider.min = String(least);
      slider.max = String(most);
      slider.step = String(step);
      slider.value = String(usual);
      slider.dataset.usual = String(usual);
      const tell = () => {
        shown.textContent = `${Number(slider.value).toFixed(step < 1 ? 2 : 0)}${unit}`;
      };
      slider.addEventListener('input', () => {
        tell();
        this.send();
      });
      slider.addEventListener('dblclick', () => {
        slider.value = String(usual);
        tell();
        this.send();
      });
      slider.addEventListener('reset', tell);
      tell();
      label.append(title, shown, slider);
      group?.append(label);
      this.sliders.set(name, slider);
    }
  }

  reset() {
    for (const slider of this.sliders.values()) {
      slider.value = slider.dataset.usual ?? '0';
      slider.dispatchEvent(new Event('reset'));
    }
    this.send();
  }

  send() {
    this.changed = true;
    this.flush();
  }

  /** One request at a time: the next one says what the sliders are then. */
  flush() {
    if (!this.changed || !this.person.ready || this.answered < this.number) {
      return;
    }
    this.changed = false;
    const values = Object.fromEntries([...this.sliders].map(([name, slider]) => [name, Number(slider.value)]));
    this.server.send({type: 'pose', number: ++this.number, ...values});
  }
}
