import { listPath } from '#kernel/paths';
import { problemOf, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { ButtonLink } from '#ui-kit/button';
import { Notice } from '#ui-kit/notice';
import { Page, Section } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { organisation } from './clients.ts';
import { SecondFactor } from './second-factor.tsx';
import { Sessions } from './sessions.tsx';
import { OwnTokens } from './tokens.tsx';

/** How somebody signs in and where they are signed in. */
export function AccountPage() {
  const town = useTown();
  const { data, error } = useRecord(['account'], () => organisation.account({}));
  return (
    <Page title={m.organisation_account()} lead={m.organisation_account_lead()}>
      <Section
        title={m.organisation_account_password()}
        actions={
          <ButtonLink href={`${listPath(town, 'overview')}/passwort`}>{m.organisation_password()}</ButtonLink>
        }
      >
        <p>{m.organisation_account_password_text()}</p>
      </Section>
      {error ? (
        <Notice tone="danger" title={problemOf(error)?.text ?? m.organisation_unreachable()} />
      ) : data ? (
        <>
          <SecondFactor state={data.secondFactor} />
          <Sessions sessions={data.sessions} />
        </>
      ) : (
        <Skeleton lines={6} />
      )}
      <OwnTokens />
    </Page>
  );
}
