import { isJsonObject } from '../criteria/json.ts';
import { Account } from '../domain/account/account.ts';
import { type Grantee, mayDo } from '../domain/permission/permission.ts';
import { DomainError, type DomainErrorCode } from '../domain/shared/domain-error.ts';
import { type AccountId, accountId } from '../domain/shared/identifiers.ts';
import { accountNotFound } from './accounts/account/account-not-found.ts';
import { checkInput } from './input/check-input.ts';
import type { InputClass } from './input/input-class.ts';
import { type Caller, type Principal, type Requester, serviceAccountId } from './ports/caller.ts';
import type { Clock } from './ports/clock.ts';
import type { UnitOfWork } from './ports/unit-of-work.ts';
import type { UseCaseObserver } from './ports/use-case-observer.ts';
import type { OpenAttempt } from './refusals/open-attempt.ts';
import type { RefusalRecorder } from './refusals/refusal-recorder.ts';
import type { AttemptTarget, Services, UseCase } from './use-case/use-case.ts';

/** Whether the runner holds inputs against their classes; a caller whose own schema has done so need not pay twice. */
export type InputChecking = 'checked' | 'trusted';

/**
 * Runs use cases: the caller, its permission, its account, the input, the unit of work, and the refusal in the journal
 * once the transaction is undone, in this order. Nothing runs a use case in any other way.
 */
export class UseCaseRunner {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly services: Services,
    private readonly clock: Clock,
    private readonly refusals: RefusalRecorder,
    private readonly observer: UseCaseObserver,
  ) {}

  /**
   * @throws DomainError `callerInvalid`, `permissionMissing`, `inputInvalid`, `accountNotFound`, and what the use case
   * throws; recorded in the journal. @throws StorageUnavailable
   */
  async run<Input, Output>(
    useCase: UseCase<string, Input, Output>,
    caller: Requester,
    input: Input,
    checking: InputChecking,
  ): Promise<Output> {
    const problem = requesterProblem(caller);
    const requester = problem === undefined ? caller : unknownRequester;
    const attempt: OpenAttempt = {
      action: useCase.name,
      target: targetOf(useCase.target?.(isJsonObject(input) ? input : {}, requester)),
      accountId: accountOfToken(requester) ?? serviceAccountId,
    };
    const ended = this.observer.began(useCase.name, requester);
    try {
      if (problem !== undefined) throw callerInvalid(useCase.name, problem);
      requirePermission(useCase, requester.principal);
      const result = await this.execute(useCase, requester, input, checking, attempt);
      ended({ kind: 'done' });
      return result;
    } catch (error) {
      if (!(error instanceof DomainError)) {
        ended({ kind: 'failed', error });
        throw error;
      }
      if (!isAnswer(useCase, error)) {
        await this.refusals.record({ ...requester, accountId: attempt.accountId }, attempt, error);
      }
      ended({ kind: 'refused', code: error.code });
      throw error;
    }
  }

  private async execute<Input, Output>(
    useCase: UseCase<string, Input, Output>,
    requester: Requester,
    unchecked: Input,
    checking: InputChecking,
    attempt: OpenAttempt,
  ): Promise<Output> {
    const check = <Value>(valueClass: InputClass<Value>, value: Value): Value =>
      checking === 'trusted' ? value : checkInput(useCase.name, valueClass, value);
    const checkedInput = () => (useCase.input === undefined ? unchecked : check(useCase.input, unchecked));
    const context = { ...this.services, at: this.clock.now(), attempt, check };
    if (useCase.kind === 'crossesAccounts')
      return useCase.run(this.unitOfWork, requester, checkedInput(), context);
    const caller = requireAccountNamed(useCase.name, requester);
    const account = await this.accountOf(useCase, caller);
    attempt.accountId = caller.accountId;
    const input = checkedInput();
    const inAccount = { ...context, account };
    switch (useCase.kind) {
      case 'reads':
        return this.unitOfWork.read(caller, (scope) => useCase.run(scope, caller, input, inAccount));
      case 'changes':
        return this.unitOfWork.transact(caller, (scope) => useCase.run(scope, caller, input, inAccount));
      case 'ownTransactions':
        return useCase.run(this.unitOfWork, caller, input, inAccount);
    }
  }

  /** @throws DomainError `accountNotFound`. */
  private async accountOf(
    { kind, permission }: Pick<UseCase, 'kind' | 'permission'>,
    caller: Caller,
  ): Promise<Account> {
    const { accountId } = caller;
    // The service itself has a journal and is no account.
    if (accountId === serviceAccountId && permission === 'auditLog:read') {
      return Account.open(accountId, 'Rollcall', this.clock.now()).state;
    }
    const letsProvision = ({ state }: Account) => kind === 'reads' || state.sso !== undefined;
    const account = await this.services.accounts.findAccount(accountId, letsProvision, caller);
    if (account === undefined) throw accountNotFound(accountId);
    return account;
  }
}

