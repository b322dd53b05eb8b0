import { useState } from 'react';
import { type Fn, FUNCTIONS } from '#kernel/functions';
import { functionWord, problemOf, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Button } from '#ui-kit/button';
import { CheckGroup } from '#ui-kit/choices';
import { Notice } from '#ui-kit/notice';
import { Section } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { toast } from '#ui-kit/toast';
import { organisation } from './clients.ts';

/** What the town demands of everybody who signs in. */
export function SignInRules() {
  const town = useTown();
  const { data, error } = useRecord(['sign-in-rules', town], () => organisation.signInRules({ town }));
  return (
    <Section title={m.organisation_rules()}>
      <p>{m.organisation_rules_text()}</p>
      {error ? (
        <Notice tone="danger" title={problemOf(error)?.text ?? m.organisation_unreachable()} />
      ) : data ? (
        <FactorRule key={data.secondFactorFor.join()} inForce={data.secondFactorFor} />
      ) : (
        <Skeleton lines={4} />
      )}
    </Section>
  );
}

function FactorRule({ inForce }: { inForce: readonly Fn[] }) {
  const town = useTown();
  const [chosen, setChosen] = useState<string[]>([...inForce]);
  const save = useSave(organisation.setSignInRules, [['sign-in-rules', town]]);
  const changed = [...chosen].sort().join() !== [...inForce].sort().join();
  const put = () =>
    save.mutateAsync({ input: { town, secondFactorFor: chosen as Fn[] } }).then(
      () => toast(m.organisation_rules_saved()),
      (error: unknown) => toast(problemOf(error)?.text ?? m.organisation_unreachable(), { tone: 'danger' }),
    );
  return (
    <>
      <CheckGroup
        name="secondFactorFor"
        label={m.organisation_rules_factor()}
        options={FUNCTIONS.map((fn) => ({ value: fn, label: functionWord(fn) }))}
        value={chosen}
        onChange={setChosen}
      />
      {changed && (
        <Button kind="primary" busy={save.isPending} onClick={() => void put()}>
          {m.organisation_rules_save()}
        </Button>
      )}
    </>
  );
}
