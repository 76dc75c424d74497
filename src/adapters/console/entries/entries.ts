import {
  IconActivity,
  IconAddressBook,
  IconAdjustmentsHorizontal,
  IconListCheck,
  IconPlugConnected,
  IconStairs,
  IconUsersGroup,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Permission } from '../../../domain/permission/permission.ts';
import type { ConsolePath } from '../paths.ts';

interface Entry {
  readonly path: ConsolePath;
  readonly name: string;
  /** The administrator's, which the page answers. */
  readonly question: string;
  /** Whoever lacks it is not shown the entry. */
  readonly permission: Permission;
  readonly icon: TablerIcon;
}

/** What the navigation leads to. */
export const entries: readonly Entry[] = [
  {
    path: '/',
    name: 'Overview',
    question: 'Is it working?',
    permission: 'account:read',
    icon: IconListCheck,
  },
  {
    path: '/okta-set-up',
    name: 'Okta set-up',
    question: 'What do I type where?',
    permission: 'requests:read',
    icon: IconStairs,
  },
  {
    path: '/people',
    name: 'People',
    question: 'Who is here?',
    permission: 'agents:read',
    icon: IconAddressBook,
  },
  {
    path: '/groups',
    name: 'Groups',
    question: 'Who belongs to what, and why?',
    permission: 'groups:read',
    icon: IconUsersGroup,
  },
  {
    path: '/activity',
    name: 'Activity',
    question: 'What happened, and why?',
    permission: 'auditLog:read',
    icon: IconActivity,
  },
  {
    path: '/connections',
    name: 'Connections',
    question: 'What may come in, and by which key?',
    permission: 'tokens:read',
    icon: IconPlugConnected,
  },
  {
    path: '/settings',
    name: 'Settings',
    question: 'What is kept, and who may change it?',
    permission: 'attributes:read',
    icon: IconAdjustmentsHorizontal,
  },
];
