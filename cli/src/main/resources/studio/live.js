// @ts-check
// The camera moves the portrait.

import {complain, notice} from './notices.js';
import {Recorder} from './recorder.js';
import {Strength} from './strength.js';

const LIVE = 1;
/** At most so many frames are on their way: more would only wait. */
const IN_FLIGHT = 2;
/** A frame without an answer for so long is given up. */
const PATIENCE_MS = 3000;
const SENT_WIDTH = 400;
const KEPT_DELAYS = 100;
/** Until then the calm face is still being looked for. */
const LOOKED_AT = 15;

export class Live {
  /**
   * @param {import('./server.js').Server} server @param {import('./person.js').Person} person
   * @param {import('./tabs.js').Tabs} tabs
   */
  constructor(server, person, tabs) {
    this.server = server;
    this.person = person;
    this.video = /** @type {HTMLVideoElement} */ (document.getElementById('camera'));
    this.figure = /** @type {HTMLElement} */ (document.getElementById('camera-figure'));
    this.hint = /** @type {HTMLElement} */ (document.getElementById('live-hint'));
    this.startButton = button('live-start');
    this.calmButton = button('live-calm');
    this.recordButton = button('live-record');
    this.mirror = /** @type {HTMLInputElement} */ (document.getElementById('live-mirror'));
    this.recorder = new Recorder(person.canvas, this.recordButton);
    this.strength = new Strength('live-strength', strength => this.on && server.send({type: 'strength', strength}));
    this.canvas = document.createElement('canvas');
    /** @type {MediaStream | null} */
    this.stream = null;
    this.on = false;
    this.number = 0;
    /** @type {Map<number, {seen: number, sent: number}>} */
    this.flying = new Map();
    this.encoding = false;
    this.clearFigures();
    this.startButton.addEventListener('click', () => this.on ? this.stop() : this.start());
    this.calmButton.addEventListener('click', () => this.calm());
    this.mirror.addEventListener('change', () => this.showMirror());
    for (const id of ['live-motion', 'live-size', 'live-smoothing']) {
      document.getElementById(id)?.addEventListener('change', () => this.on && this.begin());
    }
    person.addEventListener('ready', () => this.enable());
    person.addEventListener('gone', () => {
      this.stop();
      this.enable();
    });
    tabs.addEventListener('change', event => {
      if (/** @type {CustomEvent} */ (event).detail !== 'live') {
        this.stop();
      }
    });
    server.addEventListener('picture', event => {
      const {kind, number, jpeg} = /** @type {CustomEvent} */ (event).detail;
      if (kind === LIVE && this.on) {
        this.show(number, jpeg);
      }
    });
    server.addEventListener('message', event => this.heard(/** @type {CustomEvent} */ (event).detail));
    server.addEventListener('closed', () => this.flying.clear());
    setInterval(() => this.on && this.tellFigures(), 500);
  }

  enable() {
    this.startButton.disabled = !this.person.ready;
    if (this.on) {
      this.begin();
    }
  }

