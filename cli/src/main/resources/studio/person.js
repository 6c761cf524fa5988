// @ts-check
// The portrait: made of photos, loaded, shown and saved.

import {complain} from './notices.js';

const WAIT_MS = 250;

/** Events: "ready" (detail: what it is made of), "busy" and "gone". */
export class Person extends EventTarget {
  /** @param {import('./server.js').Server} server @param {import('./photos.js').Photos} photos */
  constructor(server, photos) {
    super();
    this.server = server;
    this.photos = photos;
    this.ready = false;
    /** @type {{file: Blob, name: string} | null} */
    this.loaded = null;
    this.made = 0;
    this.timer = 0;
    this.canvas = /** @type {HTMLCanvasElement} */ (document.getElementById('portrait'));
    this.empty = /** @type {HTMLElement} */ (document.getElementById('portrait-empty'));
    this.busy = /** @type {HTMLElement} */ (document.getElementById('portrait-busy'));
    this.state = /** @type {HTMLElement} */ (document.getElementById('portrait-state'));
    this.saveButton = /** @type {HTMLButtonElement} */ (document.getElementById('save-person'));
    photos.addEventListener('change', () => this.chosen());
    this.saveButton.addEventListener('click', () => this.save());
    const input = /** @type {HTMLInputElement} */ (document.getElementById('person-file'));
    document.getElementById('load-person')?.addEventListener('click', () => input.click());
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      input.value = '';
      if (file) {
        this.load(file, file.name);
      }
    });
  }

  chosen() {
    clearTimeout(this.timer);
    this.loaded = null;
    this.timer = setTimeout(() => this.make(), WAIT_MS);
  }

  async make() {
    const photos = this.photos.chosen;
    if (photos.length === 0) {
      this.forget();
      return;
    }
    await this.show('making the portrait', () => this.server.ask('POST', '/portrait', {photos}));
  }

  /** @param {Blob} file @param {string} name */
  async load(file, name) {
    const told = await this.show('loading the person', () => this.server.give('/person', file, name));
    if (told) {
      this.loaded = {file, name};
      this.photos.clear();
    }
  }

  /** @param {string} words @param {() => Promise<any>} work */
  async show(words, work) {
    const mine = ++this.made;
    this.busy.hidden = false;
    this.state.textContent = words;
    this.dispatchEvent(new CustomEvent('busy'));
    try {
      const told = await work();
      if (mine !== this.made) {
        return null;
      }
      this.told = told;
      await this.draw();
      this.ready = true;
      this.saveButton.disabled = false;
      this.describe();
      this.dispatchEvent(new CustomEvent('ready', {detail: told}));
      return told;
    } catch (error) {
      if (mine === this.made) {
        complain(error);
        this.describe();
      }
      return null;
    } finally {
      if (mine === this.made) {
        this.busy.hidden = true;
      }
    }
  }

  describe() {
    this.state.textContent = this.ready
      ? `of ${this.told.photos} ${this.told.photos === 1 ? 'photo' : 'photos'}${this.told.tuned ? ', tuned' : ''}`
      : 'no photo yet';
  }

  /** Shows the same portrait, which is another one now. @param {any} told */
  async changed(told) {
    this.told = told;
    this.describe();
    await this.draw();
  }

  /** Shows the calm face. */
  async draw() {
    const response = await this.server.request('GET', '/portrait');
    await this.paint(await response.blob());
  }

  /** @param {Blob} jpeg */
  async paint(jpeg) {
    const picture = await createImageBitmap(jpeg);
    if (this.canvas.width !== picture.width || this.canvas.height !== picture.height) {
      this.canvas.width = picture.width;
      this.canvas.height = picture.height;
    }
    this.canvas.getContext('2d')?.drawImage(picture, 0, 0);
    picture.close();
    this.empty.hidden = true;
  }

  forget() {
    this.made++;
    this.ready = false;
    this.busy.hidden = true;
    this.empty.hidden = false;
    this.saveButton.disabled = true;
    this.describe();
    this.dispatchEvent(new CustomEvent('gone'));
  }

  async save() {
    try {
      const response = await this.server.request('GET', '/person');
      download(await response.blob(), 'portrait.person');
    } catch (error) {
      complain(error);
    }
  }

  /** Makes it again, after the connection was lost. */
  async again() {
    if (this.loaded) {
      await this.load(this.loaded.file, this.loaded.name);
    } else if (this.photos.all.length > 0) {
      await this.photos.again();
    }
  }
}

/** @param {Blob} blob @param {string} name */
export function download(blob, name) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
