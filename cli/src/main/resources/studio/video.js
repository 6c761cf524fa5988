// @ts-check
// A driving video moves the portrait, into a file.

import {complain, notice} from './notices.js';
import {download} from './person.js';
import {CalmFrame} from './calm.js';
import {Strength} from './strength.js';

const VIDEO = 2;
const TYPES = {mp4: 'video/mp4', webm: 'video/webm', gif: 'image/gif'};

export class Video {
  /**
   * @param {import('./server.js').Server} server @param {import('./person.js').Person} person
   * @param {import('./photos.js').Photos} photos @param {import('./tabs.js').Tabs} tabs
   */
  constructor(server, person, photos, tabs) {
    this.server = server;
    this.person = person;
    this.tabs = tabs;
    /** @type {{driver: number, name: string, file: File | null} | null} */
    this.source = null;
    this.video = 0;
    /** @type {AbortController | null} */
    this.uploading = null;
    this.input = /** @type {HTMLInputElement} */ (document.getElementById('driver-file'));
    this.chosen = element('driver-name');
    this.makeButton = /** @type {HTMLButtonElement} */ (element('video-make'));
    this.cancelButton = /** @type {HTMLButtonElement} */ (element('video-cancel'));
    this.bar = /** @type {HTMLProgressElement} */ (element('video-progress'));
    this.words = element('video-words');
    this.results = element('video-results');
    this.shown = element('video-shown');
    this.calm = new CalmFrame();
    this.strength = new Strength('video-strength', () => {});
    /** @type {string[]} */
    this.urls = [];
    element('driver-choose').addEventListener('click', () => this.input.click());
    element('driver-sample').addEventListener('click', () => this.takeSample());
    this.input.addEventListener('change', () => {
      const file = this.input.files?.[0];
      this.input.value = '';
      if (file) {
        this.take(file);
      }
    });
    photos.addEventListener('others', event => {
      const file = /** @type {CustomEvent} */ (event).detail[0];
      if (file) {
        tabs.show(element('tab-video'));
        this.take(file);
      }
    });
    this.makeButton.addEventListener('click', () => this.make());
    this.cancelButton.addEventListener('click', () => this.cancel());
    person.addEventListener('busy', () => this.forgetResults());
    person.addEventListener('ready', () => this.enable());
    person.addEventListener('gone', () => this.enable());
    tabs.addEventListener('change', () => this.enable());
    server.addEventListener('message', event => this.heard(/** @type {CustomEvent} */ (event).detail));
    server.addEventListener('picture', event => {
      const {kind, number, jpeg} = /** @type {CustomEvent} */ (event).detail;
      if (kind === VIDEO && number === this.video && tabs.current === 'video') {
        person.paint(jpeg);
      }
    });
    server.addEventListener('closed', () => this.lost());
    server.addEventListener('open', () => this.again());
  }

  get busy() {
    return this.video !== 0 || this.uploading !== null;
  }

  enable() {
    this.makeButton.disabled = !this.person.ready || !this.source || this.busy;
    this.cancelButton.hidden = !this.busy;
    this.bar.hidden = !this.busy;
    this.shown.hidden = this.tabs.current !== 'video' || this.busy || this.shown.childElementCount === 0;
  }

  async takeSample() {
    try {
      const {driver} = await this.server.ask('POST', '/drivers/sample', {});
      this.chose({driver, name: 'recorded sample motion, 6 s', file: null});
    } catch (error) {
      complain(error);
    }
  }

  /** @param {File} file */
  async take(file) {
    if (this.busy) {
      notice('', 'Wait for the video that is being made, or cancel it.');
      return;
    }
    this.uploading = new AbortController();
    this.enable();
    this.say(`bringing ${file.name}`);
    try {
      const {driver} = await this.server.upload('/drivers', file, share => this.bar.value = share, this.uploading.signal);
      this.chose({driver, name: file.name, file});
      this.say('');
    } catch (error) {
      complain(error);
      this.say('');
    } finally {
      this.uploading = null;
      this.enable();
    }
  }

  /** @param {{driver: number, name: string, file: File | null}} source */
  chose(source) {
    this.source = source;
    this.chosen.textContent = source.name;
    if (source.file !== this.shownFile || !source.file) {
      this.shownFile = source.file;
      this.calm.show(source.file);
    }
    this.enable();
  }

