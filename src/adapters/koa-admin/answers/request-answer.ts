import { IsArray, IsBoolean, IsInt, IsNumber, IsString } from 'class-validator';
import { IsInstant } from '../../../application/input/is-instant.ts';
import { Nested } from '../../../application/input/nested.ts';
import { Optional } from '../../../application/input/optional.ts';
import type { ExplainedRequest } from '../../../application/requests/explanation/explained-request.ts';
import { PrincipalAnswer, showPrincipal } from './principal-answer.ts';
import { TargetAnswer } from './target-answer.ts';

class RefusalExplanationAnswer {
  /** What was tried: `change Ada Byron`. */
  @IsString()
  readonly tried!: string;

  /** The status, and the error as the protocol names it. */
  @IsString()
  readonly answered!: string;

  @IsString()
  readonly why!: string;

  /** In Markdown; absent where `why` says it. */
  @Optional()
  @IsString()
  readonly todo?: string;
}

class RequestCheckAnswer {
  /** What has to hold, as a sentence. */
  @IsString()
  readonly check!: string;

  @IsBoolean()
  readonly passed!: boolean;

  @IsString()
  readonly expected!: string;

  @IsString()
  readonly received!: string;
}

class RequestRefusalAnswer {
  /** A code of the domain, or what the transport calls it. */
  @IsString()
  readonly code!: string;

  /** What was answered. */
  @IsString()
  readonly message!: string;

  /** RFC 7644 section 3.12, where SCIM was spoken. */
  @Optional()
  @IsString()
  readonly scimType?: string;

  /** What to do about it, where the check itself knows. */
  @Optional()
  @IsString()
  readonly remedy?: string;

  /** What was looked at, up to the first that failed. */
  @Optional()
  @Nested(() => RequestCheckAnswer, { each: true })
  readonly checks?: readonly RequestCheckAnswer[];
}

class RequestPartsAnswer {
  @IsInt()
  readonly sent!: number;

  @IsInt()
  readonly failed!: number;

  /** Of the first that failed. */
  @Nested(() => RequestRefusalAnswer, { each: true })
  readonly refusals!: readonly RequestRefusalAnswer[];
}

class EntrySummaryAnswer {
  /** As entries of the audit log have it. */
  @IsString()
  readonly action!: string;

  /** Whether it was refused. */
  @IsBoolean()
  readonly isRefusal!: boolean;

  @IsInt()
  readonly count!: number;

  /** Of the first of them. */
  @Optional()
  @Nested(() => TargetAnswer)
  readonly subject?: TargetAnswer;
}

class RequestBodiesAnswer {
  /** JSON without secrets, cut where it is long. */
  @Optional()
  @IsString()
  readonly request?: string;

  /** JSON without secrets, cut where it is long. */
  @Optional()
  @IsString()
  readonly answer?: string;
}

/** What was asked of the service, and what came of it. */
export class RequestAnswer {
  /** Tells where it is kept, together with `at`. */
  @IsString()
  readonly id!: string;

  @IsInstant()
  readonly at!: string;

  @IsString()
  readonly requestId!: string;

  /** What a person was shown who could not sign in. */
  @Optional()
  @IsString()
  readonly mnemonic?: string;

  /** What it meant, in one sentence: `Okta deactivated Ada Byron.` */
  @IsString()
  readonly meaning!: string;

  /** Absent where nobody proved to be anybody. */
  @Optional()
  @Nested(() => PrincipalAnswer)
  readonly principal?: PrincipalAnswer;

  /** The network address. */
  @IsString()
  readonly source!: string;

  /** What it calls itself (`User-Agent`). */
  @Optional()
  @IsString()
  readonly client?: string;

  @IsString()
  readonly method!: string;

  /** Without what is secret in it. */
  @IsString()
  readonly path!: string;

  /** Without what is secret in it. */
  @Optional()
  @IsString()
  readonly query?: string;

  /** Of the answer; 0 for requests that were not recorded. */
  @IsInt()
  readonly status!: number;

  @IsNumber()
  readonly milliseconds!: number;

  /** The use case that it was for. */
  @Optional()
  @IsString()
  readonly attempted?: string;

  @Optional()
  @Nested(() => TargetAnswer)
  readonly subject?: TargetAnswer;

  /** What the audit log got of it: entries of one action together. */
  @IsArray()
  @Nested(() => EntrySummaryAnswer, { each: true })
  readonly entries!: readonly EntrySummaryAnswer[];

  @Optional()
  @Nested(() => RequestRefusalAnswer)
  readonly refusal?: RequestRefusalAnswer;

  /** Why it was refused, and what to do about it. */
  @Optional()
  @Nested(() => RefusalExplanationAnswer)
  readonly explanation?: RefusalExplanationAnswer;

  /** What came of the parts of a Bulk request. */
  @Optional()
  @Nested(() => RequestPartsAnswer)
  readonly parts?: RequestPartsAnswer;

  /** How many requests were not recorded; such a row stands for them, and for no request. */
  @Optional()
  @IsInt()
  readonly lost?: number;

  /** Only of a request that is read by itself, where the account has them kept; they are deleted after a week. */
  @Optional()
  @Nested(() => RequestBodiesAnswer)
  readonly bodies?: RequestBodiesAnswer;
}

export function showRequest({
  accountId: _,
  principal,
  entries,
  ...request
}: ExplainedRequest): RequestAnswer {
  return {
    ...request,
    principal: principal && showPrincipal(principal),
    entries: entries.map((entry) => ({ ...entry, isRefusal: entry.isRefusal === true })),
  };
}
