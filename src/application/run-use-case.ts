import { Account } from '../domain/account/account.ts';
import type { Permission } from '../domain/permission/permission.ts';
import { DomainError, type DomainErrorCode } from '../domain/shared/domain-error.ts';
import type { AccountId } from '../domain/shared/identifiers.ts';
import { accountNotFound } from './accounts/account/account-not-found.ts';
import { sealingNothing } from './dry-run/sealing-nothing.ts';
import { undoingUnitOfWork } from './dry-run/undoing-unit-of-work.ts';
import { isHere } from './groups/group/group-changer.ts';
import { checkInput } from './input/check-input.ts';
import type { InputClass } from './input/input-class.ts';
import { type Caller, type Principal, type Requester, serviceAccountId } from './ports/caller.ts';
import type { Clock } from './ports/clock.ts';
import type { JournalEntry } from './ports/journal-entry.ts';
import type { JournalOrder } from './ports/journal-order.ts';
import type { DryRun, UnitOfWork } from './ports/unit-of-work.ts';
import type { UseCaseObserver } from './ports/use-case-observer.ts';
import type { OpenAttempt } from './refusals/open-attempt.ts';
import type { RefusalRecorder } from './refusals/refusal-recorder.ts';
import {
  callerInvalid,
  requesterProblem,
  requireCaller,
  unknownRequester,
} from './requester/requester-problem.ts';
import { requirePermission } from './requester/require-permission.ts';
import { attemptTarget } from './use-case/attempt-target.ts';
import type { Services, UseCase } from './use-case/use-case.ts';

/** Whether the runner holds inputs against their classes; a caller whose own schema has done so need not pay twice. */
export type InputChecking = 'checked' | 'trusted';

/** How a use case is run. */
interface Manner {
  readonly checking: InputChecking;
  readonly isDryRun: boolean;
  readonly unitOfWork: UnitOfWork;
}

/**
 * Runs use cases: the caller, its permission, its account, the input, the unit of work, and the refusal in the journal
 * once the transaction is undone, in this order. Nothing runs a use case in any other way.
 */
