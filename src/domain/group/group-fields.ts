import type { Field } from '../../criteria/field.ts';

const text = (path: string): Field => ({ path, type: 'text', caseExact: false });
const exactText = (path: string): Field => ({ path, type: 'text', caseExact: true });
const instant = (path: string): Field => ({ path, type: 'instant', caseExact: true });

/** What can be asked about groups. */
export const groupFields = {
  id: exactText('id'),
  externalId: exactText('externalId'),
  displayName: text('displayName'),
  kind: exactText('kind'),
  created: instant('meta.created'),
  lastModified: instant('meta.lastModified'),
  memberId: exactText('members.value'),
  memberName: text('members.display'),
} as const satisfies Record<string, Field>;
