import { isJsonObject } from '../../../criteria/json.ts';
import type { DesiredAgent } from '../../../domain/agent/desired-agent.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';
import { member } from '../../../scim/resource/member.ts';
import { ScimError } from '../../../scim/scim-error.ts';
import { BodyRefused } from '../../koa-http/body-refused.ts';
import { jsonIn } from '../../koa-http/read-json-body.ts';
import { requestedResource } from '../client-requests.ts';
import { userType } from '../schemas/user-type.ts';
import type { UnkeptValues } from '../unkept-values.ts';
import { provisionedAgent } from './agent-resource.ts';
import { UserColumns } from './user-columns.ts';

/** Agents as files write them down, read as a POST of a User is. */
export class UserNotation {
  private readonly told: UnkeptValues = {};

  /** What was in the Users that were read and is not kept, since no schema knows the name; a hundred names at most. */
  get unkept(): readonly string[] {
    return [...(this.told.unkept?.values() ?? [])].map(({ name }) => name);
  }

  /** @throws DomainError `inputInvalid`, naming the attribute. */
  readJson(line: Uint8Array): DesiredAgent {
    return refusedAsInput(() => this.read(jsonIn(line)));
  }

  /**
   * How to read rows whose cells stand under these attribute paths; what that returns throws as `readJson` does.
   *
   * @throws DomainError `inputInvalid` for a name under which no cell can stand.
   */
  readRows(names: readonly string[]): (cells: readonly string[]) => DesiredAgent {
    const columns = refusedAsInput(() => new UserColumns(names));
    return (cells) => refusedAsInput(() => this.read(columns.userOf(cells)));
  }

  private read(user: unknown): DesiredAgent {
    return provisionedAgent(requestedResource(userType, withSchemas(user), this.told));
  }
}

/** A message says what it is (RFC 7643 section 3); of a file of Users that is known. */
const withSchemas = (user: unknown): unknown =>
  isJsonObject(user) && member(user, 'schemas') === undefined
    ? { ...user, schemas: [userType.schema.id] }
    : user;

function refusedAsInput<Read>(read: () => Read): Read {
  try {
    return read();
  } catch (error) {
    if (error instanceof ScimError) throw new DomainError('inputInvalid', error.detail);
    if (!(error instanceof BodyRefused)) throw error;
    throw new DomainError('inputInvalid', error.message.replace(/^The (body|request)/, 'The line'));
  }
}
