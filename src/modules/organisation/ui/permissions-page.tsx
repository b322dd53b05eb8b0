import { type CSSProperties, Fragment } from 'react';
import { type Fn, FUNCTIONS } from '#kernel/functions';
import { functionWord, problemOf, useAddress, useRecord, useTown } from '#platform/client';
import { m } from '#texts';
import { Select } from '#ui-kit/fields';
import { Icon } from '#ui-kit/icons';
import { Notice } from '#ui-kit/notice';
import { Page } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { organisation } from './clients.ts';

type Line = Awaited<ReturnType<typeof organisation.permissions>>['routes'][number];

const TAG_WORDS: Record<string, () => string> = {
  Access: m.organisation_tag_access,
  Assessment: m.organisation_tag_assessment,
  Budget: m.organisation_tag_budget,
  Catalogue: m.organisation_tag_catalogue,
  Findings: m.organisation_tag_findings,
  Inventory: m.organisation_tag_inventory,
  Measures: m.organisation_tag_measures,
  Organisation: m.organisation_tag_organisation,
  Privacy: m.organisation_tag_privacy,
  Overview: m.organisation_tag_overview,
  Own: m.organisation_tag_own,
  Reports: m.organisation_tag_reports,
  Roadmap: m.organisation_tag_roadmap,
  'Sign-in': m.organisation_tag_sign_in,
};
const tagWord = (tag: string) => TAG_WORDS[tag]?.() ?? tag;

const mayAsk = (line: Line, fn: Fn) =>
  line.may.includes(fn) || line.may.includes('signed_in') || line.may.includes('public');

const REGION: CSSProperties = { overflow: 'auto', maxBlockSize: '75dvh' };
const HEAD: CSSProperties = {
  position: 'sticky',
  insetBlockStart: 0,
  background: 'var(--bg)',
  zIndex: 1,
  minInlineSize: '6rem',
};
const SIDE: CSSProperties = { minInlineSize: '16rem', fontWeight: 'normal' };

/** The matrix of functions and routes as the server enforces it, read from the contracts themselves. */
export function PermissionsPage() {
  const town = useTown();
  const { query, setQuery } = useAddress();
  const { data, error } = useRecord(['permissions', town], () => organisation.permissions({ town }));
  const chosen = FUNCTIONS.find((fn) => fn === query.funktion);
  const lines = (data?.routes ?? []).filter((line) => !chosen || mayAsk(line, chosen));
  return (
    <Page title={m.organisation_permissions()} lead={m.organisation_permissions_lead()}>
      <Select
        name="function"
        label={m.organisation_function_filter()}
        none={m.organisation_all_functions()}
        options={FUNCTIONS.map((fn) => ({ value: fn, label: functionWord(fn) }))}
        value={chosen ?? ''}
        onChange={(funktion) => setQuery({ ...query, funktion })}
      />
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.organisation_unreachable()} />}
      {!data && !error && <Skeleton lines={10} />}
      {data && (
        <>
          <p role="status">{m.organisation_routes_count({ count: lines.length })}</p>
          <Matrix lines={lines} functions={chosen ? [chosen] : FUNCTIONS} />
        </>
      )}
    </Page>
  );
}

function Matrix({ lines, functions }: { lines: Line[]; functions: readonly Fn[] }) {
  const tags = [...new Set(lines.map(({ tag }) => tag))];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard
    <section aria-label={m.organisation_permissions()} tabIndex={0} style={REGION}>
      <table className="k-table">
        <caption className="k-hidden">{m.organisation_permissions()}</caption>
        <thead>
          <tr>
            <th scope="col" style={HEAD}>
              {m.organisation_route()}
            </th>
            {functions.map((fn) => (
              <th key={fn} scope="col" style={HEAD}>
                {functionWord(fn)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tags.map((tag) => (
            <Fragment key={tag}>
              <tr>
                <th scope="rowgroup" colSpan={functions.length + 1}>
                  {tagWord(tag)}
                </th>
              </tr>
              {lines
                .filter((line) => line.tag === tag)
                .map((line) => (
                  <MatrixLine key={line.name} line={line} functions={functions} />
                ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function MatrixLine({ line, functions }: { line: Line; functions: readonly Fn[] }) {
  return (
    <tr>
      <th scope="row" style={SIDE}>
        {line.summary}
        <br />
        <code className="k-small">
          {line.method} {line.path}
        </code>
      </th>
      {functions.map((fn) => (
        <td key={fn}>
          {mayAsk(line, fn) ? (
            <>
              <Icon name="check" /> {m.organisation_yes()}
            </>
          ) : (
            <span className="k-muted">{m.organisation_no()}</span>
          )}
        </td>
      ))}
    </tr>
  );
}
