import { textIn } from '../search-values.ts';

/** What the page of what happened shows, as its address says it. */
export interface ActivitySearch {
  readonly refused?: true;
  readonly targetId?: string;
  readonly targetName?: string;
  readonly requestId?: string;
  readonly principalName?: string;
  /** The entry whose details are seen, by its position. */
  readonly open?: number;
}

export const activitySearch = (said: Record<string, unknown>): ActivitySearch => ({
  refused: said.refused === true ? true : undefined,
  targetId: textIn(said.targetId),
  targetName: textIn(said.targetName),
  requestId: textIn(said.requestId),
  principalName: textIn(said.principalName),
  open: typeof said.open === 'number' ? said.open : undefined,
});
