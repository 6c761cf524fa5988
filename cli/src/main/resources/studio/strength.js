// @ts-check
// How far the portrait moves, compared with whoever moves it.

export class Strength {
  /** @param {string} id of the slider @param {(strength: number) => void} changed */
  constructor(id, changed) {
    this.slider = /** @type {HTMLInputElement} */ (document.getElementById(id));
    this.shown = /** @type {HTMLElement} */ (document.getElementById(`${id}-shown`));
    const tell = () => {
      this.shown.textContent = `${this.value.toFixed(1)}\u00d7`;
      changed(this.value);
    };
    this.slider.addEventListener('input', tell);
    this.slider.addEventListener('dblclick', () => {
      this.slider.value = '1';
      tell();
    });
  }

  get value() {
    return Number(this.slider.value);
  }
}
