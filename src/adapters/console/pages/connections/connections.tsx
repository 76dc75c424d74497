import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMayDo } from '../../api/caller.ts';
import { LiveSwitch } from '../../live/live-switch.tsx';
import { PageHead } from '../../page-head/page-head.tsx';
import { Permitted } from '../../states/permitted.tsx';
import { opening } from '../opening.ts';
import styles from './connections.module.css';
import type { ConnectionsSearch } from './connections-search.ts';
import { SsoSection } from './sso-section.tsx';
import { TokenForm } from './token-form.tsx';
import { TokenList } from './token-list.tsx';

/** What may come in, and by which key? */
export function Connections() {
  const open = useSearch({ from: '/connections' });
  const navigate = useNavigate({ from: '/connections' });
  const mayDo = useMayDo();
  // One form at a time.
  const show = ({ add, change }: ConnectionsSearch) =>
    void navigate({ ...opening(add ?? change), search: (shown) => ({ ...shown, add, change }) });
  return (
    <>
      <PageHead title="Connections" question="What may come in, and by which key?">
        <LiveSwitch />
      </PageHead>
      <Permitted anyOf={['tokens:read']}>
        <section className={styles.section}>
          <header>
            <div>
              <h2>API tokens</h2>
              <p>By which directories provision, and programs use the administration API.</p>
            </div>
            {mayDo('tokens:write') && open.add !== 'token' && (
              <Button size="xs" onClick={() => show({ add: 'token' })}>
                New token
              </Button>
            )}
          </header>
          {open.add === 'token' && (
            <Permitted anyOf={['tokens:write']}>
              <TokenForm close={() => show({})} />
            </Permitted>
          )}
          <TokenList />
        </section>
        {mayDo('sso:read') && <SsoSection open={open} show={show} />}
      </Permitted>
    </>
  );
}
