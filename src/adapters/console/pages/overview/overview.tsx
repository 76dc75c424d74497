import { LiveSwitch } from '../../live/live-switch.tsx';
import { Roll, RollRow } from '../../roll/roll.tsx';
import { PageHead } from '../../shell/page-head.tsx';

export const Overview = () => (
  <>
    <PageHead title="Overview" question="Is it working?">
      <LiveSwitch />
    </PageHead>
    <Roll label="Parts">
      <RollRow name="Single Sign-On" state="present" answer="Working">
        A remark
      </RollRow>
      <RollRow name="Token" state="late" answer="Waiting" />
      <RollRow name="Pushes" state="absent" answer="Failing" />
      <RollRow name="Groups" state="notCalled" answer="Not used" />
    </Roll>
  </>
);
