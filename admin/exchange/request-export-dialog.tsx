import Alert from '@mui/material/Alert';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { ExportRequestsDocument, ExportsTodayDocument, RequestExportDocument, type ExportFormat } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { useFormats } from '../ui/format.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';
import type { ExportList } from './export-menu.js';

export interface WantedExport {
  list: ExportList;
  format: ExportFormat;
  parameters: { name: string; value: string }[];
  rowCount: number;
  limit: number;
}

/** Why somebody else has to look at it first, in numbers, and the reason that they will read. */
export function RequestExportDialog({ wanted, onClose }: { wanted: WantedExport; onClose: () => void }) {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const navigate = useNavigate();
  const ask = useChange(RequestExportDocument, [ExportRequestsDocument, ExportsTodayDocument]);
  const [reason, setReason] = useState('');
  const [keys] = useState(() => new IdempotencyKeys());
  const refusals = ask.data?.requestExport.refusals ?? [];
  const send = (): void => {
    const { list, format, parameters } = wanted;
    const content = { list, format, parameters, reason };
    ask.mutate(
      { input: { ...content, idempotencyKey: keys.for(content) } },
      {
        onSuccess: ({ requestExport }) => {
          if (requestExport.refusals.length > 0) return;
          notify(text('exports.asked'));
          onClose();
          void navigate('/exports?view=MINE');
        },
      },
    );
  };
  return (
    <FormDialog
      title={text('exports.askTitle', { list: text(`exports.lists.${wanted.list}`) })}
      submit={text('exports.ask')}
      isBusy={ask.isPending}
      error={ask.error}
      refusals={withoutField(refusals, 'reason')}
      onSubmit={send}
      onClose={onClose}
    >
      <Alert severity="info">{text('exports.why', { rows: formats.integer(wanted.rowCount), limit: formats.integer(wanted.limit) })}</Alert>
      <TextField
        autoFocus
        multiline
        minRows={2}
        label={text('exports.reason')}
        placeholder={text('exports.reasonExample')}
        value={reason}
        error={refusalOf(refusals, 'reason') !== undefined}
        helperText={refusalOf(refusals, 'reason') ?? text('exports.reasonHelp')}
        onChange={(event) => {
          setReason(event.target.value);
        }}
      />
    </FormDialog>
  );
}
