import type { PartAnswer } from '../../../koa-admin/answers/overview-answer.ts';
import { Card } from '../../card/card.tsx';
import { Roll, RollRow } from '../../roll/roll.tsx';
import { partNames, shown } from './conditions.ts';
import { FindingSentence } from './finding-sentence.tsx';

/** Each part by its name, with what it answers. */
export const PartsRoll = ({ parts }: { readonly parts: readonly PartAnswer[] }) =>
  parts.length > 0 && (
    <Card title="The roll">
      <Roll label="Parts">
        {parts.map(({ name, condition, findings }) => {
          const { state, word } = shown[condition];
          const calm = findings.filter((finding) =>
            ['working', 'waiting', 'unused'].includes(finding.condition),
          );
          return (
            <RollRow key={name} name={partNames[name]} state={state} answer={word}>
              {calm.map((finding) => (
                <FindingSentence key={finding.reason} finding={finding} />
              ))}
            </RollRow>
          );
        })}
      </Roll>
    </Card>
  );
