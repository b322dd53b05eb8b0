import { type MouseEvent, useEffect, useState } from 'react';
import { m } from '#texts';
import { EmptyState } from '#ui-kit/empty-state';
import { Notice } from '#ui-kit/notice';
import { Skeleton } from '#ui-kit/skeleton';
import { Overlays } from '#ui-kit/toast';
import { startDevice } from './device.ts';
import { ObservationPage } from './observation-page.tsx';
import { OutboxPage } from './outbox-page.tsx';
import { useDevice, useModel, useSteps, View } from './parts.tsx';
import { RoomList } from './room-list.tsx';
import { RoomPage } from './room-page.tsx';
import { WalkHead } from './walk-head.tsx';
import './walk.css';

/** The walk-through on a tablet: works from what the device holds, with or without a server. */
export function WalkApp() {
  const [broken, setBroken] = useState(false);
  useEffect(() => {
    startDevice(new URLSearchParams(location.search).get('stadt') ?? '').catch(() => setBroken(true));
  }, []);
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: a link to skip with, as on every page */}
      <a className="k-skip" href="#w-main" onClick={toMain}>
        {m.assessment_walk_skip()}
      </a>
      <WalkHead />
      <main id="w-main" tabIndex={-1}>
        {broken ? (
          <Notice tone="danger" live title={m.assessment_walk_no_store()}>
            <p>{m.assessment_walk_no_store_help()}</p>
          </Notice>
        ) : (
          <Inside />
        )}
      </main>
      <Overlays />
    </>
  );
}

/** The address says what is open: skipping must not change it. */
function toMain(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById('w-main')?.focus();
}

function Inside() {
  const { ready, person, link, full, others, town } = useDevice();
  const steps = useSteps();
  const known = useModel();
  if (!ready || (!person && link === 'unknown')) return <Skeleton lines={6} />;
  if (!person) return <Stranger />;
  if (!town) return <EmptyState icon="lock" title={m.assessment_walk_no_town()} why="" />;
  return (
    <>
      {link === 'signed_out' && (
        <Notice tone="warning" live title={m.assessment_walk_signed_out()}>
          <p>{m.assessment_walk_signed_out_help()}</p>
          <p>
            <SignInLink />
          </p>
        </Notice>
      )}
      {full && (
        <Notice tone="danger" live title={m.assessment_walk_full()}>
          <p>{m.assessment_walk_full_help()}</p>
        </Notice>
      )}
      {others > 0 && <Notice title={m.assessment_walk_others({ count: others })} />}
      {known ? (
        <Open steps={steps} />
      ) : link === 'away' ? (
        <EmptyState icon="plug" title={m.assessment_walk_nothing_yet()} why={m.assessment_walk_once()} />
      ) : (
        <Skeleton lines={6} />
      )}
    </>
  );
}

/** On a wide page the rooms stay beside what is open. */
function Open({ steps }: { steps: string[] }) {
  const [what = '', id = '', more = ''] = steps;
  const open = what !== '';
  return (
    <div className="w-columns" data-open={open || undefined}>
      <RoomList current={what === 'raum' ? id : ''} alone={!open} />
      {open && (
        <div className="w-open" key={steps.join('/')}>
          {what === 'raum' && <RoomPage id={id} />}
          {what === 'neu' && <ObservationPage id={null} roomId={id === '-' ? '' : id} point={more} />}
          {what === 'beobachtung' && <ObservationPage id={id} roomId="" point="" />}
          {what === 'offen' && <OutboxPage />}
        </div>
      )}
    </div>
  );
}

const SignInLink = () => <a href="/anmelden?weiter=%2Frundgang">{m.assessment_walk_sign_in()}</a>;

/** Nobody is signed in on this device, or has signed out. */
function Stranger() {
  const { link, others } = useDevice();
  return (
    <View title={m.assessment_walk()}>
      <Notice title={m.assessment_walk_stranger()}>
        <p>{link === 'away' ? m.assessment_walk_stranger_away() : <SignInLink />}</p>
      </Notice>
      {others > 0 && <Notice tone="warning" title={m.assessment_walk_others({ count: others })} />}
    </View>
  );
}
