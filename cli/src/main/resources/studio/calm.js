// @ts-check
// The driving video is shown, and its calm frame picked.

export class CalmFrame {
  constructor() {
    this.box = element('driver-shown');
    this.video = /** @type {HTMLVideoElement} */ (element('driver-video'));
    this.words = element('driver-calm-words');
    this.usual = this.words.textContent ?? '';
    this.reset = element('driver-calm-reset');
    /** In seconds; none is looked for by the studio. @type {number | null} */
    this.at = null;
    this.url = '';
    element('driver-calm').addEventListener('click', () => this.pick(this.video.currentTime));
    this.reset.addEventListener('click', () => this.pick(null));
    this.video.addEventListener('loadedmetadata', () => {
      this.box.hidden = !this.video.videoWidth;
    });
    this.video.addEventListener('error', () => {
      this.box.hidden = true;
    });
  }

  /** Shows a video, if this browser can. @param {File | null} file */
  show(file) {
    URL.revokeObjectURL(this.url);
    this.url = '';
    this.box.hidden = true;
    this.pick(null);
    if (file?.type.startsWith('video/')) {
      this.url = URL.createObjectURL(file);
      this.video.src = this.url;
    } else {
      this.video.removeAttribute('src');
    }
  }

  /** @param {number | null} at */
  pick(at) {
    this.at = at;
    this.video.pause();
    this.words.textContent = at === null ? this.usual : `Motion is measured from the frame at ${at.toFixed(2)} s.`;
    this.reset.hidden = at === null;
  }
}

/** @param {string} id */
function element(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}
