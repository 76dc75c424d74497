import type { Account } from '../../domain/account/account.ts';
import type { Permission } from '../../domain/permission/permission.ts';
import type { SessionLimits } from '../../domain/session/session.ts';
import type { Instant } from '../../domain/shared/instant.ts';
import type { TokenUse } from '../access/token/token-use.ts';
import type { Repetition, UnansweredCreations } from '../idempotency/unanswered-creations.ts';
import type { InputClass } from '../input/input-class.ts';
import type { AccountDirectory } from '../ports/account-directory.ts';
import type { AddressRanges } from '../ports/address-ranges.ts';
import type { AuditArchive } from '../ports/audit-archive.ts';
import type { ExportWriter } from '../ports/audit-export.ts';
import type { AuditSeal } from '../ports/audit-seal.ts';
import type { AuditVerification } from '../ports/audit-verification.ts';
import type { Caller, Requester } from '../ports/caller.ts';
import type { IdentifierSource } from '../ports/identifier-source.ts';
import type { IdentityProviders } from '../ports/identity-providers.ts';
import type { LogoutTokens } from '../ports/logout-tokens.ts';
import type { OidcSignIn } from '../ports/oidc-sign-in.ts';
import type { OperationalLog } from '../ports/operational-log.ts';
import type { RuleLanguage } from '../ports/rule-language.ts';
import type { SamlSignIn } from '../ports/saml-sign-in.ts';
import type { SecretSeal } from '../ports/secret-seal.ts';
import type { TokenSecrets } from '../ports/token-secrets.ts';
import type { ReadScope, UnitOfWork, WriteScope } from '../ports/unit-of-work.ts';
import type { OpenAttempt } from '../refusals/open-attempt.ts';
import type { RefusalAllowance } from '../refusals/refusal-allowance.ts';
import type { SessionUse } from '../sessions/session/session-use.ts';

/** What use cases need of the process that runs them. */
export interface Services {
  readonly accounts: AccountDirectory;
  readonly addressRanges: AddressRanges;
  readonly identifiers: IdentifierSource;
  readonly tokenSecrets: TokenSecrets;
  readonly tokenUse: TokenUse;
  readonly sessionUse: SessionUse;
  readonly sessionLimits: SessionLimits;
  readonly secretSeal: SecretSeal;
  readonly identityProviders: IdentityProviders;
  readonly logoutTokens: LogoutTokens;
  readonly samlSignIn: SamlSignIn;
  readonly oidcSignIn: OidcSignIn;
  readonly ruleLanguage: RuleLanguage;
  readonly refusals: RefusalAllowance;
  readonly unansweredCreations: UnansweredCreations;
  readonly auditSeal: AuditSeal;
  readonly auditArchive: AuditArchive;
  readonly auditVerification: AuditVerification;
  readonly exportWriter: ExportWriter;
  readonly log: OperationalLog;
}

export interface UseCaseContext extends Services {
  /** When the use case began, by the clock of the process: the time of all that it does. */
  readonly at: Instant;
  /** What the journal will say of the attempt, should it be refused. */
  readonly attempt: OpenAttempt;
  /** Whether each transaction is undone, so that none finds what the one before it did. */
  readonly isDryRun: boolean;
  /**
   * What a function of the input answered, held against its class as the input itself was.
   *
   * @throws DomainError `inputInvalid`.
   */
  check<Answer>(answerClass: InputClass<Answer>, answer: Answer): Answer;
}

/** What a use case in the caller's account is given besides. */
export interface AccountContext extends UseCaseContext {
  /** The caller's account. What it lets somebody do may be a few seconds old; what it refuses is not. */
  readonly account: Account;
}

/** What an input that nobody has checked yet may hold. */
type UncheckedInput<Input> = { readonly [Name in keyof Input]?: unknown };

