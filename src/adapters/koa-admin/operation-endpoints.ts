import type { Middleware } from 'koa';
import type { Application, DryRuns } from '../../application/application.ts';
import type { IdempotentRequests } from '../../application/idempotency/idempotent-requests.ts';
import { useCases } from '../../application/index.ts';
import { type Caller, serviceAccountId } from '../../application/ports/caller.ts';
import type { KeptAnswer } from '../../application/ports/idempotent-request-repository.ts';
import { mayRun } from '../../application/requester/require-permission.ts';
import { attemptTarget } from '../../application/use-case/attempt-target.ts';
import { canonicalJson, type JsonValue } from '../../criteria/json.ts';
import { entityTag } from '../../scim/etag.ts';
import type { AuthenticatedState } from '../koa-http/admit-caller.ts';
import { answerInPieces } from '../koa-http/answer-in-pieces.ts';
import type { BodiesInFlight } from '../koa-http/bodies-in-flight.ts';
import type { CursorSeal } from '../koa-http/cursor-seal.ts';
import type { AdminContext } from './admin-context.ts';
import { showDryRun } from './answers/dry-run-answer.ts';
import { accountHeader, isPaged, type Operation, type ShownPage, type StreamShape } from './operation.ts';
import { ApiProblem } from './problem.ts';
import { idempotencyKeyOf } from './request/idempotency-key.ts';
import { type ReadRequest, RequestReader } from './request/read-request.ts';

interface EndpointPorts {
  readonly dryRuns: DryRuns;
  readonly idempotentRequests: IdempotentRequests;
}

interface EndpointSettings {
  readonly seal: CursorSeal;
  readonly bodyBytesMax: number;
}

type Run<Output> = (caller: Caller, input: unknown) => Promise<Output>;

/** What answers requests, operation by operation. */
export class OperationEndpoints {
  private readonly reader: RequestReader;

  constructor(
    private readonly application: Application,
    private readonly ports: EndpointPorts,
    bodies: BodiesInFlight,
    private readonly settings: EndpointSettings,
  ) {
    this.reader = new RequestReader(bodies, settings.bodyBytesMax);
  }

  of(operation: Operation): Middleware<AuthenticatedState> {
    return async (context) => {
      const admin = context as AdminContext;
      const { caller } = admin.state;
      noteAttempt(admin, operation, admin.params);
      requireAccount(operation, caller);
      // The use case refuses it, before a body is read, and has the audit log tell it.
      if (!mayRun(useCases[operation.useCase].permission, caller.principal))
        await this.run(operation)(caller, { ...admin.params });
      const read = await this.reader.read(admin, operation);
      const key = idempotencyKeyOf(admin, operation);
      if (read.isDryRun) return this.answerDryRun(admin, operation, read);
      if (operation.answer.kind === 'stream') return this.stream(admin, operation, operation.answer, read);
      if (key === undefined) return answer(admin, operation, await this.output(admin, operation, read));
      const asked = canonicalJson([operation.method, context.path, read.asked]);
      let output: { readonly shown: unknown } | undefined;
      const kept = await this.ports.idempotentRequests.once(caller, { key, asked }, async () => {
        output = { shown: await this.output(admin, operation, read) };
        return keptAnswer(operation, output.shown);
      });
      if (output !== undefined) return answer(admin, operation, output.shown);
      context.res.setHeader('Idempotent-Replayed', 'true');
      write(admin, kept.status, kept.text);
    };
  }

  private run(operation: Operation): Run<unknown> {
    return this.application[operation.useCase] as Run<unknown>;
  }

  private async stream(
    context: AdminContext,
    operation: Operation,
    { mediaTypeOf, pieces }: StreamShape,
    { asked }: ReadRequest,
  ): Promise<void> {
    const run = (input: unknown) => this.run(operation)(context.state.caller, input);
    context.status = 200;
    context.res.setHeader('Content-Type', mediaTypeOf(asked as never));
    await answerInPieces(context, pieces(run as never, asked as never));
  }

