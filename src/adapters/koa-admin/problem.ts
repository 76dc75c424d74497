import type { DomainErrorCode } from '../../domain/shared/domain-error.ts';

/** What went wrong in the API itself, before or beside a use case. */
type ApiProblemCode =
  | 'accountMissing'
  | 'bodyRefused'
  | 'cursorRefused'
  | 'internalError'
  | 'methodNotPossible'
  | 'parameterInvalid'
  | 'pathUnknown'
  | 'serviceUnavailable';

export type ProblemCode = DomainErrorCode | ApiProblemCode;

/** A refusal by the API itself. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  /** @param message - for people: what was wrong, where, and what to do. */
  constructor(
    readonly code: ApiProblemCode,
    message: string,
    readonly parameter?: string,
  ) {
    super(message);
  }
}
