import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableFooter from '@mui/material/TableFooter';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useFormats } from '../ui/format.js';
import { useText } from '../ui/text.js';
import { cellAt, type ChildRow, type Edits } from './sheet.js';
import { ChildName, Closing, Left, OwnCell, SheetCell, type QuotaSheetProps } from './sheet-cells.js';

/** Children × periods; on a phone a card for each child. Keys and paste work as in a spreadsheet. */
export function QuotaSheet(props: QuotaSheetProps) {
  const isPhone = useMediaQuery('(max-width: 700px)');
  return isPhone ? <SheetCards {...props} /> : <SheetTable {...props} />;
}

function SheetTable(props: QuotaSheetProps) {
  const text = useText();
  const formats = useFormats();
  const { rows, periods, own, edits, isConfirming } = props;
  const sums = periods.map((_, column) => rows.reduce((sum, row) => sum + seatsAt(row, column, edits), 0));
  return (
    <TableContainer component={Card} sx={{ maxHeight: 'calc(100vh - 220px)' }}>
      <Table stickyHeader size="small" aria-label={text('quotas.sheet')} sx={{ '& th, & td': { px: 1 } }}>
        <TableHead>
          <TableRow>
            <TableCell sx={{ minWidth: 132 }}>{text('quotas.office')}</TableCell>
            {periods.map((period) => (
              <TableCell key={period.period.id} align="right">
                {text('quotas.period', { number: period.period.number })}
                <Closing period={period} />
              </TableCell>
            ))}
            <TableCell align="right">{text('quotas.total')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          <TableRow sx={{ bgcolor: 'background.default' }}>
            <TableCell component="th" scope="row" sx={{ fontWeight: 600 }}>{text('quotas.held')}</TableCell>
            {own.map((cell) => (
              <TableCell key={cell.periodId} align="right" sx={{ verticalAlign: 'top' }}>
                <OwnCell {...props} cell={cell} />
              </TableCell>
            ))}
            <TableCell align="right" sx={{ verticalAlign: 'top', pt: 1.5 }}>{formats.integer(own.reduce((sum, cell) => sum + cell.received, 0))}</TableCell>
          </TableRow>
          {rows.map((row, place) => (
            <TableRow key={row.office.id}>
              <TableCell component="th" scope="row">
                <ChildName row={row} share={props.participation.get(row.office.id)} />
              </TableCell>
              {row.cells.map((known, column) => (
                <TableCell key={known.periodId} align="right" sx={{ verticalAlign: 'top' }}>
                  <SheetCell {...props} row={row} known={known} at={{ row: place, column }} />
                </TableCell>
              ))}
              <TableCell align="right" sx={{ verticalAlign: 'top', pt: 1.5 }}>
                {formats.integer(row.cells.reduce((sum, _, column) => sum + seatsAt(row, column, edits), 0))}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
        <TableFooter sx={{ '& td, & th': { color: 'text.primary', fontSize: '0.875rem', fontWeight: 600 } }}>
          <TableRow>
            <TableCell component="th" scope="row">{text('quotas.total')}</TableCell>
            {sums.map((sum, column) => (
              <TableCell key={periods[column]?.period.id} align="right">{formats.integer(sum)}</TableCell>
            ))}
            <TableCell align="right">{formats.integer(sums.reduce((total, sum) => total + sum, 0))}</TableCell>
          </TableRow>
          {!isConfirming && (
            <TableRow>
              <TableCell component="th" scope="row">{text('quotas.left')}</TableCell>
              {own.map((cell, column) => (
                <TableCell key={cell.periodId} align="right">
                  <Left count={cell.received - cell.used - (sums[column] ?? 0)} />
                </TableCell>
              ))}
              <TableCell />
            </TableRow>
          )}
        </TableFooter>
      </Table>
    </TableContainer>
  );
}

function SheetCards(props: QuotaSheetProps) {
  const text = useText();
  return (
    <Box role="list" aria-label={text('quotas.sheet')} sx={{ display: 'grid', gap: 1 }}>
      <Card role="listitem" sx={{ p: 1.5 }}>
        <Typography component="h2" variant="h3" sx={{ mb: 1 }}>
          {text('quotas.held')}
        </Typography>
        <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: 'repeat(3, minmax(0, 1fr))' }}>
          {props.own.map((cell) => (
            <Box key={cell.periodId} sx={{ textAlign: 'right' }}>
              <Typography variant="caption" color="textSecondary" component="div" sx={{ textAlign: 'left' }}>
                {text('quotas.period', { number: cell.number })}
              </Typography>
              <OwnCell {...props} cell={cell} />
            </Box>
          ))}
        </Box>
      </Card>
      {props.rows.map((row, place) => (
        <Card key={row.office.id} role="listitem" sx={{ p: 1.5 }}>
          <Typography component="h2" variant="h3" sx={{ mb: 1 }}>
            <ChildName row={row} share={props.participation.get(row.office.id)} />
          </Typography>
          <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: 'repeat(3, minmax(0, 1fr))' }}>
            {row.cells.map((known, column) => (
              <Box key={known.periodId}>
                <Typography variant="caption" color="textSecondary" component="div">
                  {text('quotas.period', { number: known.number })}
                </Typography>
                <SheetCell {...props} row={row} known={known} at={{ row: place, column }} />
              </Box>
            ))}
          </Box>
        </Card>
      ))}
    </Box>
  );
}

function seatsAt(row: ChildRow, column: number, edits: Edits): number {
  const known = row.cells[column];
  return known === undefined ? 0 : (cellAt(row, known, edits).seats ?? known.received);
}
