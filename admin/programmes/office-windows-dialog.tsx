import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId } from 'react';
import { useConnection } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { OfficeWindowsDocument, type OwnWindowPartsFragment } from '../gql/graphql.js';
import { ConnectionTable } from '../ui/data-table.js';
import { MISSING, useFormats } from '../ui/format.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { useStretch } from './use-stretch.js';

/** Which offices below have set their own days, and which still go by the programme's. */
export function OfficeWindowsDialog({ programmeId, own, onClose }: { programmeId: string; own: OwnWindowPartsFragment; onClose: () => void }) {
  const text = useText();
  const formats = useFormats();
  const stretch = useStretch();
  const titleId = useId();
  const { action, title } = own;
  const windows = useConnection(OfficeWindowsDocument, { programmeId, action, first: 20 }, (result) => result.officeWindows);
  return (
    <Dialog open fullWidth maxWidth="md" onClose={onClose} aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{text('programmes.own.othersOf', { action: title })}</DialogTitle>
      <DialogContent>
        <ConnectionTable
          label={text('programmes.own.othersOf', { action: title })}
          connection={windows}
          rowKey={({ office }) => office.id}
          columns={[
            { key: 'office', label: text('programmes.own.office'), cell: ({ office }) => office.name },
            { key: 'days', label: text('programmes.calendar.days'), cell: ({ from, until }) => stretch(from, until) },
            { key: 'state', label: text('programmes.own.state'), cell: ({ isSet, mustSetAgain }) => text(`programmes.own.states.${mustSetAgain ? 'again' : isSet ? 'set' : 'not'}`) },
            { key: 'by', label: text('programmes.own.by'), cell: ({ setByName }) => setByName ?? MISSING, isEmpty: ({ setByName }) => setByName == null },
            { key: 'at', label: text('programmes.own.at'), cell: ({ setAt }) => formats.time(setAt), isEmpty: ({ setAt }) => setAt == null },
            { key: 'reason', label: text('programmes.own.reason'), cell: ({ reason }) => reason ?? MISSING, isEmpty: ({ reason }) => reason == null },
          ]}
          empty={<EmptyState title={text('programmes.own.none')} next={text('programmes.own.noneNext')} />}
        />
      </DialogContent>
      <DialogActions>
        <ExportMenu isSmall list="officewindows" label={text('ui.export')} filter={{ programmeId, action }} />
        <Button onClick={onClose}>{text('programmes.own.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
