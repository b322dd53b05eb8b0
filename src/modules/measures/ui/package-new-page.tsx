import { useState } from 'react';
import { localDateOf } from '#kernel/dates';
import { newKey, problemOf, useAddress, useRecord, useSave, useTown } from '#platform/client';
import { m } from '#texts';
import { Checkbox } from '#ui-kit/choices';
import { MoneyField, NumberField, Select, TextField } from '#ui-kit/fields';
import { type Fault, Form } from '#ui-kit/form';
import { date, money, number } from '#ui-kit/format';
import { Notice } from '#ui-kit/notice';
import { Card, Grid, Page, Stack } from '#ui-kit/page';
import { Skeleton } from '#ui-kit/skeleton';
import { packagesPath } from './package-paths.ts';
import { VARIANTS, type Variant } from './package-words.ts';
import { measures } from './words.ts';
import './package-new-page.css';

type Proposal = Awaited<ReturnType<typeof measures.packages.proposal>>;

/** Three budgets side by side; each field shows what it limits, and an empty one limits nothing. */
export function PackageNewPage() {
  const town = useTown();
  const { data, error } = useRecord(['packages', town, 'proposal'], () =>
    measures.packages.proposal({ town }),
  );
  return (
    <Page
      title={m.measures_package_new()}
      lead={m.measures_package_new_lead()}
      back={{ href: packagesPath(town), label: m.measures_packages() }}
    >
      {error && <Notice tone="danger" title={problemOf(error)?.text ?? m.measures_unreachable()} />}
      {!data && !error && <Skeleton lines={8} />}
      {data && <Wish proposal={data} />}
    </Page>
  );
}

function Wish({ proposal }: { proposal: Proposal }) {
  const town = useTown();
  const { go } = useAddress();
  const proposedName = m.measures_package_name_of({ date: date(localDateOf(new Date())) });
  const [name, setName] = useState('');
  const [variants, setVariants] = useState(proposal.variants);
  const [faults, setFaults] = useState<Fault[]>([]);
  const [problem, setProblem] = useState<string>();
  const [key] = useState(newKey);
  const start = useSave(measures.packages.start, [['packages', town]]);
  const submit = async () => {
    try {
      const made = await start.mutateAsync({ input: { town, name: name || proposedName, variants }, key });
      go(packagesPath(town, made.id));
    } catch (error) {
      const refused = problemOf(error);
      setFaults(refused?.fields ?? []);
      setProblem(refused?.text ?? m.measures_unreachable());
    }
  };
  const { fixed } = proposal;
  return (
    <Stack>
      <p>
        {m.measures_package_from({
          own: proposal.own,
          library: proposal.library,
          findings: proposal.findings,
          goals: proposal.goals,
        })}
      </p>
      <Notice
        title={
          fixed.measures === 0
            ? m.measures_package_fixed_none()
            : m.measures_package_fixed({ count: fixed.measures })
        }
      >
        <p>
          {m.measures_package_fixed_takes({
            result: money(fixed.onceResultCents),
            investment: money(fixed.onceInvestmentCents),
            yearly: money(fixed.yearlyCents),
            days: number(fixed.ownDays),
          })}
        </p>
        <p>
          {proposal.years.length > 0
            ? m.measures_package_frames({ years: proposal.years.join(', ') })
            : m.measures_package_no_frames()}
        </p>
      </Notice>
      <Form
        onSubmit={submit}
        submit={m.measures_package_start()}
        cancelHref={packagesPath(town)}
        faults={faults}
        problem={problem}
      >
        <TextField
          name="name"
          label={m.measures_package_name()}
          optional
          placeholder={proposedName}
          maxLength={200}
          value={name}
          onChange={setName}
        />
        <div className="m-variants">
          <Grid>
            {variants.map((variant, at) => (
              <Card key={variant.key} title={VARIANTS[variant.key]()}>
                <VariantFields
                  at={at}
                  variant={variant}
                  change={(part) =>
                    setVariants(variants.map((one) => (one.key === variant.key ? { ...one, ...part } : one)))
                  }
                />
              </Card>
            ))}
          </Grid>
        </div>
      </Form>
    </Stack>
  );
}

interface FieldsProps {
  at: number;
  variant: Variant;
  change: (part: Partial<Variant>) => void;
}

function VariantFields({ at, variant, change }: FieldsProps) {
  const { limits } = variant;
  const field = (name: keyof Variant['limits']) => ({
    name: `variants.${at}.limits.${name}`,
    value: limits[name],
    optional: true,
    onChange: (value: number | null) => change({ limits: { ...limits, [name]: value } }),
  });
  return (
    <Stack>
      <MoneyField {...field('onceResultCents')} label={m.measures_limit_once_result()} />
      <MoneyField {...field('onceInvestmentCents')} label={m.measures_limit_once_investment()} />
      <MoneyField {...field('yearlyCents')} label={m.measures_limit_yearly()} per={m.measures_per_year()} />
      <NumberField
        {...field('ownDays')}
        label={m.measures_limit_own_days()}
        unit={m.measures_days()}
        min={0}
        max={100_000}
      />
      <NumberField {...field('measures')} label={m.measures_limit_measures()} min={0} max={500} />
      <Select
        name={`variants.${at}.goalFactor`}
        label={m.measures_goal_factor()}
        options={[
          { value: '0', label: m.measures_goal_factor_0() },
          { value: '1', label: m.measures_goal_factor_1() },
          { value: '3', label: m.measures_goal_factor_3() },
        ]}
        value={String(variant.goalFactor)}
        onChange={(factor) => change({ goalFactor: Number(factor) })}
      />
      <Checkbox
        name={`variants.${at}.cautious`}
        label={m.measures_cautious()}
        help={m.measures_cautious_help()}
        value={variant.cautious}
        onChange={(cautious) => change({ cautious })}
      />
    </Stack>
  );
}
