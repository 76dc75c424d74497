import { queryOptions } from '@tanstack/react-query';
import type { AttributeAnswer, DescribedAttributeAnswer } from '../../koa-admin/answers/attribute-answers.ts';
import { ask } from '../api/ask.ts';
import type { PageOf } from '../api/page-of.ts';

/** What the account keeps below `profile`. */
export const customAttributes = queryOptions({
  queryKey: ['attributes'],
  queryFn: ({ signal }) => ask<PageOf<AttributeAnswer>>('attributes', { signal }),
});

/** @param name - without `profile.`. */
export const pathOfAttribute = (name: string): string => `attributes/${encodeURIComponent(name)}`;

/** How much one of them is used, and its common values. */
export const describedAttribute = (name: string) =>
  queryOptions({
    queryKey: ['attributes', name],
    queryFn: ({ signal }) => ask<DescribedAttributeAnswer>(pathOfAttribute(name), { signal }),
  });