  async make() {
    const formats = ['mp4', 'webm', 'gif'].filter(format => checked(`video-${format}`));
    this.forgetResults();
    this.bar.removeAttribute('value');
    this.say('starting');
    try {
      const {video} = await this.server.ask('POST', '/videos', {
        driver: this.source?.driver,
        formats,
        whole: checked('video-whole'),
        motion: /** @type {HTMLSelectElement} */ (element('video-motion')).value,
        smoothing: checked('video-smoothing'),
        strength: this.strength.value,
        neutralAt: this.calm.at ?? undefined,
      });
      this.video = video;
    } catch (error) {
      complain(error);
      this.say('');
    }
    this.enable();
  }

  async cancel() {
    this.uploading?.abort();
    if (this.video) {
      this.say('cancelling');
      this.server.request('DELETE', `/videos/${this.video}`).catch(complain);
    }
  }

  /** @param {any} message */
  heard(message) {
    if (message.type !== 'video' || (message.video !== this.video && message.state !== 'waiting')) {
      return;
    }
    switch (message.state) {
      case 'waiting':
        this.say('waiting for other pages');
        break;
      case 'rendering':
        this.bar.max = message.total ?? 1;
        this.bar.value = message.total ? message.done : 0;
        this.say(`frame ${message.done}${message.total ? ` of ${message.total}` : ''}${left(message.left)}`);
        break;
      case 'done':
        this.fetchResults(this.video);
        this.ended('');
        break;
      case 'cancelled':
        this.ended('cancelled');
        break;
      default:
        notice(message.code, message.message);
        this.ended('');
    }
  }

  /** @param {string} words */
  ended(words) {
    this.video = 0;
    this.say(words);
    this.enable();
    if (this.person.ready) {
      this.person.draw().catch(() => {});
    }
  }

  /** Takes the files here at once: then they stay, whatever becomes of the studio. @param {number} video */
  async fetchResults(video) {
    for (const format of ['mp4', 'webm', 'gif'].filter(each => checked(`video-${each}`))) {
      try {
        const response = await this.server.request('GET', `/videos/${video}/${format}`);
        const blob = new Blob([await response.arrayBuffer()], {type: TYPES[format]});
        this.showResult(format, blob);
      } catch (error) {
        complain(error);
      }
    }
  }

  /** @param {string} format @param {Blob} blob */
  showResult(format, blob) {
    const url = URL.createObjectURL(blob);
    this.urls.push(url);
    const playable = document.createElement('video').canPlayType(blob.type) !== '';
    if (this.shown.childElementCount === 0 && (playable || format === 'gif')) {
      const shown = format === 'gif' ? document.createElement('img') : document.createElement('video');
      shown.src = url;
      if (shown instanceof HTMLVideoElement) {
        shown.controls = true;
        shown.loop = true;
        shown.muted = true;
        shown.autoplay = true;
        shown.setAttribute('aria-label', 'The video');
      } else {
        shown.alt = 'The video';
      }
      this.shown.append(shown);
      this.enable();
    }
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = `Download ${format.toUpperCase()}, ${size(blob.size)}`;
    button.onclick = () => download(blob, `portrait.${format}`);
    this.results.append(button);
  }

  forgetResults() {
    this.urls.forEach(url => URL.revokeObjectURL(url));
    this.urls = [];
    this.results.replaceChildren();
    this.shown.replaceChildren();
    this.enable();
  }

  lost() {
    if (this.video) {
      this.video = 0;
      this.say('The connection was lost, and the video with it.');
      this.enable();
    }
  }

  /** Brings the driving video again, after the connection was lost. */
  async again() {
    const source = this.source;
    this.source = null;
    if (source?.file) {
      await this.take(source.file);
    } else if (source) {
      await this.takeSample();
    }
  }

  /** @param {string} words */
  say(words) {
    this.words.textContent = words;
  }
}

/** @param {number | undefined} seconds */
function left(seconds) {
  if (seconds === undefined) {
    return '';
  }
  return seconds < 60 ? `, ${seconds} s left` : `, ${Math.floor(seconds / 60)} min ${seconds % 60} s left`;
}

/** @param {number} bytes */
function size(bytes) {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** @param {string} id @returns {HTMLElement} */
function element(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** @param {string} id */
function checked(id) {
  return /** @type {HTMLInputElement} */ (element(id)).checked;
}
