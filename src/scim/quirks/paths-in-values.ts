import { parseAttributePath } from '../filter/parse-attribute-path.ts';
import type { PatchOperation } from '../patch/patch-operation.ts';
import { refuseTooMany } from '../resource/writable-members.ts';
import { wholeResource } from '../schema/find-attribute.ts';
import type { Quirk } from './quirk.ts';
import { qualifiedPath } from './unqualified-names.ts';

/**
 * Entra: where a PATCH has no path, the names in its value may have filters in them, such as
 * `emails[type eq "work"].value`. Each of these becomes an operation with a path.
 */
export const pathsInValues: Quirk = {
  name: 'filters in the names of a value',
  operation: (operation, type) => {
    if (operation.path !== undefined) return [operation];
    const { op, index, value } = operation;
    const names = Object.keys(value).filter((name) => name.includes('['));
    if (names.length === 0) return [operation];
    refuseTooMany(names.length, 'members', 'value');
    const whole = wholeResource(type);
    const rest = Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));
    return [
      { index, op, value: rest },
      ...names.map((name): PatchOperation => {
        const path = parseAttributePath(qualifiedPath(name, whole));
        return { index, op, path, value: value[name] ?? null };
      }),
    ];
  },
};
