import { foldCase } from '../../../criteria/fold-case.ts';
import {
  ProfileAttribute,
  type ProfileAttributeChange,
} from '../../../domain/profile-attribute/profile-attribute.ts';
import { declareAttribute } from '../../attributes/attribute/declare-attribute.ts';
import { findProfileAttribute } from '../../attributes/attribute/find-profile-attribute.ts';
import { requireUnused } from '../../attributes/attribute/require-unused.ts';
import type { AttributesConfiguration } from './account-configuration.ts';
import type { ConfigurationChange } from './configuration-change.ts';
import { type Applying, atPath } from './differences.ts';
import { requireUniqueNames } from './unique-names.ts';

const section = 'attributes';
const declaredPath = (index: number) => `${section}.declared.${index}`;
const retiredPath = (index: number) => `${section}.retired.${index}`;

/** What comes before rules, which go by it: declarations, and with `prune` the end of others and of retirements. */
export async function declareAttributes(
  applying: Applying,
  { prune = false, declared = [], retired = [] }: AttributesConfiguration = {},
): Promise<void> {
  requireUniqueNames(declared.map(({ name }, index) => [declaredPath(index), name]));
  requireUniqueNames(retired.map((name, index) => [retiredPath(index), name]));
  const { scope, caller, context, differences } = applying;
  const list = declared.length > 0 || prune ? await scope.profileAttributes.list() : [];
  const known = new Map(list.map((attribute) => [foldCase(attribute.name), attribute]));
  for (const [index, { name, ...declaration }] of declared.entries()) {
    const path = declaredPath(index);
    const what = known.get(foldCase(name))?.declaration === undefined ? 'added' : 'changed';
    await atPath(path, async () => {
      const change = await declareAttribute(scope, caller, name, declaration, context.at);
      differences.add(path, what, change);
    });
  }
  if (!prune) return;
  const stayDeclared = new Set(declared.map(({ name }) => foldCase(name)));
  const stayRetired = new Set(retired.map(foldCase));
  for (const known of list) {
    const key = foldCase(known.name);
    const attribute = ProfileAttribute.restore(caller.accountId, known);
    if (!stayDeclared.has(key)) await store(applying, section, 'removed', attribute.undeclare(context.at));
    if (!stayRetired.has(key)) await store(applying, section, 'changed', attribute.reinstate(context.at));
  }
}

/** What comes behind rules, which may have asked about it: retirements. */
export async function retireAttributes(
  applying: Applying,
  { retired = [] }: AttributesConfiguration = {},
): Promise<void> {
  const { scope, caller, context } = applying;
  for (const [index, name] of retired.entries()) {
    const path = retiredPath(index);
    await atPath(path, async () => {
      const known = await findProfileAttribute(scope.profileAttributes, name);
      const change = ProfileAttribute.restore(caller.accountId, known).retire(context.at);
      if (change.events.length > 0) requireUnused(await scope.policy.current(), known.name);
      await store(applying, path, 'changed', change);
    });
  }
}

async function store(
  { scope, differences }: Applying,
  path: string,
  what: ConfigurationChange['what'],
  change: ProfileAttributeChange,
): Promise<void> {
  await scope.profileAttributes.store(change);
  differences.add(path, what, change);
}
