import { isJsonObject } from '../criteria/json.ts';
import { type Grantee, mayDo } from '../domain/permission/permission.ts';
import { DomainError } from '../domain/shared/domain-error.ts';
import { findAccount } from './accounts/account/find-account.ts';
import { checkInput } from './input/check-input.ts';
import type { InputClass } from './input/input-class.ts';
import { type Caller, type Principal, type Requester, serviceAccountId } from './ports/caller.ts';
import type { Clock } from './ports/clock.ts';
import type { UnitOfWork } from './ports/unit-of-work.ts';
import type { UseCaseObserver } from './ports/use-case-observer.ts';
import type { OpenAttempt } from './refusals/open-attempt.ts';
import type { RefusalRecorder } from './refusals/refusal-recorder.ts';
import type { AttemptTarget, Services, UseCase, UseCaseContext } from './use-case.ts';

/** Whether the runner holds inputs against their classes; a caller whose own schema has done so need not pay twice. */
export type InputChecking = 'checked' | 'trusted';

/**
 * Runs use cases: the caller's permission, the input, the account, the unit of work, and the refusal in the journal
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
    requireRequester(useCase.name, caller);
    const attempt: OpenAttempt = {
      action: useCase.name,
      target: targetOf(useCase.target?.(isJsonObject(input) ? input : {}, caller)),
      accountId: 'accountId' in caller ? (caller as Caller).accountId : serviceAccountId,
    };
    const ended = this.observer.began(useCase.name, caller);
    try {
      requirePermission(useCase, caller.principal);
      const check = <Value>(valueClass: InputClass<Value>, value: Value): Value =>
        checking === 'trusted' ? value : checkInput(useCase.name, valueClass, value);
      const checked = useCase.input === undefined ? input : check(useCase.input, input);
      const context = { ...this.services, at: this.clock.now(), attempt, check };
      const result = await this.execute(useCase, caller, checked, context);
      ended({ kind: 'done' });
      return result;
    } catch (error) {
      if (!(error instanceof DomainError)) {
        ended({ kind: 'failed', error });
        throw error;
      }
      await this.refusals.record({ ...caller, accountId: attempt.accountId }, attempt, error);
      ended({ kind: 'refused', code: error.code });
      throw error;
    }
  }

  private async execute<Input, Output>(
    useCase: UseCase<string, Input, Output>,
    requester: Requester,
    input: Input,
    context: UseCaseContext,
  ): Promise<Output> {
    if (useCase.kind === 'crossesAccounts') return useCase.run(this.unitOfWork, requester, input, context);
    const caller = await this.callerInAccount(useCase.name, requester);
    switch (useCase.kind) {
      case 'reads':
        return this.unitOfWork.read(caller, (scope) => useCase.run(scope, caller, input, context));
      case 'changes':
        return this.unitOfWork.transact(caller, (scope) => useCase.run(scope, caller, input, context));
      case 'ownTransactions':
        return useCase.run(this.unitOfWork, caller, input, context);
    }
  }

  /** A token was found with its account; whoever else names an account may be wrong about it. */
  private async callerInAccount(name: string, requester: Requester): Promise<Caller> {
    const { accountId } = requester as Partial<Caller>;
    if (typeof accountId !== 'string') throw callerInvalid(name, 'names no account');
    const caller = { ...requester, accountId };
    if (requester.principal.kind !== 'token') await findAccount(this.services.accounts, caller);
    return caller;
  }
}

const principalKinds = new Set<unknown>(['token', 'operator', 'service', 'anonymous']);

/** Callers in process may be written in JavaScript. */
function requireRequester(name: string, caller: unknown): void {
  if (!isJsonObject(caller) || !isJsonObject(caller.principal)) throw callerInvalid(name, 'is none');
  if (!principalKinds.has(caller.principal.kind)) throw callerInvalid(name, 'is of no known kind');
  for (const part of ['source', 'requestId']) {
    if (typeof caller[part] !== 'string') throw callerInvalid(name, `has no ${part}`);
  }
}

const callerInvalid = (name: string, problem: string): DomainError =>
  new DomainError(
    'callerInvalid',
    `"${name}" was called without a caller: the first argument ${problem}. Pass what "caller" of the opened service makes.`,
  );

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