interface Definition<Name extends string, Input> {
  /** Verb and noun: what the journal calls a refused attempt, and what metrics count. */
  readonly name: Name;
  readonly permission: Permission;
  /** Whether it can be done in an account that is closed, as all reading can: what takes access away, and what reopens. */
  readonly inClosedAccount?: true;
  /** The class of the input, with class-validator's rules; absent where nothing is given. */
  readonly input?: InputClass<Input>;
  /** What the attempt is about, as far as the input tells; strings of the input only. */
  readonly target?: (input: UncheckedInput<Input>, caller: Partial<Caller>) => AttemptTarget;
}

export interface AttemptTarget {
  readonly type: NonNullable<OpenAttempt['target']>['type'];
  readonly id?: unknown;
  readonly name?: unknown;
}

/** Reads the caller's account. */
export interface ReadingUseCase<Name extends string, Input, Output> extends Definition<Name, Input> {
  readonly kind: 'reads';
  /** Whether it asks for one agent and nothing else: see `UnitOfWork.read`. */
  readonly looksUpOne?: (input: Input) => boolean;
  /** Whether it reads the journal in its order. Then whatever was committed before it has its position, or it fails. */
  readonly readsJournal?: (input: Input) => boolean;
  run(scope: ReadScope, caller: Caller, input: Input, context: AccountContext): Promise<Output>;
}

/** Changes the caller's account in one transaction. `run` may run more than once: see `UnitOfWork.transact`. */
export interface ChangingUseCase<Name extends string, Input, Output> extends Definition<Name, Input> {
  readonly kind: 'changes';
  /** The one agent that it stores, and nothing besides: see `UnitOfWork.transact`. */
  readonly changesOne?: (input: Input) => string;
  /** Of what makes something: absent where to ask for it twice is as good as once. */
  readonly repetition?: Repetition<Input, Output>;
  run(scope: WriteScope, caller: Caller, input: Input, context: AccountContext): Promise<Output>;
}

/** Works in the caller's account and opens the transactions that it needs: several, each of which leaves it whole, or none. */
export interface SelfTransactingUseCase<Name extends string, Input, Output> extends Definition<Name, Input> {
  readonly kind: 'ownTransactions';
  /** Whether it only reads: that it finds nothing is an answer then, and no refusal. */
  readonly onlyReads?: true;
  /** As of a use case that reads: for what it reads before it changes anything. */
  readonly readsJournal?: (input: Input) => boolean;
  run(unitOfWork: UnitOfWork, caller: Caller, input: Input, context: AccountContext): Promise<Output>;
}

/** For whoever acts in no account yet: looks across accounts, or makes one. */
export interface UnboundUseCase<Name extends string, Input, Output> extends Definition<Name, Input> {
  readonly kind: 'crossesAccounts';
  run(unitOfWork: UnitOfWork, requester: Requester, input: Input, context: UseCaseContext): Promise<Output>;
}

/** Something that can be done, as a value: whatever surrounds it is the runner's, and is written once. */
export type UseCase<Name extends string = string, Input = never, Output = unknown> =
  | ReadingUseCase<Name, Input, Output>
  | ChangingUseCase<Name, Input, Output>
  | SelfTransactingUseCase<Name, Input, Output>
  | UnboundUseCase<Name, Input, Output>;

/** Makes a use case of its parts; the compiler infers what it takes and answers. */
export function defineUseCase<const Name extends string, Output, Input = undefined>(
  useCase: ReadingUseCase<Name, Input, Output>,
): ReadingUseCase<Name, Input, Output>;
export function defineUseCase<const Name extends string, Output, Input = undefined>(
  useCase: ChangingUseCase<Name, Input, Output>,
): ChangingUseCase<Name, Input, Output>;
export function defineUseCase<const Name extends string, Output, Input = undefined>(
  useCase: SelfTransactingUseCase<Name, Input, Output>,
): SelfTransactingUseCase<Name, Input, Output>;
export function defineUseCase<const Name extends string, Output, Input = undefined>(
  useCase: UnboundUseCase<Name, Input, Output>,
): UnboundUseCase<Name, Input, Output>;
export function defineUseCase(useCase: unknown): unknown {
  return useCase;
}
