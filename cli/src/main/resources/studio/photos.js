// @ts-check
// The photos: brought, looked at, and chosen from.

import {complain} from './notices.js';

/**
 * @typedef {{box: number[], lines: number[][][], notes: string[]}} Face
 * @typedef {{photo: number, name: string, turn: string | undefined, faces: Face[], face: number, file: Blob | null, sample: string, item: HTMLElement}} Brought
 */

/** Events: "change" when another set of faces is chosen. */
export class Photos extends EventTarget {
  /** @param {import('./server.js').Server} server */
  constructor(server) {
    super();
    this.server = server;
    /** @type {Brought[]} */
    this.all = [];
    this.list = /** @type {HTMLElement} */ (document.getElementById('photos'));
    this.drop = /** @type {HTMLElement} */ (document.getElementById('drop'));
    const input = /** @type {HTMLInputElement} */ (document.getElementById('photo-files'));
    document.getElementById('choose')?.addEventListener('click', () => input.click());
    input.addEventListener('change', () => {
      this.bring([...input.files ?? []]);
      input.value = '';
    });
    for (const button of document.querySelectorAll('[data-sample]')) {
      const sample = /** @type {HTMLElement} */ (button).dataset.sample ?? '';
      button.addEventListener('click', () => this.bringSample(sample));
    }
    this.listenToDrops();
  }

  listenToDrops() {
    document.addEventListener('dragover', event => {
      event.preventDefault();
      this.drop.classList.add('over');
    });
    document.addEventListener('dragleave', event => {
      if (!event.relatedTarget) {
        this.drop.classList.remove('over');
      }
    });
    document.addEventListener('drop', event => {
      event.preventDefault();
      this.drop.classList.remove('over');
      const files = [...event.dataTransfer?.files ?? []];
      const others = files.filter(file => !file.type.startsWith('image/'));
      this.dispatchEvent(new CustomEvent('others', {detail: others}));
      this.bring(files.filter(file => file.type.startsWith('image/')));
    });
    document.addEventListener('paste', event => {
      const files = [...event.clipboardData?.files ?? []].filter(file => file.type.startsWith('image/'));
      this.bring(files);
    });
  }

  /** @param {File[]} files */
  async bring(files) {
    let brought = false;
    for (const file of files) {
      brought = await this.add(() => this.server.give('/photos', file, file.name), file, '') || brought;
    }
    if (brought) {
      this.changed();
    }
  }

  /** @param {string} sample */
  async bringSample(sample) {
    this.clear();
    if (await this.add(() => this.server.ask('POST', `/samples/${sample}`, {}), null, sample)) {
      this.changed();
    }
  }

  /** @param {() => Promise<any>} bringing @param {Blob | null} file @param {string} sample */
  async add(bringing, file, sample) {
    const item = document.createElement('li');
    item.className = 'photo waiting';
    item.append(Object.assign(document.createElement('span'), {className: 'wait'}));
    this.list.append(item);
    try {
      const answer = await bringing();
      const photo = {...answer, face: 0, file, sample, item};
      this.all.push(photo);
      this.show(photo);
      return true;
    } catch (error) {
      item.remove();
      complain(error);
      return false;
    }
  }

  /** @param {Brought} photo */
  show(photo) {
    const {item} = photo;
    item.className = 'photo';
    const frame = document.createElement('div');
    frame.className = 'photo-frame';
    const picture = document.createElement('img');
    picture.alt = photo.name;
    picture.src = this.server.url(`/photos/${photo.photo}`);
    frame.append(picture);
    photo.faces.forEach((face, index) => frame.append(this.outline(photo, face, index)));
    const remove = document.createElement('button');
    remove.type = 'button';
    remove.className = 'remove';
    remove.setAttribute('aria-label', `Remove ${photo.name}`);
    remove.textContent = '\u00d7';
    remove.onclick = () => this.remove(photo);
    frame.append(remove);
    const notes = document.createElement('div');
    notes.className = 'notes';
    item.replaceChildren(frame, notes);
    this.tell(photo);
  }

