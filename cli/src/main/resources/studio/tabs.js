// @ts-check
// What moves the portrait: one thing at a time.

/** Events: "change" (detail: the name of the tab). */
export class Tabs extends EventTarget {
  constructor() {
    super();
    this.tabs = /** @type {HTMLElement[]} */ ([...document.querySelectorAll('[role="tab"]')]);
    this.tabs.forEach((tab, index) => {
      tab.addEventListener('click', () => this.show(tab));
      tab.addEventListener('keydown', event => {
        const step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
        if (step) {
          const next = this.tabs[(index + step + this.tabs.length) % this.tabs.length];
          this.show(next);
          next.focus();
        }
      });
    });
    this.show(this.tabs[0]);
  }

  /** @param {HTMLElement} chosen */
  show(chosen) {
    for (const tab of this.tabs) {
      const selected = tab === chosen;
      tab.setAttribute('aria-selected', String(selected));
      tab.tabIndex = selected ? 0 : -1;
      const panel = document.getElementById(tab.getAttribute('aria-controls') ?? '');
      if (panel) {
        panel.hidden = !selected;
      }
    }
    const body = document.getElementById('stage-body');
    if (body) {
      body.dataset.tab = chosen.id.replace('tab-', '');
    }
    this.current = chosen.id.replace('tab-', '');
    this.dispatchEvent(new CustomEvent('change', {detail: this.current}));
  }
}
