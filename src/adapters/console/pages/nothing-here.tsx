import { Link } from '@tanstack/react-router';
import { PageHead } from '../page-head/page-head.tsx';
import { Empty } from '../states/empty.tsx';

/** Where an address of the console leads to no page. */
export const NothingHere = () => (
  <>
    <PageHead title="Nothing here" />
    <Empty title="There is no page at this address" action={<Link to="/">To the overview</Link>}>
      The link may be cut off, or what it led to was removed.
    </Empty>
  </>
);
