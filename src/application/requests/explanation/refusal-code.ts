import type { DomainErrorCode } from '../../../domain/shared/domain-error.ts';

/** What HTTP alone says of a refusal, where nobody says more. */
const codesOfStatus = {
  400: 'requestInvalid',
  403: 'notAllowed',
  404: 'pathUnknown',
  405: 'methodUnknown',
  408: 'requestTooSlow',
  409: 'conflict',
  412: 'versionDiffers',
  413: 'bodyTooLarge',
  415: 'mediaTypeUnknown',
  417: 'expectationUnknown',
  429: 'tooManyRequests',
  431: 'headersTooLarge',
  500: 'serviceFault',
  501: 'notOffered',
  503: 'unavailable',
} as const;

/** RFC 7644 section 3.12, table 9, and RFC 9865 section 2.1. */
type ScimCode =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidCursor'
  | 'expiredCursor'
  | 'invalidCount';

/** Why a request was refused that no rule of the domain refused. */
export type TransportCode =
  | (typeof codesOfStatus)[keyof typeof codesOfStatus]
  | ScimCode
  /** Nobody was there any more to take the answer. */
  | 'clientGone'
  /** The base URL that the client was given goes on behind the service's own. */
  | 'baseUrlTooLong'
  /** What was asked for was here once. */
  | 'resourceRemoved'
  | 'tokenMissing';

export type RefusalCode = DomainErrorCode | TransportCode;

export const codeOfStatus = (status: number): RefusalCode =>
  (codesOfStatus as Readonly<Record<number, RefusalCode | undefined>>)[status] ??
  (status < 500 ? 'requestInvalid' : 'serviceFault');
