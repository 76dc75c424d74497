import { DomainError } from '../../../domain/shared/domain-error.ts';

export const mayNotEnter = (userName: string): DomainError =>
  new DomainError(
    'mayNotEnter',
    `${JSON.stringify(userName.slice(0, 80))} has no role with which somebody may enter. An administrator gives one in the directory or by a group.`,
  );