export class UseCaseRunner {
  /** What dry runs are given. */
  private readonly undoing: Services;

  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly journalOrder: JournalOrder,
    private readonly services: Services,
    private readonly clock: Clock,
    private readonly refusals: RefusalRecorder,
    private readonly observer: UseCaseObserver,
  ) {
    this.undoing = { ...services, auditSeal: sealingNothing(services.auditSeal) };
  }

  /**
   * @throws DomainError `callerInvalid`, `permissionMissing`, `inputInvalid`, `accountNotFound`, `accountClosed`, and what the use case
   * throws; recorded in the journal. @throws StorageUnavailable
   */
  run<Input, Output>(
    useCase: UseCase<string, Input, Output>,
    caller: Requester,
    input: Input,
    checking: InputChecking,
  ): Promise<Output> {
    return this.attempt(useCase, caller, input, { checking, isDryRun: false, unitOfWork: this.unitOfWork });
  }

  /**
   * What a use case would do: it does all of it, and each of its transactions is undone. Nothing is sealed for it either. Of refusals
   * the journal is told where somebody may not do it at all.
   *
   * @throws as `run` does.
   */
  async dryRun<Input, Output>(
    useCase: UseCase<string, Input, Output>,
    caller: Requester,
    input: Input,
    checking: InputChecking,
  ): Promise<DryRun<Output>> {
    const entries: JournalEntry[] = [];
    const unitOfWork = undoingUnitOfWork(this.unitOfWork, (told) => entries.push(...told));
    const result = await this.attempt(useCase, caller, input, { checking, isDryRun: true, unitOfWork });
    return { result, entries };
  }

  private async attempt<Input, Output>(
    useCase: UseCase<string, Input, Output>,
    caller: Requester,
    input: Input,
    manner: Manner,
  ): Promise<Output> {
    const problem = requesterProblem(caller);
    const requester = problem === undefined ? caller : unknownRequester;
    const attempt: OpenAttempt = {
      action: useCase.name,
      target: attemptTarget(useCase, input, requester),
      accountId: provenAccount(requester) ?? serviceAccountId,
    };
    const observed = this.observer.began(useCase.name, requester);
    const traced = observed.trace === undefined ? requester : { ...requester, trace: observed.trace };
    try {
      if (problem !== undefined) throw callerInvalid(useCase.name, problem);
      requirePermission(useCase.name, useCase.permission, requester.principal);
      const result = await this.execute(useCase, traced, input, manner, attempt);
      observed.ended({ kind: 'done' });
      return result;
    } catch (error) {
      if (!(error instanceof DomainError)) {
        observed.ended({ kind: 'failed', error });
        throw error;
      }
      if (!isAnswer(useCase, error, manner)) {
        await this.refusals.record({ ...traced, accountId: attempt.accountId }, attempt, error);
      }
      observed.ended({ kind: 'refused', code: error.code });
      throw error;
    }
  }

  private async execute<Input, Output>(
    useCase: UseCase<string, Input, Output>,
    requester: Requester,
    unchecked: Input,
    { checking, isDryRun, unitOfWork }: Manner,
    attempt: OpenAttempt,
  ): Promise<Output> {
    const check = <Value>(valueClass: InputClass<Value>, value: Value): Value =>
      checking === 'trusted' ? value : checkInput(useCase.name, valueClass, value);
    const checkedInput = () => (useCase.input === undefined ? unchecked : check(useCase.input, unchecked));
    const services = isDryRun ? this.undoing : this.services;
    const context = { ...services, at: this.clock.now(), attempt, isDryRun, check };
    if (useCase.kind === 'crossesAccounts')
      return useCase.run(unitOfWork, requester, checkedInput(), context);
    const caller = requireCaller(useCase.name, requester);
    const account = await this.accountOf(useCase, caller);
    attempt.accountId = caller.accountId;
    if (useCase.kind !== 'reads' && !useCase.inClosedAccount) account.requireOpen();
    const input = checkedInput();
    const inAccount = { ...context, account };
    switch (useCase.kind) {
      case 'reads':
        // Before there is a connection to read with, lest one is held while others are waited for.
        if (useCase.readsJournal?.(input)) await this.journalOrder.upToNow();
        return unitOfWork.read(
          caller,
          (scope) => useCase.run(scope, caller, input, inAccount),
          useCase.looksUpOne?.(input),
        );
      case 'changes': {
        const change = () =>
          unitOfWork.transact(
            caller,
            (scope) => useCase.run(scope, caller, input, inAccount),
            useCase.changesOne?.(input),
          );
        return useCase.repetition === undefined || isDryRun
          ? change()
          : this.services.unansweredCreations.once(caller, useCase.repetition, input, change);
      }
      case 'ownTransactions':
        if (useCase.readsJournal?.(input)) await this.journalOrder.upToNow();
        return useCase.run(unitOfWork, caller, input, inAccount);
    }
  }

  /** @throws DomainError `accountNotFound`. */
  private async accountOf(
    { kind, permission }: Pick<UseCase, 'kind' | 'permission'>,
    caller: Caller,
  ): Promise<Account> {
    const { accountId } = caller;
    // The service itself has a journal and is no account.
    if (accountId === serviceAccountId && readOfTheService.has(permission)) {
      return Account.open(accountId, 'Rollcall', this.clock.now()).state;
    }
    const letsHappen = ({ hasSso, state: { closedAt, groupsOverScim, directoryOnly } }: Account) =>
      kind === 'reads' ||
      (hasSso &&
        closedAt === undefined &&
        (groupsOverScim || permission !== 'groups:write') &&
        !(directoryOnly && isHere(caller)));
    const account = await this.services.accounts.findAccount(accountId, letsHappen, caller);
    if (account === undefined) throw accountNotFound(accountId);
    return account;
  }
}

/** What the service keeps of what no account is known for. */
const readOfTheService = new Set<Permission>(['auditLog:read', 'requests:read']);

const notFoundByReading: ReadonlySet<DomainErrorCode> = new Set<DomainErrorCode>([
  'agentNotFound',
  'groupNotFound',
  'profileAttributeNotFound',
  'requestNotFound',
]);

/**
 * That a read finds nothing is an answer, not a refused attempt: directories look for people who are not there before
 * nearly every push, and each look-up would write an entry. So is what a dry run finds out.
 */
const isAnswer = <Input, Output>(
  useCase: UseCase<string, Input, Output>,
  { code }: DomainError,
  { isDryRun }: Manner,
): boolean => {
  if (isDryRun) return code !== 'permissionMissing';
  const reads =
    useCase.kind === 'reads' || (useCase.kind === 'ownTransactions' && useCase.onlyReads === true);
  return reads && notFoundByReading.has(code);
};

/** These were found in their account; whoever else names one may be wrong about it. */
const foundInAccount = new Set<Principal['kind']>(['token', 'person', 'identityProvider']);

const provenAccount = ({ principal, accountId }: Requester & Partial<Caller>): AccountId | undefined =>
  foundInAccount.has(principal.kind) ? accountId : undefined;
