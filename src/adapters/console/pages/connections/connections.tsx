import { Button } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMayDo } from '../../api/caller.ts';
import { LiveSwitch } from '../../live/live-switch.tsx';
import { PageHead } from '../../page-head/page-head.tsx';
import { Permitted } from '../../states/permitted.tsx';
import { AddOidc } from './add-oidc.tsx';
import { AddSaml } from './add-saml.tsx';
import { ConnectionList } from './connection-list.tsx';
import styles from './connections.module.css';
import type { ConnectionsSearch } from './connections-search.ts';
import { TokenForm } from './token-form.tsx';
import { TokenList } from './token-list.tsx';

/** What may come in, and by which key? */
export function Connections() {
  const { add } = useSearch({ from: '/connections' });
  const navigate = useNavigate({ from: '/connections' });
  const mayDo = useMayDo();
  const show = (next: ConnectionsSearch['add']) => () => void navigate({ search: { add: next } });
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
            {mayDo('tokens:write') && add !== 'token' && (
              <Button size="xs" onClick={show('token')}>
                New token
              </Button>
            )}
          </header>
          {add === 'token' && (
            <Permitted anyOf={['tokens:write']}>
              <TokenForm close={show(undefined)} />
            </Permitted>
          )}
          <TokenList />
        </section>
        {mayDo('sso:read') && (
          <section className={styles.section}>
            <header>
              <div>
                <h2>Single Sign-On</h2>
                <p>By whom people prove who they are.</p>
              </div>
              {mayDo('sso:write') && (
                <div className={styles.buttons}>
                  <Button size="xs" variant="default" onClick={show('saml')} disabled={add === 'saml'}>
                    Add SAML
                  </Button>
                  <Button size="xs" variant="default" onClick={show('oidc')} disabled={add === 'oidc'}>
                    Add OpenID Connect
                  </Button>
                </div>
              )}
            </header>
            {add === 'saml' && (
              <Permitted anyOf={['sso:write']}>
                <AddSaml close={show(undefined)} />
              </Permitted>
            )}
            {add === 'oidc' && (
              <Permitted anyOf={['sso:write']}>
                <AddOidc close={show(undefined)} />
              </Permitted>
            )}
            <ConnectionList />
          </section>
        )}
      </Permitted>
    </>
  );
}
