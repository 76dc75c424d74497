import { ArrayMaxSize } from 'class-validator';
import type { ImportOutcome } from '../import/import-outcome.ts';
import { importRows, rowsMax } from '../import/import-rows.ts';
import { Nested } from '../input/nested.ts';
import { defineUseCase } from '../use-case/use-case.ts';
import { DeclaredAttribute } from './attribute/declaration-input.ts';
import { declareAttribute } from './attribute/declare-attribute.ts';

export class ProfileAttributesImport {
  @ArrayMaxSize(rowsMax)
  @Nested(() => DeclaredAttribute, { each: true })
  readonly rows!: readonly DeclaredAttribute[];
}

/**
 * Declares many custom attributes, as `declareProfileAttribute` does each. One that is refused keeps no other from being
 * declared. Answers an outcome for each, in the same order.
 *
 * @throws StorageUnavailable, and then some may have been declared.
 */
export const importProfileAttributes = defineUseCase({
  name: 'ImportProfileAttributes',
  permission: 'attributes:write',
  kind: 'ownTransactions',
  input: ProfileAttributesImport,
  run: (unitOfWork, caller, { rows }, context): Promise<readonly ImportOutcome[]> =>
    importRows(unitOfWork, caller, context, {
      rows,
      keyOf: (row) => row,
      targetOf: ({ name }) => ({ type: 'attribute', name: `profile.${name}` }),
      importTogether: async (scope, some) => {
        await scope.policy.beginChange();
        const outcomes: ImportOutcome[] = [];
        for (const { name, ...declaration } of some) {
          const change = await declareAttribute(scope, caller, name, declaration, context.at);
          outcomes.push(change.events.length === 0 ? 'alreadyThere' : 'imported');
        }
        return outcomes;
      },
    }),
});
