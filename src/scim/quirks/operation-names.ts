import { member } from '../resource/member.ts';
import { mapOperations, withMember } from './message-operations.ts';
import type { Quirk } from './quirk.ts';

/** Entra: `Add`, `Replace` and `Remove` for RFC 7644's `add`, `replace` and `remove`. */
export const operationNames: Quirk = {
  name: 'operations in any letter case',
  patchMessage: (message) =>
    mapOperations(message, (operation) => {
      const op = member(operation, 'op');
      const isSame = typeof op !== 'string' || op === op.toLowerCase();
      return isSame ? operation : withMember(operation, 'op', op.toLowerCase());
    }),
};
