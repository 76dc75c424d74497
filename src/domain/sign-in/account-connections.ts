import { foldCase } from '../../criteria/fold-case.ts';
import { DomainError } from '../shared/domain-error.ts';
import type { SsoConnection } from './sso-connection.ts';

const connectionsMax = 20;

/** By their names people tell connections apart. @throws DomainError `ssoNameTaken`, `attributeTooLarge`. */
export function requireRoomFor(connection: SsoConnection, connections: readonly SsoConnection[]): void {
  const { id, name } = connection.state;
  const others = connections.filter(({ state }) => state.id !== id);
  const holder = others.find(({ state }) => foldCase(state.name) === foldCase(name));
  if (holder !== undefined) {
    throw new DomainError(
      'ssoNameTaken',
      `The connection ${holder.state.id} is called ${JSON.stringify(holder.state.name)} already. Choose another name.`,
      { attribute: 'name', id: holder.state.id },
    );
  }
  if (others.length < connectionsMax) return;
  throw new DomainError(
    'attributeTooLarge',
    `An account has ${connectionsMax} Single Sign-On connections at most. Remove one that is not used.`,
  );
}
