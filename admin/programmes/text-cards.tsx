import EditIcon from '@mui/icons-material/EditOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useId, useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange, useLoad } from '../data/queries.js';
import { ProgrammePageDocument, ProgrammeTextVersionsDocument, WriteProgrammeTextDocument, type ProgrammePartsFragment, type ProgrammeTextKind } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { useFormats } from '../ui/format.js';
import { TextInput } from '../ui/form-fields.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { SectionCard } from '../ui/section-card.js';
import { Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';

type Programme = ProgrammePartsFragment;

/** What everybody reads comes first; what leads to it stands below. */
const ORDER: readonly ProgrammeTextKind[] = ['NOTICE', 'NEEDS', 'PLAN', 'FOR_LOWER_OFFICES'];

export function TextCards({ programme }: { programme: Programme }) {
  const { texts, viewerCanWrite } = programme.life;
  const kinds = ORDER.filter((kind) => kind === 'NOTICE' || viewerCanWrite.includes(kind) || texts.some((one) => one.kind === kind));
  return kinds.map((kind) => <TextCard key={kind} programme={programme} kind={kind} />);
}

function TextCard({ programme, kind }: { programme: Programme; kind: ProgrammeTextKind }) {
  const text = useText();
  const formats = useFormats();
  const [opened, setOpened] = useState<'write' | 'versions' | null>(null);
  const known = programme.life.texts.find((one) => one.kind === kind);
  const mayWrite = programme.life.viewerCanWrite.includes(kind);
  const close = (): void => {
    setOpened(null);
  };
  return (
    <SectionCard title={text(`programmeLife.texts.${kind}`)}>
      {known === undefined ? (
        <Typography color="textSecondary">{text(mayWrite ? 'programmeLife.notWritten' : 'programmeLife.noNotice')}</Typography>
      ) : (
        <>
          <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxWidth: '72ch', lineHeight: 1.8 }}>{known.text}</Typography>
          <Typography variant="caption" component="p" color="textSecondary" sx={{ mt: 1 }}>
            {[text('programmeLife.textVersion', { version: known.version, at: formats.time(known.at) }), known.byName ?? ''].filter((one) => one !== '').join(' · ')}
          </Typography>
        </>
      )}
      {(mayWrite || (known?.version ?? 0) > 1) && (
        <Box sx={{ display: 'flex', gap: 1, mt: 1, ml: -1 }}>
          {mayWrite && (
            <Button startIcon={<EditIcon />} aria-label={`${text(known === undefined ? 'programmeLife.write' : 'programmeLife.edit')} ${text(`programmeLife.texts.${kind}`)}`} onClick={() => { setOpened('write'); }}>
              {text(known === undefined ? 'programmeLife.write' : 'programmeLife.edit')}
            </Button>
          )}
          {(known?.version ?? 0) > 1 && <Button onClick={() => { setOpened('versions'); }}>{text('programmeLife.versions')}</Button>}
        </Box>
      )}
      {opened === 'write' && <TextDialog programmeId={programme.id} kind={kind} known={known ?? null} onClose={close} />}
      {opened === 'versions' && <VersionsDialog programmeId={programme.id} kind={kind} onClose={close} />}
    </SectionCard>
  );
}

interface TextDialogProps {
  programmeId: string;
  kind: ProgrammeTextKind;
  known: { version: number; text: string } | null;
  onClose: () => void;
}

function TextDialog({ programmeId, kind, known, onClose }: TextDialogProps) {
  const text = useText();
  const notify = useNotify();
  const keys = useRef(new IdempotencyKeys());
  const [written, setWritten] = useState(known?.text ?? '');
  const write = useChange(WriteProgrammeTextDocument, [ProgrammePageDocument, ProgrammeTextVersionsDocument]);
  const refusals = write.data?.writeProgrammeText.refusals ?? [];
  const send = (): void => {
    const wanted = { programmeId, kind, text: written, expectedVersion: known?.version ?? 0 };
    write.mutate({ input: { ...wanted, idempotencyKey: keys.current.for(wanted) } }, {
      onSuccess: (data) => {
        if (data.writeProgrammeText.refusals.length > 0) return;
        notify(text('programmeLife.saved'));
        onClose();
      },
    });
  };
  return (
    <FormDialog title={text(`programmeLife.texts.${kind}`)} submit={text('programmeLife.save')} isBusy={write.isPending} error={write.error} refusals={withoutField(refusals, 'text')} onSubmit={send} onClose={onClose}>
      <TextInput isLong autoFocus label={text('programmeLife.content')} value={written} onChange={setWritten} problem={refusalOf(refusals, 'text')} />
    </FormDialog>
  );
}

function VersionsDialog({ programmeId, kind, onClose }: Omit<TextDialogProps, 'known'>) {
  const text = useText();
  const formats = useFormats();
  const titleId = useId();
  const query = useLoad(ProgrammeTextVersionsDocument, { id: programmeId });
  return (
    <Dialog open fullWidth maxWidth="md" onClose={onClose} aria-labelledby={titleId}>
      <DialogTitle id={titleId}>{`${text(`programmeLife.texts.${kind}`)} · ${text('programmeLife.versions')}`}</DialogTitle>
      <DialogContent>
        <Loaded query={query}>
          {({ programme }) => programme.textVersions.filter((one) => one.kind === kind).map(({ version, text: content, byName, at }) => (
            <Box key={version} component="section" sx={{ py: 1.5, borderBottom: 1, borderColor: 'divider' }}>
              <Typography variant="caption" component="p" color="textSecondary">
                {[text('programmeLife.textVersion', { version, at: formats.time(at) }), byName ?? ''].filter((one) => one !== '').join(' · ')}
              </Typography>
              <Typography sx={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>{content}</Typography>
            </Box>
          ))}
        </Loaded>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{text('programmeLife.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}
