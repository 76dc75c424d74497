import { Link, useSearch } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import { useMayDo } from '../../api/caller.ts';
import { LiveSwitch } from '../../live/live-switch.tsx';
import { PageHead } from '../../page-head/page-head.tsx';
import { Permitted } from '../../states/permitted.tsx';
import { AccountSettings } from './account-settings.tsx';
import { Attributes } from './attributes.tsx';
import { Roles } from './roles.tsx';
import { Sessions } from './sessions.tsx';
import styles from './settings.module.css';
import { settingsParts } from './settings-parts.ts';

const contents: Readonly<Record<(typeof settingsParts)[number]['part'], ComponentType>> = {
  attributes: Attributes,
  roles: Roles,
  sessions: Sessions,
  account: AccountSettings,
};

/** What is kept, and who may change it? */
export function Settings() {
  const { part } = useSearch({ from: '/settings' });
  const mayDo = useMayDo();
  const shown = settingsParts.filter(({ permissions }) => permissions.some(mayDo));
  const open = settingsParts.find((one) => one.part === part) ?? shown[0];
  if (open === undefined) return null;
  const Content = contents[open.part];
  return (
    <>
      <PageHead title="Settings" question="What is kept, and who may change it?">
        <LiveSwitch />
      </PageHead>
      <nav className={styles.parts} aria-label="Settings">
        {shown.map(({ part: one, name }) => (
          <Link
            key={one}
            to="/settings"
            search={{ part: one }}
            aria-current={one === open.part ? 'page' : undefined}
          >
            {name}
          </Link>
        ))}
      </nav>
      <Permitted anyOf={open.permissions}>
        <Content />
      </Permitted>
    </>
  );
}
