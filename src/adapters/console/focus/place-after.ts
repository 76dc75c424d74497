/** What something is done with, or leads on. */
const usable = ':is(a[href], button, input, select, textarea, summary):not(:disabled, [tabindex="-1"])';

/** Where somebody goes on who was at what is gone: at what follows around it, else before it; where a part of the page itself is gone, at its title. */
export function placeAfter(gone: Node, changes: readonly MutationRecord[]): HTMLElement | null | undefined {
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
  const places = [...main.querySelectorAll<HTMLElement>(usable)].filter((place) => place.checkVisibility());
  const follows = (place: HTMLElement) => where.comparePoint(place, 0) > 0;
  return (
    places.find((place) => target.contains(place) && follows(place)) ??
    places.findLast((place) => !follows(place)) ??
    title
  );
}
