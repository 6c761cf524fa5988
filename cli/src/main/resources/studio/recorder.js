// @ts-check
// Records what a canvas shows, in the browser.

import {download} from './person.js';
import {notice} from './notices.js';

const TYPES = ['video/mp4;codecs=avc1.42E01E', 'video/mp4', 'video/webm;codecs=vp9', 'video/webm'];
const RATE = 30;

export class Recorder {
  /** @param {HTMLCanvasElement} canvas @param {HTMLButtonElement} button */
  constructor(canvas, button) {
    this.canvas = canvas;
    this.button = button;
    /** @type {MediaRecorder | null} */
    this.recorder = null;
    this.timer = 0;
    button.addEventListener('click', () => this.recorder ? this.stop() : this.start());
  }

  start() {
    const type = TYPES.find(each => window.MediaRecorder?.isTypeSupported(each));
    if (!type) {
      notice('', 'This browser cannot record. Use a newer one, or make a video from a file.');
      return;
    }
    /** @type {Blob[]} */
    const parts = [];
    const recorder = new MediaRecorder(this.canvas.captureStream(RATE), {mimeType: type, videoBitsPerSecond: 4_000_000});
    recorder.ondataavailable = event => parts.push(event.data);
    recorder.onstop = () => download(new Blob(parts, {type}), type.startsWith('video/mp4') ? 'live.mp4' : 'live.webm');
    recorder.start(1000);
    this.recorder = recorder;
    const begun = Date.now();
    const tell = () => {
      this.button.textContent = `Stop recording (${Math.round((Date.now() - begun) / 1000)} s)`;
    };
    tell();
    this.button.classList.add('recording');
    this.timer = setInterval(tell, 500);
  }

  stop() {
    if (this.recorder) {
      this.recorder.stop();
      this.recorder = null;
      clearInterval(this.timer);
      this.button.classList.remove('recording');
      this.button.textContent = 'Record';
    }
  }
}
