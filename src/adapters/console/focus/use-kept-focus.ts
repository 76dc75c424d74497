import { useEffect } from 'react';
import { placeAfter } from './place-after.ts';

/** What takes the focus from what opened it. */
const openable = 'form, dialog';

/** Finds the focus a place when what has it goes, so that whoever has a keyboard alone, or hears the page, goes on where that was. */
export function useKeptFocus(): void {
  useEffect(() => {
    let last: HTMLElement | undefined;
    const openers = new WeakMap<Element, HTMLElement>();
    // What is gone still has around it what it was in.
    const openerOf = (one: HTMLElement) => openers.get(one.closest(openable) ?? one);
    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return;
      const opened = target.closest(openable);
      // A form may have taken the place of another one.
      const from = last?.isConnected ? last : last && openerOf(last);
      if (opened && from && !openers.has(opened) && !opened.contains(from)) openers.set(opened, from);
      last = target;
    };
    const find = (changes: readonly MutationRecord[]) => {
      if (last === undefined || document.activeElement !== document.body) return;
      if (last.isConnected) {
        // A button cannot have it while what it asked for is awaited.
        if (changes.some(({ type, target }) => type === 'attributes' && target === last)) last.focus();
        return;
      }
      const gone = last;
      openerOf(gone)?.focus();
      if (document.activeElement === document.body) placeAfter(gone, changes)?.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(find);
    observer.observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled'] });
    document.addEventListener('focusin', remember);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', remember);
    };
  }, []);
}
