import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useLocale } from 'react-admin';
import { outdate, useChange } from '../data/queries.js';
import { ProgrammePageDocument, RemoveProgrammeFileDocument, type ProgrammePartsFragment } from '../gql/graphql.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';
import { useFormats } from '../ui/format.js';
import { Refusals } from '../ui/refusals.js';
import { SectionCard } from '../ui/section-card.js';
import { useText } from '../ui/text.js';
import { UploadButton } from '../ui/upload-button.js';

type File = ProgrammePartsFragment['life']['files'][number];

/** The notice's downloads. */
export function FilesCard({ programme }: { programme: ProgrammePartsFragment }) {
  const text = useText();
  const formats = useFormats();
  const locale = useLocale();
  const { files, viewerCanArrange } = programme.life;
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [leaving, setLeaving] = useState<File | null>(null);
  const remove = useChange(RemoveProgrammeFileDocument, [ProgrammePageDocument]);

  const send = async (file: Blob & { name: string }): Promise<void> => {
    setSending(true);
    setProblem(null);
    try {
      const address = `/programmes/files?programmeId=${encodeURIComponent(programme.id)}&name=${encodeURIComponent(file.name)}`;
      const response = await fetch(address, { method: 'POST', credentials: 'same-origin', headers: { 'content-type': 'application/octet-stream', 'accept-language': locale }, body: file });
      const answer = (await response.json()) as { number?: number | null; failure?: string | null };
      if (response.ok) outdate([ProgrammePageDocument]);
      else setProblem(answer.failure ?? text('ui.failure.INTERNAL'));
    } catch {
      setProblem(text('ui.failure.OFFLINE'));
    } finally {
      setSending(false);
    }
  };
  return (
    <SectionCard title={text('programmeLife.files')}>
      {problem !== null && <Alert severity="error">{problem}</Alert>}
      <Refusals refusals={remove.data?.removeProgrammeFile.refusals ?? []} />
      {files.length === 0 && <Typography color="textSecondary">{text('programmeLife.noFiles')}</Typography>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {files.map((file) => (
          <Box component="li" key={file.number} sx={{ display: 'flex', gap: 1, alignItems: 'center', minHeight: 40 }}>
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Link href={`/programmes/files?programmeId=${encodeURIComponent(programme.id)}&number=${file.number}`} sx={{ overflowWrap: 'anywhere' }}>
                {file.name}
              </Link>
              <Typography variant="caption" component="p" color="textSecondary">
                {text('programmeLife.kilobytes', { size: formats.integer(Math.ceil(file.bytes / 1024)) })}
              </Typography>
            </Box>
            {viewerCanArrange && (
              <IconButton aria-label={`${text('programmeLife.remove')} ${file.name}`} onClick={() => { setLeaving(file); }}>
                <DeleteIcon />
              </IconButton>
            )}
          </Box>
        ))}
      </Box>
      {viewerCanArrange && (
        <Box sx={{ mt: 1 }}>
          <UploadButton label={text('programmeLife.upload')} isBusy={isSending} isDisabled={false} isFullWidth={false} isPrimary accept=".pdf,.docx,.xlsx,.pptx,.png,.jpg,.jpeg" onFile={(file) => void send(file)} />
        </Box>
      )}
      {leaving !== null && (
        <ConfirmDialog
          title={text('programmeLife.removeTitle', { name: leaving.name })}
          explanation={text('programmeLife.removeText')}
          confirm={text('programmeLife.remove')}
          cancel={text('programmeLife.stay')}
          advised="cancel"
          isBusy={remove.isPending}
          onConfirm={() => {
            remove.mutate({ input: { programmeId: programme.id, number: leaving.number } }, { onSettled: () => { setLeaving(null); } });
          }}
          onCancel={() => { setLeaving(null); }}
        />
      )}
    </SectionCard>
  );
}
