import { useLocation } from '@tanstack/react-router';
import { entries } from '../entries/entries.ts';
import { PageHead } from '../shell/page-head.tsx';
import { Empty } from '../states/empty.tsx';

/** In place of a page that is still to be made. */
export function NotYetHere() {
  const { pathname } = useLocation();
  const entry = entries.find(({ path }) => path === pathname);
  return (
    <>
      <PageHead title={entry?.name ?? 'Not here'} question={entry?.question} />
      <Empty title="This page is still to be made">
        Until it is here, the command line does what it will do: <code>./rollcall --help</code>.
      </Empty>
    </>
  );
}
