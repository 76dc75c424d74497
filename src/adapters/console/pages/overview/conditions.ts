import type { PartAnswer } from '../../../koa-admin/answers/overview-answer.ts';
import type { RollState } from '../../roll/state-mark.tsx';

export type Condition = PartAnswer['condition'];

/** How a condition is shown: by a mark and a word. */
export const shown: Readonly<Record<Condition, { readonly state: RollState; readonly word: string }>> = {
  failing: { state: 'absent', word: 'Failing' },
  attention: { state: 'late', word: 'Needs you' },
  waiting: { state: 'notCalled', word: 'Waiting' },
  unused: { state: 'notCalled', word: 'Not used' },
  working: { state: 'present', word: 'Working' },
};

export const partNames: Readonly<Record<PartAnswer['name'], string>> = {
  singleSignOn: 'Single Sign-On',
  token: 'API token',
  pushes: 'Pushes',
  groups: 'Groups',
};

/** The worst first. */
const order: readonly Condition[] = ['failing', 'attention', 'waiting', 'working'];

/** How the whole is: as the worst of its parts. What nobody uses cannot fail. */
export const worstOf = (parts: readonly PartAnswer[]): Condition =>
  order.find((condition) => parts.some((part) => part.condition === condition)) ?? 'waiting';
