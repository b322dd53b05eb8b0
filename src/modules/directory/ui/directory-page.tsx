import { useState } from 'react';
import { listPath } from '#kernel/paths';
import { problemOf, RecordForm, useHolds, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { TextField } from '#ui-kit/fields';
import { Notice } from '#ui-kit/notice';
import { Page, Section } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import type { DirectorySettings } from '../contract.ts';
import { CheckSection } from './check-section.tsx';
import { FollowSection } from './follow-section.tsx';
import { GroupFields } from './group-fields.tsx';
import { HowFields, WhereFields } from './reach-fields.tsx';
import { directory, touched, USUAL, useDirectory, type View } from './words.ts';

/** Sign-in over the directory of the house, for whoever administers every town of the installation. */
export function DirectoryPage() {
  const town = useTown();
  const admin = useHolds(['administrator']);
  return (
    <Page
      title={m.directory_title()}
      lead={m.directory_lead()}
      width="text"
      back={{ href: listPath(town, 'member'), label: m.directory_back() }}
    >
      {admin ? <Directory /> : <Notice title={m.directory_admin_only()} />}
    </Page>
  );
}

function Directory() {
  const { data, error } = useDirectory();
  const [saves, setSaves] = useState(0);
  if (error) return <Notice tone="danger" title={problemOf(error)?.text ?? m.directory_unreachable()} />;
  if (!data) return <Skeleton lines={6} />;
  if (!data.may.change) return <Notice title={m.refusal_directory_all_towns()} />;
  return (
    <>
      {data.version > 0 && <FollowSection view={data} />}
      {/* After a save the form stands on what is stored now. */}
      <Settings key={saves} view={data} onSaved={() => setSaves(saves + 1)} />
    </>
  );
}

function Settings(props: { view: View; onSaved: () => void }) {
  // What was read when typing began: a later version of somebody else must be refused, not overwritten.
  const [view] = useState(props.view);
  const town = useTown();
  const save = useSave(directory.save, touched(town));
  // A draft of it is kept nowhere.
  const [password, setPassword] = useState('');
  const given = password === '' ? null : password;
  return (
    <Section title={m.directory_settings()}>
      <RecordForm<DirectorySettings>
        may={['administrator']}
        draftKey="directory"
        initial={view.settings ?? USUAL}
        submit={m.directory_save()}
        stored={{
          version: view.version,
          read: async () => {
            const now = await directory.get({ town });
            return { version: now.version, value: now.settings ?? USUAL };
          },
        }}
        save={(value, _key, version) =>
          save.mutateAsync({ input: { town, ...value, password: given }, version })
        }
        onSaved={() => {
          toast(m.directory_saved());
          props.onSaved();
        }}
      >
        {(value, change) => (
          <>
            <WhereFields value={value} change={change} />
            <TextField
              name="password"
              label={m.directory_password()}
              help={props.view.hasPassword ? m.directory_password_kept() : m.directory_password_help()}
              type="password"
              autoComplete="new-password"
              optional={props.view.hasPassword}
              value={password}
              onChange={setPassword}
            />
            <HowFields value={value} change={change} />
            <GroupFields value={value} change={change} towns={view.towns} />
            <CheckSection value={value} password={given} />
          </>
        )}
      </RecordForm>
    </Section>
  );
}
