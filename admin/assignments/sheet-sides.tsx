import Box from '@mui/material/Box';
import type { GradingSheetRowPartsFragment } from '../gql/graphql.js';
import { MISSING, useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';

interface SheetSidesProps {
  row: GradingSheetRowPartsFragment;
  criteria: readonly { key: string; name: string }[];
  /** What stands is still what the sheet is compared with; once it is written, both are the same. */
  isBefore: boolean;
}

/** What stands beside what the sheet gives, line by line; what differs is marked by a sign and by weight. */
export function SheetSides({ row, criteria, isBefore }: SheetSidesProps) {
  const text = useText();
  const formats = useFormats();
  const review = isBefore ? (row.submission?.review ?? null) : null;
  const pointsOf = (given: readonly { criterion: string; beforeDeductions: string }[] | undefined, key: string): string => formats.points(given?.find(({ criterion }) => criterion === key)?.beforeDeductions);
  const yesNo = (isTrue: boolean): string => text(isTrue ? 'sheets.yes' : 'sheets.no');
  const lines: [name: string, standing: string, given: string][] = [
    [text('sheets.total'), formats.points(review?.points), formats.points(row.points)],
    ...criteria.map(({ key, name }): [string, string, string] => [name, pointsOf(review?.criterionPoints, key), pointsOf(row.criterionPoints, key)]),
    [text('sheets.excellent'), review ? yesNo(review.isExcellent) : MISSING, yesNo(row.isExcellent)],
    [text('sheets.comment'), review?.comment || MISSING, row.comment || MISSING],
  ];
  return (
    <>
      {isBefore && review === null && row.conflict === 'SCORED' && <div>{text('sheets.hidden')}</div>}
      <Box component="table" sx={{ borderCollapse: 'collapse', tableLayout: 'fixed', width: '100%', fontSize: '0.875rem', '& th, & td': { p: 0.5, verticalAlign: 'top', textAlign: 'left', borderBottom: 1, borderColor: 'divider', overflowWrap: 'anywhere' } }}>
        <thead>
          <tr>
            <Box component="td" sx={{ width: '30%' }} />
            {review && (
              <th scope="col">
                {text('sheets.standing')}
                <Box component="span" sx={{ display: 'block', fontWeight: 400, color: 'text.secondary' }}>
                  {text('sheets.byAt', { name: review.tutorName, time: formats.time(review.submittedAt) })}
                </Box>
              </th>
            )}
            <th scope="col">{text('sheets.given')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(([name, standing, given]) => {
            const differs = review !== null && standing !== given;
            return (
              <tr key={name}>
                <Box component="th" scope="row" sx={{ fontWeight: differs ? 600 : 400 }}>
                  {differs ? `≠ ${name}` : name}
                </Box>
                {review && <Box component="td" sx={{ fontWeight: differs ? 600 : 400, whiteSpace: 'pre-line' }}>{standing}</Box>}
                <Box component="td" sx={{ fontWeight: differs ? 600 : 400, whiteSpace: 'pre-line' }}>{given}</Box>
              </tr>
            );
          })}
        </tbody>
      </Box>
    </>
  );
}