  /** @param {Brought} photo @param {Face} face @param {number} index */
  outline(photo, face, index) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'face';
    button.dataset.face = String(index);
    button.setAttribute('aria-label', `Face ${index + 1} of ${photo.faces.length} in ${photo.name}`);
    const margin = 0.12;
    const [x, y, width, height] = bounds(face, margin);
    button.style.left = `${x * 100}%`;
    button.style.top = `${y * 100}%`;
    button.style.width = `${width * 100}%`;
    button.style.height = `${height * 100}%`;
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 100 100');
    svg.setAttribute('preserveAspectRatio', 'none');
    svg.setAttribute('aria-hidden', 'true');
    for (const line of face.lines) {
      const path = document.createElementNS('http://www.w3.org/2000/svg', 'polyline');
      path.setAttribute('points', line.map(([px, py]) => `${(px - x) / width * 100},${(py - y) / height * 100}`).join(' '));
      svg.append(path);
    }
    button.append(svg);
    button.onclick = () => {
      photo.face = index;
      this.tell(photo);
      this.changed();
    };
    return button;
  }

  /** @param {Brought} photo */
  tell(photo) {
    for (const button of photo.item.querySelectorAll('.face')) {
      button.setAttribute('aria-pressed', String(Number(/** @type {HTMLElement} */ (button).dataset.face) === photo.face));
    }
    const notes = /** @type {HTMLElement} */ (photo.item.querySelector('.notes'));
    const title = document.createElement('p');
    title.className = 'photo-name';
    title.textContent = photo.name;
    const list = document.createElement('ul');
    const add = (/** @type {string} */ words, /** @type {string} */ kind) => {
      list.append(Object.assign(document.createElement('li'), {textContent: words, className: kind}));
    };
    if (photo.faces.length === 0) {
      add('No face was found. Use a photo that shows the face larger, from the front and well lit. It is left out.', 'bad');
    } else {
      const found = photo.faces[photo.face].notes;
      found.forEach(note => add(note, 'hint'));
      if (found.length === 0) {
        add('A good photo.', 'good');
      }
      if (photo.turn) {
        add(`It was ${photo.turn}, so that the face is upright.`, 'told');
      }
      if (photo.faces.length > 1) {
        add(`${photo.faces.length} faces: click on the one you mean.`, 'hint');
      }
    }
    notes.replaceChildren(title, list);
  }

  /** @param {Brought} photo */
  async remove(photo) {
    photo.item.remove();
    this.all = this.all.filter(other => other !== photo);
    this.changed();
    try {
      await this.server.request('DELETE', `/photos/${photo.photo}`);
    } catch (error) {
      complain(error);
    }
  }

  /** Forgets all photos, silently. */
  clear() {
    const old = this.all;
    this.all = [];
    this.list.replaceChildren();
    old.forEach(photo => this.server.request('DELETE', `/photos/${photo.photo}`).catch(() => {}));
  }

  /** Brings them again, after the connection was lost. */
  async again() {
    const old = this.all;
    this.all = [];
    this.list.replaceChildren();
    for (const photo of old) {
      const {file, sample} = photo;
      const added = file
        ? await this.add(() => this.server.give('/photos', file, photo.name), file, '')
        : await this.add(() => this.server.ask('POST', `/samples/${sample}`, {}), null, sample);
      if (added) {
        const last = this.all[this.all.length - 1];
        last.face = photo.face;
        this.tell(last);
      }
    }
    this.changed();
  }

  /** What a portrait is to be made of. */
  get chosen() {
    return this.all.filter(photo => photo.faces.length > 0).map(photo => ({photo: photo.photo, face: photo.face}));
  }

  changed() {
    this.dispatchEvent(new CustomEvent('change'));
  }
}

/** The box around a face's lines, as [x, y, width, height]. @param {Face} face @param {number} margin */
function bounds(face, margin) {
  const xs = face.lines.flat().map(point => point[0]);
  const ys = face.lines.flat().map(point => point[1]);
  const left = Math.min(...xs);
  const top = Math.min(...ys);
  const width = Math.max(...xs) - left;
  const height = Math.max(...ys) - top;
  return [left - margin * width, top - margin * height, width * (1 + 2 * margin), height * (1 + 2 * margin)];
}
