import FactCheckIcon from '@mui/icons-material/FactCheckOutlined';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useChange, useConnection } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { CorrectionsDocument, DecideCorrectionDocument, PersonDetailDocument, type CorrectionsQuery } from '../gql/graphql.js';
import { ConnectionTable } from '../ui/data-table.js';
import { MISSING, useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { FormDialog } from '../ui/form-dialog.js';

type Correction = CorrectionsQuery['dataCorrections']['nodes'][number];

export function CorrectionsPage() {
  const text = useText();
  const formats = useFormats();
  const notify = useNotify();
  const waiting = useConnection(CorrectionsDocument, { first: 50, state: 'PROPOSED' as const }, (result) => result.dataCorrections);
  const decide = useChange(DecideCorrectionDocument, [CorrectionsDocument, PersonDetailDocument]);
  const [refusing, setRefusing] = useState<Correction | null>(null);
  const [reason, setReason] = useState('');
  const send = (correction: Correction, isAccepted: boolean): void => {
    decide.mutate(
      { input: { correctionId: correction.id, isAccepted, reason: isAccepted ? null : reason } },
      {
        onSuccess: ({ decideCorrection: { refusals } }) => {
          if (refusals.length > 0) {
            if (isAccepted) notify(refusals[0]?.message ?? '', { type: 'warning' });
            return;
          }
          notify(text(isAccepted ? 'people.accepted' : 'people.refused'));
          setRefusing(null);
        },
      },
    );
  };
  const refusals = decide.data?.decideCorrection.refusals ?? [];
  return (
    <Page title={text('people.corrections')} actions={<ExportMenu list="corrections" label={text('ui.export')} filter={{ state: 'PROPOSED' }} />}>
      <ConnectionTable
        label={text('people.corrections')}
        connection={waiting}
        rowKey={(row) => row.id}
        columns={[
          { key: 'person', label: text('people.person'), cell: (row) => row.person.name },
          { key: 'school', label: text('people.school'), cell: (row) => row.person.school?.name ?? MISSING },
          { key: 'field', label: text('people.change'), cell: (row) => `${text(`people.fields.${row.field}`)}：${text('people.changeFromTo', { from: row.fromValue ?? MISSING, to: row.toValue ?? MISSING })}` },
          { key: 'note', label: text('people.note'), isEmpty: (row) => !row.note, cell: (row) => row.note ?? MISSING },
          { key: 'at', label: text('people.proposedAt'), cell: (row) => formats.time(row.proposedAt) },
        ]}
        actions={(row) => (
          <Stack direction="row" spacing={1} sx={{ justifyContent: 'flex-end' }}>
            <Button size="small" variant="contained" onClick={() => { send(row, true); }}>
              {text('people.accept')}
            </Button>
            <Button
              size="small"
              onClick={() => {
                setReason('');
                setRefusing(row);
              }}
            >
              {text('people.refuse')}
            </Button>
          </Stack>
        )}
        empty={<EmptyState icon={<FactCheckIcon />} title={text('people.noCorrections')} next={text('people.noCorrectionsNext')} />}
      />
      {refusing !== null && (
        <FormDialog
          title={text('people.refuseTitle')}
          submit={text('people.refuse')}
          isBusy={decide.isPending}
          error={decide.error}
          refusals={withoutField(refusals, 'reason')}
          onSubmit={() => { send(refusing, false); }}
          onClose={() => { setRefusing(null); }}
        >
          <TextField
            autoFocus
            label={text('people.reason')}
            value={reason}
            error={refusalOf(refusals, 'reason') !== undefined}
            helperText={refusalOf(refusals, 'reason')}
            onChange={(event) => {
              setReason(event.target.value);
            }}
          />
        </FormDialog>
      )}
    </Page>
  );
}
