import { Link, useSearch } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { Permission } from '../../../../domain/permission/permission.ts';
import { useMayDo } from '../../api/caller.ts';
import { LiveSwitch } from '../../live/live-switch.tsx';
import { PageHead } from '../../shell/page-head.tsx';
import { AccountSettings } from './account-settings.tsx';
import { Attributes } from './attributes.tsx';
import { Roles } from './roles.tsx';
import { Sessions } from './sessions.tsx';
import styles from './settings.module.css';
import type { SettingsPart } from './settings-search.ts';

interface Part {
  readonly part: SettingsPart;
  readonly name: string;
  /** Whoever has none of them is not shown it. */
  readonly permissions: readonly Permission[];
  readonly content: ComponentType;
}

const parts: readonly Part[] = [
  { part: 'attributes', name: 'Attributes', permissions: ['attributes:read'], content: Attributes },
  { part: 'roles', name: 'Roles', permissions: ['roles:read'], content: Roles },
  {
    part: 'sessions',
    name: 'Sessions',
    permissions: ['sessions:read', 'ownSessions:write'],
    content: Sessions,
  },
  { part: 'account', name: 'Account', permissions: ['account:read'], content: AccountSettings },
];

/** What is kept, and who may change it? */
export function Settings() {
  const { part } = useSearch({ from: '/settings' });
  const mayDo = useMayDo();
  const shown = parts.filter(({ permissions }) => permissions.some(mayDo));
  const open = shown.find((one) => one.part === part) ?? shown[0];
  if (open === undefined) return null;
  const Content = open.content;
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
      <Content />
    </>
  );
}
