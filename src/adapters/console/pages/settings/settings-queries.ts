import { queryOptions } from '@tanstack/react-query';
import type { AccountAnswer } from '../../../koa-admin/answers/account-answer.ts';
import type { UnkeptAttributeAnswer } from '../../../koa-admin/answers/attribute-answers.ts';
import type { MemberAnswer } from '../../../koa-admin/answers/member-answer.ts';
import type { OwnerAnswer, RoleGroupAnswer } from '../../../koa-admin/answers/role-answers.ts';
import type { SessionAnswer } from '../../../koa-admin/answers/session-answer.ts';
import { ask } from '../../api/ask.ts';
import type { PageOf } from '../../api/page-of.ts';

const listAt = <Item>(path: string) =>
  queryOptions({
    queryKey: [path],
    queryFn: ({ signal }) => ask<PageOf<Item>>(path, { signal }),
  });

export const unkeptAttributes = listAt<UnkeptAttributeAnswer>('unkept-attributes');
export const administrators = listAt<MemberAnswer>('administrators');
export const owners = listAt<OwnerAnswer>('owners');
export const roleGroups = listAt<RoleGroupAnswer>('role-groups');
export const sessions = listAt<SessionAnswer>('sessions');
export const ownSessions = listAt<SessionAnswer>('own-sessions');

export const account = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => ask<AccountAnswer>('account', { signal }),
});
