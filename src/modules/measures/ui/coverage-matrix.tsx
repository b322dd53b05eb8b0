import { recordPath } from '#kernel/paths';
import { useTown } from '#platform/client';
import { m } from '#texts';
import { ScrollFrame } from '#ui-kit/scroll-frame';
import { measureNumber } from './measure-number.ts';
import type { Coverage, CoverageRow } from './package-words.ts';
import './coverage-matrix.css';

/** Everything at one look: rows are what is to be served, columns the measures, a figure where one serves the other. */
export function CoverageMatrix({
  data,
  rows,
  label,
}: {
  data: Coverage;
  rows: CoverageRow[];
  label: string;
}) {
  const town = useTown();
  const serving = new Set(rows.flatMap(({ by }) => by.map(({ measureId }) => measureId)));
  const columns = data.measures.filter(({ id, counts }) => counts && serving.has(id));
  return (
    <ScrollFrame label={label}>
      <table className="m-matrix" aria-label={label}>
        <thead>
          <tr>
            <td />
            {columns.map((one) => (
              <th key={one.id} scope="col">
                <a href={recordPath(town, 'measure', one.id)} title={one.title}>
                  {measureNumber(one)}
                </a>
              </th>
            ))}
            <th scope="col">{m.measures_matrix_sum()}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <a href={row.href} title={row.title}>
                  {row.name}
                </a>
              </th>
              {columns.map(({ id }) => {
                const strength = row.by.find(({ measureId }) => measureId === id)?.strength;
                return (
                  <td key={id} data-strength={strength}>
                    {strength}
                  </td>
                );
              })}
              <td data-sum={row.covered}>{m.measures_matrix_of({ covered: row.covered })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollFrame>
  );
}