const notFoundByReading: ReadonlySet<DomainErrorCode> = new Set<DomainErrorCode>([
  'agentNotFound',
  'groupNotFound',
  'profileAttributeNotFound',
]);

/**
 * That a read finds nothing is an answer, not a refused attempt: directories look for people who are not there before
 * nearly every push, and each look-up would write an entry.
 */
const isAnswer = ({ kind }: Pick<UseCase, 'kind'>, { code }: DomainError): boolean =>
  kind === 'reads' && notFoundByReading.has(code);

const principalKinds = new Set<unknown>(['token', 'operator', 'service', 'anonymous']);

/** In whose name the refusal of a call without a caller is recorded. */
const unknownRequester: Requester = {
  principal: { kind: 'anonymous' },
  source: 'in process',
  requestId: 'unknown',
};

/** What keeps a value from being a caller, which may come from JavaScript; `undefined` where nothing does. */
function requesterProblem(caller: unknown): string | undefined {
  if (!isJsonObject(caller) || !isJsonObject(caller.principal)) return 'is none';
  const { principal, source, requestId, deadline } = caller;
  if (!principalKinds.has(principal.kind)) return 'is of no known kind';
  if (principal.kind !== 'anonymous' && typeof principal.name !== 'string') return 'has no name';
  if (principal.kind === 'token' && typeof principal.id !== 'string') return 'is a token without an id';
  const isBound = principal.kind === 'token' && principal.agentId !== undefined;
  if (isBound && typeof principal.agentId !== 'string') return 'is a token of no agent';
  if (typeof source !== 'string') return 'has no source';
  if (typeof requestId !== 'string') return 'has no requestId';
  if (deadline !== undefined && !Number.isFinite(deadline)) return 'has a deadline that is no number';
  return undefined;
}

const callerInvalid = (name: string, problem: string): DomainError =>
  new DomainError(
    'callerInvalid',
    `"${name}" was called without a caller: the first argument ${problem}. Pass what "caller" of the opened service makes.`,
  );

/** @throws DomainError `callerInvalid`. */
function requireAccountNamed(name: string, requester: Requester & { readonly accountId?: unknown }): Caller {
  const { accountId: named } = requester;
  if (typeof named !== 'string' || named.length > accountIdCharactersMax) {
    throw callerInvalid(name, 'names no account');
  }
  return { ...requester, accountId: accountId(named) };
}

/** The length of a UUID. */
const accountIdCharactersMax = 36;

/** A token was found in its account; whoever else names one may be wrong about it. */
const accountOfToken = (requester: Requester & Partial<Caller>): AccountId | undefined =>
  requester.principal.kind === 'token' ? requester.accountId : undefined;

const granteeOf = (principal: Principal): Grantee => {
  if (principal.kind !== 'token') return principal.kind;
  return principal.agentId === undefined ? 'scimToken' : 'personalToken';
};

const granteeNames: Readonly<Record<Grantee, string>> = {
  scimToken: 'An API token of a directory',
  personalToken: 'An API token that speaks for one agent',
  operator: 'An operator',
  service: 'A service',
  anonymous: 'Nobody without a token',
};

function requirePermission({ name, permission }: Pick<UseCase, 'name' | 'permission'>, principal: Principal) {
  const grantee = granteeOf(principal);
  if (mayDo(grantee, permission)) return;
  const who = granteeNames[grantee];
  const message = `${who} may ${grantee === 'anonymous' ? '' : 'not '}do this: "${name}" needs the permission "${permission}".`;
  throw new DomainError('permissionMissing', message, { permission });
}

/** What an input that was not checked yet says of its target; anything but text is left out. */
function targetOf(target: AttemptTarget | undefined): OpenAttempt['target'] {
  if (target === undefined) return undefined;
  const { type, id, name } = target;
  return { type, id: textOf(id), name: textOf(name) };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
