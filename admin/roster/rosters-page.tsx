import UploadIcon from '@mui/icons-material/UploadFile';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useLocale } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { outdate, useConnection } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { RosterImportsDocument } from '../gql/graphql.js';
import { ConnectionTable } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { TABLES, UploadButton } from '../ui/upload-button.js';

export function RostersPage() {
  const text = useText();
  const formats = useFormats();
  const locale = useLocale();
  const navigate = useNavigate();
  const imports = useConnection(RosterImportsDocument, { first: 50 }, (result) => result.rosterImports);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const send = async (file: File): Promise<void> => {
    setSending(true);
    setProblem(null);
    try {
      const response = await fetch(`/rosters?name=${encodeURIComponent(file.name)}`, { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/octet-stream', 'accept-language': locale }, body: file });
      const answer = (await response.json()) as { id?: string; failure?: string | null };
      outdate([RosterImportsDocument]);
      if (answer.id === undefined) setProblem(text('ui.failure.INTERNAL'));
      else if (answer.failure !== null && answer.failure !== undefined) setProblem(answer.failure);
      else await navigate(`/people/rosters/${answer.id}`);
    } catch {
      setProblem(text('ui.failure.OFFLINE'));
    } finally {
      setSending(false);
    }
  };
  return (
    <Page
      title={text('roster.title')}
      subtitle={text('roster.intro')}
      actions={
        <>
          <ExportMenu list="rosters" label={text('ui.export')} filter={{}} />
          <Button component="a" variant="outlined" href="/rosters/template">
            {text('roster.template')}
          </Button>
          <UploadButton label={text('roster.choose')} accept={TABLES} isBusy={isSending} isDisabled={false} isFullWidth={false} isPrimary onFile={(file) => void send(file)} />
        </>
      }
    >
      <Stack spacing={2}>
        {problem !== null && <Alert severity="error">{problem}</Alert>}
        <Typography variant="body2" color="textSecondary">
          {text('roster.columns')}
        </Typography>
        <ConnectionTable
          label={text('roster.list')}
          connection={imports}
          rowKey={(row) => row.id}
          href={(row) => `/people/rosters/${row.id}`}
          columns={[
            { key: 'file', label: text('roster.file'), cell: (row) => row.fileName },
            { key: 'state', label: text('roster.state'), cell: (row) => text(`roster.states.${row.state}`) },
            { key: 'summary', label: text('roster.what'), cell: (row) => row.failure ?? text('roster.summary', { same: row.same, added: row.added, changed: row.changed, errors: row.errors }) },
            { key: 'by', label: text('roster.by'), cell: (row) => row.byName },
            { key: 'at', label: text('roster.at'), cell: (row) => formats.time(row.createdAt) },
          ]}
          empty={<EmptyState icon={<UploadIcon />} title={text('roster.none')} next={text('roster.noneNext')} />}
        />
      </Stack>
    </Page>
  );
}
