import type { Application } from '../../application/application.ts';
import { type UseCases, useCases } from '../../application/index.ts';
import type { InputClass } from '../../application/input/input-class.ts';
import type { JsonValue } from '../../criteria/json.ts';
import type { Area } from './areas.ts';

/** By which clients name what they have made, so that it is made once. */
export const idempotencyHeader = 'Idempotency-Key';

/** In which operators say in whose account something is to be done. */
export const accountHeader = 'Rollcall-Account';

type UseCaseName = keyof UseCases;

type InputOf<Name extends UseCaseName> = Parameters<Application[Name]>[1];
type OutputOf<Name extends UseCaseName> = Awaited<ReturnType<Application[Name]>>;

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** One page of a list, before it is written: what `next` holds is sealed into the cursor of the next page. */
export interface ShownPage<Item> {
  readonly items: readonly Item[];
  readonly total?: number;
  /** Absent on the last page. */
  readonly next?: JsonValue;
}

/** A text that is made piece by piece, for which the use case is run as often as it takes. */
export interface StreamShape {
  readonly kind: 'stream';
  readonly mediaTypes: readonly string[];
  mediaTypeOf(request: never): string;
  pieces(run: (input: never) => Promise<never>, request: never): AsyncGenerator<string>;
}

/** What is in an answer. */
type AnswerShape =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'one' | 'page'; readonly answerClass: InputClass<object> }
  /** Server-sent events, for as long as the client listens. */
  | { readonly kind: 'events' }
  | StreamShape;

interface Parts<Name extends UseCaseName> {
  readonly method: Method;
  /** Below `/api/v1`, such as `/agents/:id`. */
  readonly path: string;
  readonly useCase: Name;
  readonly area: Area;
  /** One sentence, without a full stop. */
  readonly summary: string;
  /**
   * Whether it makes something: it is answered with 201, or with 202 where it begins and is done later, and can be sent again with
   * the same `Idempotency-Key`.
   */
  readonly creates?: true | 'later';
  /** Whether a secret is in the answer, which is then shown once: a repeated answer and a dry run do not have it. */
  readonly answersSecret?: true;
}

/** What path, query and body say together; the use case's own input where no other class is named. */
interface OwnRequest<Request, Input> {
  readonly request: InputClass<Request>;
  readonly inputOf: (request: Request) => Input;
}
interface UseCaseRequest {
  readonly request?: undefined;
  readonly inputOf?: undefined;
}
type RequestParts<Request, Input> = OwnRequest<Request, Input> | UseCaseRequest;

/**
 * An operation of the API as a value: everything else follows from it, the route, the checks, what refuses whom, and the
 * document.
 */
export interface Operation extends Parts<UseCaseName> {
  readonly request: InputClass<object> | undefined;
  /** @param position - of a list: where the page begins that is asked for. */
  readonly inputOf: (request: never, position: JsonValue | undefined) => unknown;
  readonly answer: AnswerShape;
  readonly show: (output: never) => unknown;
  /** Of an answer that does not say its version itself. */
  readonly versionOf?: (answer: never) => number;
}

type OneParts<Name extends UseCaseName, Request, Answer> = Parts<Name> &
  RequestParts<Request, InputOf<Name>> &
  (
    | {
        readonly answer: InputClass<Answer>;
        readonly show: (output: OutputOf<Name>) => Answer;
        readonly versionOf?: (answer: Answer) => number;
      }
    | { readonly answer?: undefined; readonly show?: undefined; readonly versionOf?: undefined }
  );

/** An operation that answers with one object, or with nothing. */
export function operation<Name extends UseCaseName, Request extends object, Answer extends object>({
  answer,
  show,
  ...parts
}: OneParts<Name, Request, Answer>): Operation {
  const whole = withRequest(parts);
  if (answer === undefined) return { ...whole, answer: { kind: 'nothing' }, show: () => undefined };
  return { ...whole, answer: { kind: 'one', answerClass: answer }, show };
}

type ListParts<Name extends UseCaseName, Request, Item> = Parts<Name> & {
  readonly item: InputClass<Item>;
  readonly show: (output: OutputOf<Name>) => ShownPage<Item>;
} & (
    | {
        readonly request: InputClass<Request>;
        /** @param position - where the page begins, as `show` told it in `next`; absent for the first. */
        readonly inputOf: (request: Request, position: JsonValue | undefined) => InputOf<Name>;
      }
    | UseCaseRequest
  );

/** An operation that answers with a list, page by page where its request has a `cursor`. */
export function listOperation<Name extends UseCaseName, Request extends object, Item extends object>({
  item,
  show,
  ...parts
}: ListParts<Name, Request, Item>): Operation {
  return { ...withRequest(parts), answer: { kind: 'page', answerClass: item }, show };
}

function withRequest<Given extends Parts<UseCaseName>>(parts: Given) {
  const { request, inputOf = (asked: object) => asked } = parts as Given & {
    request?: InputClass<object>;
    inputOf?: Operation['inputOf'];
  };
  const { input } = useCases[parts.useCase] as { readonly input?: InputClass<object> };
  return { ...parts, request: request ?? input, inputOf: inputOf as Operation['inputOf'] };
}

interface StreamParts<Name extends UseCaseName, Request> extends Parts<Name> {
  readonly request: InputClass<Request>;
  readonly mediaTypes: readonly string[];
  readonly mediaTypeOf: (request: Request) => string;
  readonly pieces: (
    run: (input: InputOf<Name>) => Promise<OutputOf<Name>>,
    request: Request,
  ) => AsyncGenerator<string>;
}

/** An operation that answers with a text of any length. */
export function streamOperation<Name extends UseCaseName, Request extends object>({
  mediaTypes,
  mediaTypeOf,
  pieces,
  ...parts
}: StreamParts<Name, Request>): Operation {
  const answer = { kind: 'stream', mediaTypes, mediaTypeOf, pieces } as unknown as StreamShape;
  return { ...withRequest(parts), answer, show: () => undefined };
}

/** An operation that tells of events as they happen; `event-streams.ts` does so. */
export const eventOperation = <Name extends UseCaseName>(parts: Parts<Name>): Operation => ({
  ...parts,
  request: undefined,
  inputOf: () => ({}),
  answer: { kind: 'events' },
  show: () => undefined,
});

/** Whether the operation answers page by page. */
export const isPaged = ({ request }: Operation): boolean =>
  request !== undefined && Object.hasOwn(new request(), 'cursor');

/** Whether it may change something, and so can be tried by a dry run. */
export const isChange = ({ useCase, method }: Operation): boolean =>
  method !== 'get' && useCases[useCase].kind !== 'reads';

/** Whether `If-Match` can say at which version it is to be done. */
export const isConditional = ({ useCase }: Operation): boolean => {
  const { input } = useCases[useCase] as { readonly input?: InputClass<object> };
  return input !== undefined && Object.hasOwn(new input(), 'ifVersion');
};

/** The names of the parameters in its path. */
export const pathParametersOf = ({ path }: Operation): readonly string[] =>
  [...path.matchAll(/:(\w+)/g)].map(([, name]) => name as string);
