import { type ReactNode, useState } from 'react';
import type { Permission } from '../../../../domain/permission/permission.ts';
import { useMayDo } from '../../api/caller.ts';
import { Failure } from '../../states/failure.tsx';
import styles from './settings.module.css';
import { useAccountChange } from './use-account-change.ts';

interface AccountSwitchProps {
  readonly label: string;
  readonly isOn: boolean;
  /** Below the account. */
  readonly path: string;
  /** Without which it is shown, and cannot be changed. */
  readonly permission: Permission;
  readonly bodyOf: (isOn: boolean) => object;
  /** What follows from it. */
  readonly children: ReactNode;
}

/** A setting of the account that is on or off. */
export function AccountSwitch({ label, isOn, path, permission, bodyOf, children }: AccountSwitchProps) {
  const mayWrite = useMayDo()(permission);
  // What was asked for stands at once, and goes back where it is refused.
  const [asked, setAsked] = useState<boolean>();
  const change = useAccountChange(path);
  return (
    <div className={styles.switch}>
      <label>
        <input
          type="checkbox"
          checked={asked ?? isOn}
          disabled={!mayWrite}
          onChange={({ target }) => {
            setAsked(target.checked);
            change.mutate(bodyOf(target.checked), { onSettled: () => setAsked(undefined) });
          }}
        />
        {label}
      </label>
      <p className={styles.remark}>{children}</p>
      {change.error && <Failure error={change.error} />}
    </div>
  );
}