  private async output(context: AdminContext, operation: Operation, read: ReadRequest): Promise<unknown> {
    const { caller } = context.state;
    const question = [caller.accountId, operation.path, withoutPage(read.asked)];
    const input = await this.input(operation, read, question);
    noteAttempt(context, operation, input);
    const output = await this.run(operation)(caller, input);
    const shown = operation.show(output as never);
    if (operation.answer.kind !== 'page') return shown;
    const { next, ...page } = shown as ShownPage<unknown>;
    return { ...page, next: next === undefined ? undefined : await this.settings.seal.seal(next, question) };
  }

  private async input(
    operation: Operation,
    { asked, ifVersion }: ReadRequest,
    question: readonly unknown[],
  ): Promise<object> {
    const { cursor } = asked as { readonly cursor?: string };
    const isLater = isPaged(operation) && cursor !== undefined;
    const position = isLater ? await this.settings.seal.open<JsonValue>(cursor, question) : undefined;
    const input = operation.inputOf(asked as never, position) as object;
    return ifVersion === undefined ? input : { ...input, ifVersion };
  }

  private async answerDryRun(context: AdminContext, operation: Operation, read: ReadRequest): Promise<void> {
    const input = await this.input(operation, read, []);
    noteAttempt(context, operation, input);
    const dryRun = this.ports.dryRuns[operation.useCase] as Run<Awaited<ReturnType<DryRuns['removeAgent']>>>;
    const { result, entries } = await dryRun(context.state.caller, input);
    const shown = operation.answersSecret ? undefined : operation.show(result as never);
    write(context, 200, JSON.stringify(showDryRun(entries, shown)));
  }
}

/** Has the request log know what is tried and whom it is about, as the audit log would of a refusal. */
function noteAttempt({ state }: AdminContext, { useCase }: Operation, input: object): void {
  const attempted = useCases[useCase];
  state.attempted = attempted.name;
  state.subject = attemptTarget(attempted, input, state.caller);
}

/** @throws ApiProblem where an operator does not say in whose account. */
function requireAccount({ useCase }: Operation, { accountId }: Caller): void {
  if (accountId !== serviceAccountId || useCases[useCase].kind === 'crossesAccounts') return;
  const message = `Say by the header ${accountHeader} in which account, by its id. "GET /accounts" lists them.`;
  throw new ApiProblem('accountMissing', message, accountHeader);
}

/** What decides which resources are in a list; where a page begins and how long it is does not. */
const withoutPage = (asked: object): object => {
  const {
    cursor: _,
    limit: __,
    ...question
  } = asked as { readonly cursor?: string; readonly limit?: number };
  return question;
};

const statusOf = ({ creates, answer }: Operation): number =>
  creates === 'later' ? 202 : creates ? 201 : answer.kind === 'nothing' ? 204 : 200;

/** What is kept of an answer for whoever sends the request again; secrets are shown once. */
function keptAnswer(operation: Operation, shown: unknown): KeptAnswer {
  const withoutSecret = operation.answersSecret ? { ...(shown as object), text: undefined } : shown;
  return { status: statusOf(operation), text: JSON.stringify(withoutSecret) };
}

interface Versioned {
  readonly version?: number;
  readonly group?: { readonly version?: number };
  readonly attribute?: { readonly version?: number };
}

/** Of what is answered, or of that in it which can be changed. */
const versionIn = ({ version, group, attribute }: Versioned): number | undefined =>
  version ?? group?.version ?? attribute?.version;

function answer(context: AdminContext, operation: Operation, shown: unknown): void {
  const status = statusOf(operation);
  if (shown === undefined) {
    context.status = 204;
    return;
  }
  const version = operation.versionOf?.(shown as never) ?? versionIn(shown as Versioned);
  if (version !== undefined) context.res.setHeader('ETag', entityTag(version));
  write(context, status, JSON.stringify(shown));
}

function write(context: AdminContext, status: number, text: string): void {
  context.status = status;
  context.res.setHeader('Content-Type', 'application/json');
  context.body = text;
}
