import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId } from 'react';
import { useConnection } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { QuotaMovementsDocument } from '../gql/graphql.js';
import { ConnectionTable } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';

interface HistoryDialogProps {
  office: { id: string; name: string };
  period: { id: string; number: number };
  onClose: () => void;
}

/** Every movement of an account in a period: who, when, why. */
export function HistoryDialog({ office, period, onClose }: HistoryDialogProps) {
  const text = useText();
  const formats = useFormats();
  const titleId = useId();
  const movements = useConnection(QuotaMovementsDocument, { officeId: office.id, periodId: period.id, first: 20 }, (result) => result.quotaMovements);
  return (
    <Dialog open fullWidth maxWidth="md" onClose={onClose} aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{text('quotas.historyOf', { office: office.name, number: period.number })}</DialogTitle>
      <DialogContent>
        <ConnectionTable
          label={text('quotas.history')}
          connection={movements}
          rowKey={(row) => `${row.at} ${row.kind} ${row.seats} ${movements.nodes.indexOf(row)}`}
          columns={[
            { key: 'kind', label: text('quotas.movement.kind'), cell: (row) => text(`quotas.kinds.${row.kind}`) },
            { key: 'seats', label: text('quotas.movement.seats'), numeric: true, cell: (row) => formats.integer(row.seats) },
            { key: 'by', label: text('quotas.movement.by'), cell: (row) => row.byName },
            { key: 'at', label: text('quotas.movement.at'), cell: (row) => formats.time(row.at) },
            { key: 'reason', label: text('quotas.movement.reason'), cell: (row) => row.reason ?? '—' },
          ]}
          empty={<EmptyState title={text('quotas.noHistory')} next={text('quotas.noHistoryNext')} />}
        />
      </DialogContent>
      <DialogActions>
        <ExportMenu isSmall list="quotamovements" label={text('ui.export')} filter={{ officeId: office.id, periodId: period.id }} />
        <Button onClick={onClose}>{text('quotas.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
