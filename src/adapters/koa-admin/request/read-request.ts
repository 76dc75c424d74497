import { useCases } from '../../../application/index.ts';
import { checkInput } from '../../../application/input/check-input.ts';
import type { InputClass } from '../../../application/input/input-class.ts';
import type { VersionCondition } from '../../../application/version/version-condition.ts';
import { isJsonObject, type JsonObject } from '../../../criteria/json.ts';
import { parseEtags } from '../../../scim/etag.ts';
import type { BodiesInFlight } from '../../koa-http/bodies-in-flight.ts';
import { readJsonBody } from '../../koa-http/read-json-body.ts';
import type { AdminContext } from '../admin-context.ts';
import { propertySchemasOf } from '../openapi/class-schema.ts';
import { isChange, isConditional, type Operation, pathParametersOf } from '../operation.ts';
import { ApiProblem } from '../problem.ts';
import { parameterValue } from './parameter-value.ts';

/** Of any operation, beside what its request has. */
const dryRunParameter = 'dryRun';
const versionProperty = 'ifVersion';

export interface ReadRequest {
  /** Of the operation's class. */
  readonly asked: object;
  readonly isDryRun: boolean;
  /** At which versions the change may be done; absent for any. */
  readonly ifVersion?: VersionCondition;
}

/** Reads path, query and body as one object, and holds it against the operation's class. */
export class RequestReader {
  constructor(
    private readonly bodies: BodiesInFlight,
    private readonly bodyBytesMax: number,
  ) {}

  /** @throws ApiProblem, BodyRefused, DomainError `inputInvalid`. */
  async read(context: AdminContext, operation: Operation): Promise<ReadRequest> {
    const { [dryRunParameter]: dryRun, ...query } = parametersOf(context.querystring, operation);
    if (dryRun !== undefined && !isChange(operation))
      throw new ApiProblem(
        'parameterInvalid',
        'Nothing is changed here, so there is no dry run.',
        dryRunParameter,
      );
    const body = mayHaveBody(operation) ? await this.body(context) : {};
    for (const name of [versionProperty, ...pathParametersOf(operation)])
      if (Object.hasOwn(body, name) || Object.hasOwn(query, name)) throw unknownParameter(name);
    const whole = { ...body, ...query, ...context.params };
    return {
      asked:
        operation.request === undefined
          ? requireNothing(whole)
          : checked(operation, operation.request, whole),
      isDryRun: isTrue(dryRun, dryRunParameter),
      ifVersion: conditionOf(context.get('If-Match'), operation),
    };
  }

  /** @returns an empty object where there is no body. */
  private async body(context: AdminContext): Promise<JsonObject> {
    const { req, state } = context;
    const isThere =
      req.headers['transfer-encoding'] !== undefined || Number(req.headers['content-length'] ?? 0) > 0;
    if (!isThere) return {};
    await this.bodies.admit(context, this.bodyBytesMax);
    const rules = { mediaTypes: ['application/json'], bytesMax: this.bodyBytesMax, deadline: state.deadline };
    const body = await readJsonBody(req, rules);
    state.body = body;
    if (isJsonObject(body)) return body;
    throw new ApiProblem('bodyRefused', 'The body must be a JSON object.');
  }
}

const mayHaveBody = ({ method }: Operation): boolean => method !== 'get' && method !== 'delete';

/** The use case holds its own input against its class. */
const checked = ({ useCase }: Operation, request: InputClass<object>, value: JsonObject): object => {
  const { input, name } = useCases[useCase] as { readonly input?: InputClass<object>; readonly name: string };
  return request === input ? value : checkInput(name, request, value);
};

function requireNothing(given: JsonObject): object {
  const [name] = Object.keys(given);
  if (name === undefined) return {};
  throw unknownParameter(name);
}

/** The parameters of the query, each of the type that its property has. */
function parametersOf(querystring: string, operation: Operation): JsonObject {
  const schemas = operation.request === undefined ? {} : propertySchemasOf(operation.request);
  const isInQuery = (name: string) =>
    name === dryRunParameter || (!mayHaveBody(operation) && Object.hasOwn(schemas, name));
  const given = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(querystring)) {
    if (!isInQuery(name)) throw unknownParameter(name);
    given.set(name, [...(given.get(name) ?? []), value]);
  }
  return Object.fromEntries(
    [...given].map(([name, values]) => [name, parameterValue(name, values, schemas[name])]),
  );
}

function conditionOf(header: string, operation: Operation): VersionCondition | undefined {
  if (header === '') return undefined;
  if (!isConditional(operation))
    throw new ApiProblem(
      'parameterInvalid',
      'What is changed here has no version; send no If-Match.',
      'If-Match',
    );
  const versions = parseEtags(header);
  return versions === 'any' ? undefined : versions;
}

function isTrue(value: unknown, name: string): boolean {
  if (value === undefined || value === 'false') return false;
  if (value === 'true') return true;
  throw new ApiProblem('parameterInvalid', `"${name}" must be "true" or "false".`, name);
}

const unknownParameter = (name: string): ApiProblem => {
  const shown = name.slice(0, 80).toWellFormed();
  return new ApiProblem('parameterInvalid', `"${shown}" is not known here.`, shown);
};
