import { useState } from 'react';
import type { BrakeAnswer } from '../../../koa-admin/answers/brake-answer.ts';
import { useMayDo } from '../../api/caller.ts';
import { useChange } from '../../api/use-change.ts';
import { Card } from '../../card/card.tsx';
import { Check } from '../../forms/check.tsx';
import { Form } from '../../forms/form.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { Moment } from '../../times/moment.tsx';
import styles from './brake.module.css';
import { setBrake } from './brake-queries.ts';

const fields = [
  { name: 'percent', label: 'More than this percentage of the agents', min: 1, max: 100 },
  { name: 'minutes', label: 'Within so many minutes', min: 1, max: 1440 },
  { name: 'agentsMin', label: 'And so many agents at least', min: 1, max: 100_000 },
] as const;

/** When so many are too many, and what becomes of it then. */
export function BrakeSettings({ brake }: { readonly brake: BrakeAnswer }) {
  const mayWrite = useMayDo()('account:write');
  const [settings, set] = useState({
    percent: String(brake.percent),
    minutes: String(brake.minutes),
    agentsMin: String(brake.agentsMin),
    stops: brake.stops,
  });
  const change = useChange(() => {
    const { percent, minutes, agentsMin, stops } = settings;
    return setBrake({ percent: +percent, minutes: +minutes, agentsMin: +agentsMin, stops });
  });
  return (
    <Card
      title="How many are too many"
      about="The audit log and the overview tell of it in any case. Somebody here can always deactivate a person."
    >
      {brake.goesOnUntil && Date.parse(brake.goesOnUntil) > Date.now() && (
        <p className={styles.remark}>
          Nothing is stopped until <Moment at={brake.goesOnUntil} />, since somebody said <em>go on</em>.
        </p>
      )}
      {mayWrite ? (
        <Form action="Save" change={change}>
          {fields.map(({ name, label, min, max }) => (
            <TextField
              key={name}
              label={label}
              type="number"
              {...{ min, max, required: true, step: 1 }}
              value={settings[name]}
              change={(value) => set({ ...settings, [name]: value })}
            />
          ))}
          <Check isOn={settings.stops} change={(stops) => set({ ...settings, stops })}>
            Stop Okta then: further deactivations are refused until somebody here decides
          </Check>
        </Form>
      ) : (
        <p>
          More than {brake.percent} % within {brake.minutes} minutes, and {brake.agentsMin} agents at least.
          Okta is {brake.stops ? '' : 'not '}stopped then.
        </p>
      )}
    </Card>
  );
}
