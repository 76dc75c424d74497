import { useEffect } from 'react';
import { placeAfter, placeBefore } from './places.ts';

/** What takes the focus from what opened it. */
const openable = 'form, dialog';

/** What a button has while what it asked for is awaited. */
const isWaiting = 'data-loading';

/** Browsers take the focus from what is disabled, at once or with the next picture. */
const isNowhere = (last: HTMLElement) =>
  document.activeElement === document.body || (document.activeElement === last && last.matches(':disabled'));

/** A button cannot have the focus while it waits, and may be of no use once it has done what it does. */
function goOnFrom(last: HTMLElement, changes: readonly MutationRecord[]): void {
  last.focus();
  const hasWaited = changes.some(({ attributeName }) => attributeName === isWaiting);
  if (isNowhere(last) && hasWaited && !last.hasAttribute(isWaiting)) placeBefore(last)?.focus();
}

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
      // A form may have taken the place of another one, or of the button itself.
      const from = last?.isConnected ? last : last && (openerOf(last) ?? last);
      if (opened && from && !openers.has(opened) && !opened.contains(from)) openers.set(opened, from);
      last = target;
    };
    const find = (changes: readonly MutationRecord[]) => {
      if (last === undefined || !isNowhere(last)) return;
      if (last.isConnected) {
        const ownChanges = changes.filter(({ type, target }) => type === 'attributes' && target === last);
        if (ownChanges.length > 0) goOnFrom(last, ownChanges);
        return;
      }
      const opener = openerOf(last);
      opener?.focus();
      if (isNowhere(last)) placeAfter(last, changes, opener)?.focus({ preventScroll: true });
    };
    const observer = new MutationObserver(find);
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributeFilter: ['disabled', isWaiting],
    });
    document.addEventListener('focusin', remember);
    return () => {
      observer.disconnect();
      document.removeEventListener('focusin', remember);
    };
  }, []);
}