  async start() {
    if (!navigator.mediaDevices?.getUserMedia) {
      notice('', 'This browser gives no camera here. Open the studio on this machine, as 127.0.0.1, or use a video.');
      return;
    }
    this.startButton.disabled = true;
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({
        video: {width: {ideal: 640}, height: {ideal: 480}, frameRate: {ideal: 30}, facingMode: 'user'},
        audio: false,
      });
      this.stream.getVideoTracks()[0].onended = () => {
        notice('', 'The camera stopped. Plug it in again, or close what else uses it, and start it once more.');
        this.stop();
      };
      this.video.srcObject = this.stream;
      await this.video.play();
      this.on = true;
      this.figure.hidden = false;
      this.showMirror();
      this.startButton.textContent = 'Stop camera';
      this.calmButton.disabled = false;
      this.recordButton.disabled = false;
      this.begin();
      this.watch();
    } catch (error) {
      complain({code: '', message: cameraWords(error)});
      this.stop();
    } finally {
      this.startButton.disabled = !this.person.ready;
    }
  }

  /** Begins, or begins anew with other settings. */
  begin() {
    this.flying.clear();
    this.clearFigures();
    this.say('Look calmly into the camera for a moment.');
    this.server.send({
      type: 'live',
      size: Number(value('live-size')),
      motion: value('live-motion'),
      smoothing: /** @type {HTMLInputElement} */ (document.getElementById('live-smoothing')).checked,
      strength: this.strength.value,
    });
  }

  calm() {
    this.server.send({type: 'calm'});
  }

  stop() {
    this.recorder.stop();
    this.stream?.getTracks().forEach(track => track.stop());
    this.stream = null;
    this.video.srcObject = null;
    if (!this.on) {
      return;
    }
    this.on = false;
    this.server.send({type: 'still'});
    this.figure.hidden = true;
    this.say('');
    this.startButton.textContent = 'Start camera';
    this.calmButton.disabled = true;
    this.recordButton.disabled = true;
    if (this.person.ready) {
      this.person.draw().catch(() => {});
    }
  }

  showMirror() {
    this.video.classList.toggle('mirrored', this.mirror.checked);
  }

  /** Looks at every frame of the camera, as long as it is on. */
  watch() {
    const looked = (/** @type {number} */ now, /** @type {any} */ frame) => {
      if (!this.on) {
        return;
      }
      this.send(frame?.captureTime ?? now);
      if (this.video.requestVideoFrameCallback) {
        this.video.requestVideoFrameCallback(looked);
      } else {
        requestAnimationFrame(looked);
      }
    };
    if (this.video.requestVideoFrameCallback) {
      this.video.requestVideoFrameCallback(looked);
    } else {
      requestAnimationFrame(looked);
    }
  }

  /** Sends the frame that is shown now, unless enough are on their way. @param {number} seen when the camera saw it */
  send(seen) {
    const now = performance.now();
    for (const [number, flight] of this.flying) {
      if (now - flight.sent > PATIENCE_MS) {
        this.flying.delete(number);
      }
    }
    if (this.encoding || this.flying.size >= IN_FLIGHT || !this.server.connected || !this.video.videoWidth) {
      this.skipped++;
      return;
    }
    this.encoding = true;
    const number = ++this.number;
    this.flying.set(number, {seen, sent: now});
    this.draw();
    this.canvas.toBlob(async blob => {
      this.encoding = false;
      if (blob && this.on) {
        this.server.sendPicture(LIVE, number, await blob.arrayBuffer());
      }
    }, 'image/jpeg', 0.8);
  }

  draw() {
    const width = Math.min(SENT_WIDTH, this.video.videoWidth);
    const height = Math.round(width * this.video.videoHeight / this.video.videoWidth);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    const context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d'));
    // What is sent is mirrored, and not the portrait: its left cheek stays its left cheek.
    context.setTransform(this.mirror.checked ? -1 : 1, 0, 0, 1, this.mirror.checked ? width : 0, 0);
    context.drawImage(this.video, 0, 0, width, height);
  }

  /** @param {number} number @param {Blob} jpeg */
  async show(number, jpeg) {
    const flight = this.answered(number);
    await this.person.paint(jpeg);
    if (flight) {
      this.delays.push(performance.now() - flight.seen);
      this.delays.splice(0, this.delays.length - KEPT_DELAYS);
    }
    this.shown.push(performance.now());
    this.pictures++;
    if (this.waiting && this.pictures > LOOKED_AT) {
      this.say('');
    }
  }

  /** An answer stands for all frames before it as well: they were late. @param {number} number */
  answered(number) {
    const flight = this.flying.get(number);
    for (const each of [...this.flying.keys()]) {
      if (each <= number) {
        this.flying.delete(each);
        this.dropped += each < number ? 1 : 0;
      }
    }
    return flight;
  }

  /** @param {any} message */
  heard(message) {
    if (!this.on) {
      return;
    }
    if (message.type === 'passed') {
      this.answered(message.number);
    } else if (message.type === 'face') {
      this.say(message.seen ? (this.pictures > LOOKED_AT ? '' : 'Look calmly into the camera for a moment.')
        : 'No face is seen. Come nearer, into the light.');
    } else if (message.type === 'live' && message.state === 'ended') {
      this.stop();
    }
  }

  /** @param {string} words */
  say(words) {
    this.waiting = words !== '';
    this.hint.hidden = !this.waiting;
    this.hint.textContent = words;
  }

  clearFigures() {
    /** @type {number[]} */
    this.delays = [];
    /** @type {number[]} */
    this.shown = [];
    this.dropped = 0;
    this.skipped = 0;
    this.pictures = 0;
  }

  tellFigures() {
    const now = performance.now();
    this.shown = this.shown.filter(time => now - time < 3000);
    const first = this.shown[0];
    const rate = this.shown.length > 1 ? (this.shown.length - 1) * 1000 / (this.shown[this.shown.length - 1] - first) : 0;
    const sorted = [...this.delays].sort((a, b) => a - b);
    const at = (/** @type {number} */ share) => sorted.length ? `${Math.round(sorted[Math.floor(share * (sorted.length - 1))])} ms` : '-';
    set('live-rate', rate ? rate.toFixed(1) : '-');
    set('live-delay', at(0.5));
    set('live-delay-95', at(0.95));
    set('live-dropped', String(this.dropped));
  }
}

/** @param {any} error */
function cameraWords(error) {
  switch (error?.name) {
    case 'NotAllowedError':
      return 'The camera is not allowed. Allow it for this page, in the browser\'s address bar, and start it again.';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'No camera was found. Plug one in, or use a video.';
    case 'NotReadableError':
      return 'The camera is used by another program. Close that, and start it again.';
    default:
      return `The camera cannot be used: ${error?.message ?? error}`;
  }
}

/** @param {string} id */
function button(id) {
  return /** @type {HTMLButtonElement} */ (document.getElementById(id));
}

/** @param {string} id */
function value(id) {
  return /** @type {HTMLSelectElement} */ (document.getElementById(id)).value;
}

/** @param {string} id @param {string} words */
function set(id, words) {
  const element = document.getElementById(id);
  if (element) {
    element.textContent = words;
  }
}
