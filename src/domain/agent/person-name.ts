/** RFC 7643 section 4.1.1, `name`. */
export type PersonName = {
  readonly formatted?: string;
  readonly familyName?: string;
  readonly givenName?: string;
  readonly middleName?: string;
  readonly honorificPrefix?: string;
  readonly honorificSuffix?: string;
};

const componentsInOrder = [
  'honorificPrefix',
  'givenName',
  'middleName',
  'familyName',
  'honorificSuffix',
] as const satisfies readonly (keyof PersonName)[];

/**
 * The name with its `formatted` in step with its components. Okta reads an agent, replaces the components
 * that it maps and sends all of it back, `formatted` included: one that stayed the same while a component
 * changed is stale and is made anew; one that was changed on purpose is kept.
 */
export function personName(desired: PersonName, current: PersonName = {}): PersonName {
  const { formatted, ...components } = desired;
  const stale =
    formatted === current.formatted && componentsInOrder.some((part) => components[part] !== current[part]);
  const given = formatted !== undefined && !stale ? formatted : join(components);
  return given === '' ? components : { formatted: given, ...components };
}

const join = (name: PersonName): string =>
  componentsInOrder
    .map((part) => name[part])
    .filter(Boolean)
    .join(' ');
