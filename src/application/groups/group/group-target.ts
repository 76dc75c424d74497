import { isJsonObject } from '../../../criteria/json.ts';
import type { AttemptTarget } from '../../use-case/use-case.ts';

/** What an attempt is about that concerns one group. */
export const groupTarget = ({ id }: { readonly id?: unknown }): AttemptTarget => ({ type: 'group', id });

/** What an attempt is about that is to make a group: it has a name and no id yet. */
export const newGroupTarget = ({ desired }: { readonly desired?: unknown }): AttemptTarget => ({
  type: 'group',
  name: isJsonObject(desired) ? desired.displayName : undefined,
});
