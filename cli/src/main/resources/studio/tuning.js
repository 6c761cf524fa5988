// @ts-check
// The portrait's network is trained on its photos.

import {complain, notice} from './notices.js';

const TUNING = 4;
const WIDTH = 300;
const HEIGHT = 100;

export class Tuning {
  /**
   * @param {import('./server.js').Server} server @param {import('./person.js').Person} person
   * @param {import('./tabs.js').Tabs} tabs
   */
  constructor(server, person, tabs) {
    this.server = server;
    this.person = person;
    this.tabs = tabs;
    this.can = false;
    this.running = false;
    this.undoable = false;
    /** @type {{content: number, kept: number | undefined}[]} */
    this.losses = [];
    this.startButton = button('tune-start');
    this.cancelButton = button('tune-cancel');
    this.undoButton = button('tune-undo');
    this.bar = /** @type {HTMLProgressElement} */ (element('tune-progress'));
    this.words = element('tune-words');
    this.figure = element('tune-figure');
    this.startButton.addEventListener('click', () => this.start());
    this.cancelButton.addEventListener('click', () => this.cancel());
    this.undoButton.addEventListener('click', () => this.undo());
    server.addEventListener('open', () => this.look());
    server.addEventListener('closed', () => this.ended(this.running ? 'The connection was lost, and the tuning with it.' : ''));
    server.addEventListener('message', event => this.heard(/** @type {CustomEvent} */ (event).detail));
    server.addEventListener('picture', event => {
      const {kind, jpeg} = /** @type {CustomEvent} */ (event).detail;
      if (kind === TUNING && this.running && tabs.current === 'tune') {
        person.paint(jpeg);
      }
    });
    person.addEventListener('ready', () => this.enable());
    person.addEventListener('gone', () => this.renewed());
    person.addEventListener('busy', () => this.renewed());
  }

  /** Asks whether there is a tuner. */
  async look() {
    try {
      const {can, how} = await this.server.ask('GET', '/tuning');
      this.can = can;
      element('tune-how').hidden = can;
      element('tune-how').textContent = how ?? '';
    } catch (error) {
      complain(error);
    }
    this.enable();
  }

  enable() {
    this.startButton.disabled = !this.can || !this.person.ready || this.running;
    this.cancelButton.hidden = !this.running;
    this.bar.hidden = !this.running;
    this.undoButton.hidden = !this.undoable || this.running;
  }

  /** There is another portrait. */
  renewed() {
    this.undoable = false;
    if (!this.running) {
      this.figure.hidden = true;
      this.words.textContent = '';
    }
    this.enable();
  }

  async start() {
    this.losses = [];
    this.figure.hidden = true;
    this.running = true;
    this.bar.removeAttribute('value');
    this.words.textContent = 'starting';
    this.enable();
    try {
      await this.server.ask('POST', '/tuning', {epochs: Number(/** @type {HTMLSelectElement} */ (element('tune-epochs')).value)});
    } catch (error) {
      complain(error);
      this.ended('');
    }
  }

  cancel() {
    this.words.textContent = 'cancelling';
    this.server.request('DELETE', '/tuning').catch(complain);
  }

  async undo() {
    try {
      const told = await this.server.ask('POST', '/tuning/undo', {});
      this.undoable = false;
      this.enable();
      await this.person.changed(told);
      this.words.textContent = 'as it was before';
    } catch (error) {
      complain(error);
    }
  }

  /** @param {any} message */
  heard(message) {
    if (message.type !== 'tuning' || !this.running) {
      return;
    }
    switch (message.state) {
      case 'waiting':
        this.words.textContent = 'waiting for other pages';
        break;
      case 'running':
        if (message.total) {
          this.bar.max = message.total;
          this.bar.value = message.done;
        }
        this.left = message.left;
        this.say();
        break;
      case 'epoch':
        this.losses.push({content: message.content, kept: message.heldOut});
        this.epochs = message.epochs;
        this.say();
        this.draw();
        break;
      case 'done':
        this.done();
        break;
      case 'cancelled':
        this.ended('cancelled: the portrait is as it was');
        break;
      default:
        notice(message.code, message.message);
        this.ended('');
    }
  }

  say() {
    const epoch = Math.max(0, this.losses.length - 1);
    const left = this.left === undefined ? '' : `, ${this.left} s left`;
    this.words.textContent = this.losses.length ? `epoch ${epoch} of ${this.epochs}${left}` : 'starting';
  }

  async done() {
    try {
      const told = await this.server.ask('GET', '/told');
      this.undoable = true;
      this.ended('tuned; save the person to keep it');
      await this.person.changed(told);
    } catch (error) {
      complain(error);
      this.ended('');
    }
  }

  /** @param {string} words */
  ended(words) {
    if (this.running && this.person.ready) {
      this.person.draw().catch(() => {});
    }
    this.running = false;
    this.words.textContent = words;
    this.enable();
  }

  /** The losses so far, as lines. */
  draw() {
    this.figure.hidden = false;
    // Before the first epoch there is no loss on the photos.
    const content = this.losses.slice(1).map(loss => loss.content);
    const kept = this.losses.slice(1).flatMap(loss => loss.kept ?? []);
    const most = Math.max(1e-9, ...content, ...kept);
    const line = (/** @type {number[]} */ values, /** @type {string} */ kind) => {
      const drawn = document.createElementNS('http://www.w3.org/2000/svg', 'polyline');
      const step = WIDTH / Math.max(1, (this.epochs ?? 1) - 1);
      drawn.setAttribute('points', values.map((value, index) => `${index * step},${HEIGHT * (1 - 0.95 * value / most)}`).join(' '));
      drawn.setAttribute('class', kind);
      return drawn;
    };
    element('tune-losses').replaceChildren(line(content, 'loss-photos'), line(kept, 'loss-kept'));
    element('tune-content').textContent = last(content);
    element('tune-kept').textContent = last(kept);
  }
}

/** @param {number[]} values */
function last(values) {
  return values.length ? values[values.length - 1].toPrecision(3) : '-';
}

/** @param {string} id @returns {HTMLElement} */
function element(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @param {string} id */
function button(id) {
  return /** @type {HTMLButtonElement} */ (element(id));
}
