// @ts-check
// The connection with the studio: one socket, whose end is this page's end there, and requests.

/** What the studio says went wrong. */
export class Problem extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

export const GONE = 'The studio does not answer. If it was ended, start it again with "talkinghead studio" and open the new address.';

/**
 * Events: "open" (a new page there, which has nothing yet), "closed", "message" (detail: object) and "picture"
 * (detail: {kind, number, jpeg}).
 */
export class Server extends EventTarget {
  constructor() {
    super();
    this.page = '';
    this.tries = 0;
    /** @type {WebSocket | null} */
    this.socket = null;
    setInterval(() => this.send({type: 'ping'}), 10_000);
  }

  connect() {
    const socket = new WebSocket(`ws://${location.host}/socket`);
    socket.binaryType = 'arraybuffer';
    this.socket = socket;
    socket.onmessage = event => this.heard(event.data);
    socket.onclose = event => {
      this.page = '';
      this.dispatchEvent(new CustomEvent('closed', {detail: event.reason}));
      const wait = Math.min(8000, 500 * 2 ** this.tries++);
      setTimeout(() => this.connect(), wait);
    };
  }

  /** @param {string | ArrayBuffer} data */
  heard(data) {
    if (typeof data !== 'string') {
      const view = new DataView(data);
      const detail = {kind: view.getUint8(0), number: view.getUint32(1), jpeg: new Blob([new Uint8Array(data, 5)], {type: 'image/jpeg'})};
      this.dispatchEvent(new CustomEvent('picture', {detail}));
      return;
    }
    const message = JSON.parse(data);
    if (message.type === 'hello') {
      this.page = message.page;
      this.tries = 0;
      this.dispatchEvent(new CustomEvent('open', {detail: message}));
    } else {
      this.dispatchEvent(new CustomEvent('message', {detail: message}));
    }
  }

  get connected() {
    return this.page !== '' && this.socket?.readyState === WebSocket.OPEN;
  }

  /** @param {object} message */
  send(message) {
    if (this.connected) {
      this.socket?.send(JSON.stringify(message));
    }
  }

  /** @param {number} kind @param {number} number @param {ArrayBuffer} jpeg */
  sendPicture(kind, number, jpeg) {
    if (!this.connected) {
      return;
    }
    const message = new Uint8Array(5 + jpeg.byteLength);
    const view = new DataView(message.buffer);
    view.setUint8(0, kind);
    view.setUint32(1, number);
    message.set(new Uint8Array(jpeg), 5);
    this.socket?.send(message);
  }

  /** @param {string} path below this page's address, with a leading slash */
  url(path) {
    return `/api/pages/${this.page}${path}`;
  }

  /**
   * @param {string} method @param {string} path @param {BodyInit | null} [body]
   * @returns {Promise<Response>}
   */
  async request(method, path, body) {
    if (!this.page) {
      throw new Problem('', GONE);
    }
    let response;
    try {
      response = await fetch(this.url(path), {method, body: body ?? null});
    } catch {
      throw new Problem('', GONE);
    }
    if (!response.ok) {
      throw await problemOf(response.status, await response.text());
    }
    return response;
  }

  /** @param {string} method @param {string} path @param {object} [json] */
  async ask(method, path, json) {
    const response = await this.request(method, path, json === undefined ? null : JSON.stringify(json));
    return response.json();
  }

  /** @param {string} path @param {Blob} file @param {string} name */
  async give(path, file, name) {
    const response = await this.request('POST', `${path}?name=${encodeURIComponent(name)}`, file);
    return response.json();
  }

  /**
   * Brings a large file, and tells how far it has come, 0 to 1.
   *
   * @param {string} path @param {File} file @param {(share: number) => void} progress @param {AbortSignal} signal
   * @returns {Promise<any>}
   */
  upload(path, file, progress, signal) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('POST', this.url(`${path}?name=${encodeURIComponent(file.name)}`));
      request.upload.onprogress = event => progress(event.loaded / Math.max(1, event.total));
      request.onload = () => request.status === 200
        ? resolve(JSON.parse(request.responseText))
        : reject(problemOf(request.status, request.responseText));
      request.onerror = () => reject(new Problem('', GONE));
      request.onabort = () => reject(new Problem('', 'The upload was cancelled.'));
      signal.addEventListener('abort', () => request.abort());
      request.send(file);
    });
  }
}

/** @param {number} status @param {string} text */
function problemOf(status, text) {
  try {
    const json = JSON.parse(text);
    return new Problem(json.code ?? '', json.message);
  } catch {
    return new Problem('', `The studio answered with ${status}. Load the page again.`);
  }
}
