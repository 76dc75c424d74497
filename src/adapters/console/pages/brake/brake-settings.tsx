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

/** As the fields have them. */
interface TypedSettings {
  readonly percent: string;
  readonly minutes: string;
  readonly agentsMin: string;
  readonly stops: boolean;
}

const typedSettingsOf = ({ percent, minutes, agentsMin, stops }: BrakeAnswer): TypedSettings => ({
  percent: String(percent),
  minutes: String(minutes),
  agentsMin: String(agentsMin),
  stops,
});

/** When so many are too many, and what becomes of it then. */
export function BrakeSettings({ brake }: { readonly brake: BrakeAnswer }) {
  const mayWrite = useMayDo()('account:write');
  // What somebody else stores meanwhile is not written over unseen, and takes away nothing that is typed here.
  const [draft, setDraft] = useState<{ readonly seen: BrakeAnswer; readonly settings: TypedSettings }>();
  const { seen, settings } = draft ?? { seen: brake, settings: typedSettingsOf(brake) };
  const set = (typed: Partial<TypedSettings>) => setDraft({ seen, settings: { ...settings, ...typed } });
  const change = useChange(
    async () => {
      const { percent, minutes, agentsMin, stops } = settings;
      const body = { percent: +percent, minutes: +minutes, agentsMin: +agentsMin, stops };
      return { sent: draft, stored: await setBrake(body, seen) };
    },
    // What is typed while it is stored stays.
    ({ sent, stored }) =>
      setDraft((typed) => (typed === sent ? undefined : typed && { ...typed, seen: stored })),
  );
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
              change={(value) => set({ [name]: value })}
            />
          ))}
          <Check isOn={settings.stops} change={(stops) => set({ stops })}>
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
