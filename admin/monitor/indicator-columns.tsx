import type { ChildIndicatorsQuery } from '../gql/graphql.js';
import type { Column } from '../ui/data-table.js';
import { Flash, Rate } from '../ui/figures.js';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';

export type IndicatorRow = ChildIndicatorsQuery['childIndicators']['nodes'][number];

export function useIndicatorColumns(): readonly [Column<IndicatorRow>, ...Column<IndicatorRow>[]] {
  const text = useText();
  const formats = useFormats();
  const count = (key: 'enrolled' | 'submitted' | 'graded', unit: string): Column<IndicatorRow> => ({
    key,
    label: text(`monitor.${key}`),
    unit,
    numeric: true,
    cell: (row) => <Flash value={row[key]}>{formats.integer(row[key])}</Flash>,
  });
  // An office that has ended keeps its numbers, so that the rows sum up to the office above.
  const named = ({ office }: IndicatorRow): string => (office.state === 'OPEN' ? office.name : text('ui.withUnit', { label: office.name, unit: text(`organisation.states.${office.state}`) }));
  return [
    { key: 'office', label: text('monitor.office'), cell: named },
    count('enrolled', text('monitor.units.people')),
    {
      key: 'participationRate',
      label: text('monitor.participationRate'),
      unit: text('monitor.units.percent'),
      numeric: true,
      cell: (row) => <Rate percent={row.participationRate} numerator={row.participating} denominator={row.enrolled} />,
    },
    count('submitted', text('monitor.units.items')),
    count('graded', text('monitor.units.items')),
    {
      key: 'averageScore',
      label: text('monitor.averageScore'),
      unit: text('monitor.units.points'),
      numeric: true,
      cell: (row) => <Flash value={row.averageScore ?? ''}>{formats.decimal(row.averageScore)}</Flash>,
    },
    {
      key: 'passRate',
      label: text('monitor.passRate'),
      unit: text('monitor.units.percent'),
      numeric: true,
      cell: (row) => <Rate percent={row.passRate} numerator={row.passed} denominator={row.released} />,
    },
    {
      key: 'onlineHours',
      label: text('monitor.onlineHours'),
      unit: text('monitor.units.hours'),
      numeric: true,
      cell: (row) => <Flash value={row.onlineHours}>{formats.decimal(row.onlineHours)}</Flash>,
    },
  ];
}
