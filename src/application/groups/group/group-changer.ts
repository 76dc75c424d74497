import type { GroupChanger } from '../../../domain/group/group-governance.ts';
import type { Caller } from '../../ports/caller.ts';

/** As whom the caller changes groups: a token is a directory's, which pushes; whoever else is here does it by hand. */
export const groupChangerOf = ({ principal }: Caller): GroupChanger =>
  principal.kind === 'token' ? 'push' : 'hand';
