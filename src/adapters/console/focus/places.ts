/** What something is done with, or leads on. */
const usable = ':is(a[href], button, input, select, textarea, summary):not(:disabled, [tabindex="-1"])';

/** How people, and what reads the page to them, call what has no field's label. */
const nameOf = (place: Element) => place.getAttribute('aria-label') ?? place.textContent;

const placesIn = (around: Element) =>
  [...around.querySelectorAll<HTMLElement>(usable)].filter((place) => place.checkVisibility());

/**
 * Where somebody goes on who was at what is gone: at what came again in its place and is called like what opened it, else at what
 * follows around it, else before it; where a part of the page itself is gone, at its title.
 */
export function placeAfter(
  gone: Node,
  changes: readonly MutationRecord[],
  opener: Element | undefined,
): HTMLElement | null | undefined {
  const main = document.querySelector('main');
  const change = changes.findLast(
    ({ target, removedNodes }) => target.isConnected && [...removedNodes].some((node) => node.contains(gone)),
  );
  const title = main?.querySelector('h1');
  if (!main || !change || change.target === main || !main.contains(change.target)) return title;
  const { target, previousSibling } = change;
  const where = document.createRange();
  if (previousSibling?.parentNode === target) where.setStartAfter(previousSibling);
  else where.setStart(target, 0);
  where.collapse(true);
  const places = placesIn(main);
  const name = opener && nameOf(opener);
  const follows = (place: HTMLElement) => where.comparePoint(place, 0) > 0;
  return (
    (name ? places.find((place) => target.contains(place) && nameOf(place) === name) : undefined) ??
    places.find((place) => target.contains(place) && follows(place)) ??
    places.findLast((place) => !follows(place)) ??
    title
  );
}

/** Where somebody goes on who was at what can no longer be used: before it, in the same form. */
export function placeBefore(disabled: Element): HTMLElement | null | undefined {
  const around = disabled.closest('form, dialog, main');
  const isBefore = (place: Element) =>
    (place.compareDocumentPosition(disabled) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  return (around && placesIn(around).findLast(isBefore)) ?? document.querySelector<HTMLElement>('main h1');
}
