import { isJsonObject, type JsonObject } from '../../criteria/json.ts';
import { isTokenScope } from '../../domain/permission/token-scope.ts';
import { isRole } from '../../domain/role/role.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import { type Caller, principalKinds, type Requester } from '../ports/caller.ts';

/** The length of a UUID. */
const accountIdCharactersMax = 36;

const knownKinds = new Set<unknown>(principalKinds);

/** In whose name the refusal of a call without a requester is recorded. */
export const unknownRequester: Requester = {
  principal: { kind: 'anonymous' },
  source: 'in process',
  requestId: 'unknown',
};

/** What keeps a value from being a requester, which may come from JavaScript; `undefined` where nothing does. */
export function requesterProblem(value: unknown): string | undefined {
  if (!isJsonObject(value) || !isJsonObject(value.principal)) return 'is none';
  const { principal, source, requestId, deadline, accountId, journalled } = value;
  if (!knownKinds.has(principal.kind)) return 'is of no known kind';
  if (principal.kind !== 'anonymous' && typeof principal.name !== 'string') return 'has no name';
  if (principal.kind === 'token' && typeof principal.id !== 'string') return 'is a token without an id';
  if (principal.kind === 'person' && !isRole(principal.role)) return 'is a person of no known role';
  if (principal.kind === 'token' && hasOddScopes(principal)) return 'is a token with scopes that are none';
  if (isBoundAmiss(principal)) return `is a ${principal.kind} of no agent`;
  if (typeof source !== 'string') return 'has no source';
  if (typeof requestId !== 'string') return 'has no requestId';
  if (deadline !== undefined && !Number.isFinite(deadline)) return 'has a deadline that is no number';
  if (journalled !== undefined && typeof journalled !== 'function') return 'has a journalled that is none';
  if (accountId !== undefined && !mayNameAccount(accountId)) return 'names no account';
  return undefined;
}

const hasOddScopes = ({ scopes }: JsonObject): boolean =>
  scopes !== undefined && !(Array.isArray(scopes) && scopes.every(isTokenScope));

const isBoundAmiss = ({ kind, agentId }: JsonObject): boolean =>
  (kind === 'token' || kind === 'person') && agentId !== undefined && typeof agentId !== 'string';

const mayNameAccount = (value: unknown): boolean =>
  typeof value === 'string' && value.length <= accountIdCharactersMax;

/**
 * The requester as one who acts in an account; a copy, so that nobody changes the account while the work goes on.
 *
 * @throws DomainError `callerInvalid`.
 */
export function requireCaller(useCase: string, requester: Requester & Partial<Caller>): Caller {
  const { accountId } = requester;
  if (accountId === undefined) throw callerInvalid(useCase, 'names no account');
  return { ...requester, accountId };
}

export const callerInvalid = (useCase: string, problem: string): DomainError =>
  new DomainError(
    'callerInvalid',
    `"${useCase}" was called without a caller: the first argument ${problem}. Pass what "caller" of the opened service makes.`,
  );
