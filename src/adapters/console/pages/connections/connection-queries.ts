import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ConnectionAnswer, ProviderAnswer } from '../../../koa-admin/answers/connection-answer.ts';
import type { IssuedTokenAnswer, TokenAnswer } from '../../../koa-admin/answers/token-answer.ts';
import { ask, type Question } from '../../api/ask.ts';
import type { PageOf } from '../../api/page-of.ts';

export const tokens = queryOptions({
  queryKey: ['tokens'],
  queryFn: ({ signal }) => ask<PageOf<TokenAnswer>>('tokens', { signal }),
});

export const connections = queryOptions({
  queryKey: ['sso-connections'],
  queryFn: ({ signal }) => ask<PageOf<ConnectionAnswer>>('sso-connections', { signal }),
});

interface TokenRequest {
  readonly name: string;
  /** Whole days; `null` for a token that does not expire. */
  readonly expiresInDays?: number | null;
  readonly scopes?: readonly string[];
  readonly addresses?: readonly string[];
}

export const useIssueToken = () => useChange<IssuedTokenAnswer, TokenRequest>('POST', () => 'tokens');

export const useRotateToken = () =>
  useChange<IssuedTokenAnswer, { readonly id: string }>('POST', ({ id }) => `tokens/${id}/rotate`, noBody);

export const useRevokeToken = () =>
  useChange<TokenAnswer, { readonly id: string }>('POST', ({ id }) => `tokens/${id}/revoke`, noBody);

/** What finds an identity provider; of a connection that is there its id. */
export interface ProviderReference {
  readonly id?: string;
  readonly metadataUrl?: string;
  readonly metadataXml?: string;
  readonly issuer?: string;
}

/** Asks the identity provider, and saves nothing. */
export const useTestConnection = () =>
  useMutation({
    mutationFn: (body: ProviderReference) => ask<ProviderAnswer>('sso-tests', { method: 'POST', body }),
  });

interface ConnectionAddition extends ProviderReference {
  readonly name: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
}

export const useAddConnection = () =>
  useChange<ConnectionAnswer, ConnectionAddition>('POST', () => 'sso-connections');

export const useRemoveConnection = () =>
  useChange<unknown, { readonly id: string }>(
    'DELETE',
    ({ id }) => `sso-connections/${id}`,
    () => undefined,
  );

const noBody = () => ({});

/** Changes something, and has everything asked for again that is shown. */
function useChange<Answer, Input extends object>(
  method: Question['method'],
  pathOf: (input: Input) => string,
  bodyOf: (input: Input) => object | undefined = (input) => input,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => ask<Answer>(pathOf(input), { method, body: bodyOf(input) }),
    onSuccess: () => void queries.invalidateQueries(),
  });
}
