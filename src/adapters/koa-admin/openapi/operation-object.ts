import type { OperationObject, ParameterObject, ResponseObject, SchemaObject } from 'openapi3-ts/oas31';
import { useCases } from '../../../application/index.ts';
import type { JsonObject } from '../../../criteria/json.ts';
import { mayDo } from '../../../domain/permission/permission.ts';
import { granteeOfScope, tokenScopes } from '../../../domain/permission/token-scope.ts';
import { DryRunAnswer } from '../answers/dry-run-answer.ts';
import {
  idempotencyHeader,
  isChange,
  isConditional,
  type Operation,
  pathParametersOf,
  type StreamShape,
} from '../operation.ts';
import { propertySchemasOf, referenceTo, requiredPropertiesOf } from './class-schema.ts';

/** An operation as OpenAPI 3.1 describes it: what it takes, and what it answers. */
export function operationObject(operationId: string, operation: Operation): OperationObject {
  const { summary, area, useCase } = operation;
  const body = bodySchema(operation);
  const { permission } = useCases[useCase];
  const scopes = tokenScopes.filter((scope) => scope !== 'scim' && mayDo(granteeOfScope[scope], permission));
  const allowing =
    scopes.length === 0
      ? 'no token has it'
      : `tokens with the scope ${scopes.map((scope) => `\`${scope}\``).join(' or ')} have it`;
  return {
    operationId,
    summary,
    tags: [area],
    description: `Needs the permission \`${permission}\`: ${allowing}.`,
    parameters: parametersOf(operation),
    ...(body !== undefined && {
      requestBody: {
        required: ((body.required as readonly string[] | undefined) ?? []).length > 0,
        content: { 'application/json': { schema: body as SchemaObject } },
      },
    }),
    responses: responsesOf(operation),
  };
}

const hasBody = ({ method }: Operation): boolean => method !== 'get' && method !== 'delete';

/** What the class has besides the parameters of the path, and what a header says. */
function bodySchema(operation: Operation): JsonObject | undefined {
  const { request } = operation;
  if (request === undefined || !hasBody(operation)) return undefined;
  const others = new Set([...pathParametersOf(operation), 'ifVersion']);
  const properties = Object.entries(propertySchemasOf(request)).filter(([name]) => !others.has(name));
  if (properties.length === 0) return undefined;
  const required = requiredPropertiesOf(request).filter((name) => !others.has(name));
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

function parametersOf(operation: Operation): ParameterObject[] {
  const { request } = operation;
  const inPath = pathParametersOf(operation);
  const schemas = request === undefined ? {} : propertySchemasOf(request);
  const required = request === undefined ? [] : requiredPropertiesOf(request);
  const inQuery = hasBody(operation)
    ? []
    : Object.keys(schemas).filter((name) => !inPath.includes(name) && name !== 'ifVersion');
  const parameter = (name: string, place: 'path' | 'query'): ParameterObject => {
    const { description, ...schema } = schemas[name] ?? { type: 'string' };
    const isRequired = place === 'path' || required.includes(name);
    return {
      ...{ name, in: place, required: isRequired, schema: schema as SchemaObject },
      ...(description !== undefined && { description: String(description) }),
    };
  };
  return [
    ...inPath.map((name) => parameter(name, 'path')),
    ...inQuery.map((name) => parameter(name, 'query')),
    ...(isChange(operation) ? [dryRun] : []),
    ...(isConditional(operation) ? [ifMatch] : []),
    ...(operation.creates ? [idempotencyKey] : []),
    ...(operation.answer.kind === 'events' ? [lastEventId] : []),
  ];
}

const dryRun: ParameterObject = {
  name: 'dryRun',
  in: 'query',
  description: 'Whether to tell what would change, and to change nothing.',
  schema: { type: 'boolean' },
};
const ifMatch: ParameterObject = {
  name: 'If-Match',
  in: 'header',
  description: 'The entity tag as it was read: what somebody changed in between is left as it is (RFC 9110).',
  schema: { type: 'string' },
};
const idempotencyKey: ParameterObject = {
  name: idempotencyHeader,
  in: 'header',
  description:
    'A UUID, say: a request that is sent again with it within a day is answered as before, and does nothing.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
};

const lastEventId: ParameterObject = {
  name: 'Last-Event-ID',
  in: 'header',
  description: 'The `id` of the last event that was heard: what has happened since is told at once.',
  schema: { type: 'string' },
};

function responsesOf(operation: Operation): Record<string, ResponseObject | { $ref: string }> {
  const problem = { $ref: '#/components/responses/Problem' };
  return { ...successesOf(operation), '4XX': problem, '5XX': problem };
}

function successesOf(operation: Operation): Record<string, ResponseObject> {
  if (operation.answer.kind === 'stream') return { 200: streamed(operation.answer) };
  if (operation.answer.kind === 'events') return { 200: events };
  const answered = answerSchema(operation);
  const tried = isChange(operation) ? referenceTo(DryRunAnswer) : undefined;
  if (answered === undefined)
    return { 204: { description: 'It is done.' }, ...(tried && { 200: json('What would change.', tried) }) };
  if (operation.creates)
    return {
      ...(operation.creates === 'later'
        ? { 202: json('What has begun.', answered) }
        : { 201: json('What was made.', answered) }),
      ...(tried && { 200: json('What would be made.', tried) }),
    };
  return {
    200:
      tried === undefined
        ? json('What was asked for.', answered)
        : json('What it is then, or would change.', { anyOf: [answered, tried] }),
  };
}

const streamed = ({ mediaTypes }: StreamShape): ResponseObject => ({
  description: 'A text that is sent piece by piece.',
  content: Object.fromEntries(mediaTypes.map((type) => [type, { schema: { type: 'string' } }])),
});

const events: ResponseObject = {
  description:
    'Server-sent events (WHATWG HTML section 9.2) for half a minute: each has the position of the newest entry, and nothing of the entry.',
  content: { 'text/event-stream': { schema: { type: 'string' } } },
};

const json = (description: string, schema: JsonObject): ResponseObject => ({
  description,
  content: { 'application/json': { schema: schema as SchemaObject } },
});

function answerSchema({ answer }: Operation): JsonObject | undefined {
  switch (answer.kind) {
    case 'nothing':
    case 'stream':
    case 'events':
      return undefined;
    case 'one':
      return referenceTo(answer.answerClass);
    case 'page':
      return {
        type: 'object',
        required: ['items'],
        properties: {
          items: { type: 'array', items: referenceTo(answer.answerClass) },
          total: {
            type: 'integer',
            description: 'How many there are on all pages; absent unless it was asked for.',
          },
          next: {
            type: 'string',
            description:
              '`cursor` of the next page; absent where there is none. The page that it leads to may be empty.',
          },
        },
      };
  }
}
