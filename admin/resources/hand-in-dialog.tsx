import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { useLocale, useNotify } from 'react-admin';
import { useViewer } from '../access/viewer.js';
import { IdempotencyKeys } from '../data/idempotency-key.js';
import { useChange } from '../data/queries.js';
import { HandInResourceDocument, ResourcesDocument, type ResourceKind, type ResourceRights, type Stage, type Subject } from '../gql/graphql.js';
import { Choice, STAGES, SUBJECTS } from '../people/choices.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useText } from '../ui/text.js';
import { UploadButton } from '../ui/upload-button.js';
import { RESOURCE_KINDS } from './resource-tags.js';
import { upload } from './upload.js';

const RIGHTS = ['ORIGINAL', 'PERMITTED'] as const satisfies readonly ResourceRights[];
const FIELDS = ['title', 'description', 'authors', 'authorNumber', 'rightsNote', 'link', 'fileNumber'] as const;

/** What it is, whose it is, and either a file or a link. */
export function HandInDialog({ onClose, onDone }: { onClose: () => void; onDone: (id: string) => void }) {
  const text = useText();
  const notify = useNotify();
  const locale = useLocale();
  const viewer = useViewer();
  const keys = useRef(new IdempotencyKeys());
  const [form, setForm] = useState({ title: '', description: '', authors: '', authorNumber: '', rightsNote: '', link: '' });
  const [kind, setKind] = useState<ResourceKind>('DESIGN');
  const [subject, setSubject] = useState<Subject>('CHINESE');
  const [stage, setStage] = useState<Stage>('PRIMARY');
  const [rights, setRights] = useState<ResourceRights>('ORIGINAL');
  const [by, setBy] = useState<'FILE' | 'LINK'>('FILE');
  const [file, setFile] = useState<{ number: number; name: string } | null>(null);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [isRecommended, setRecommended] = useState(false);
  const handIn = useChange(HandInResourceDocument, [ResourcesDocument]);
  const refusals = handIn.data?.handInResource.refusals ?? [];
  const set = (field: keyof typeof form) => (value: string): void => { setForm({ ...form, [field]: value }); };
  const send = async (chosen: Blob & { name: string }): Promise<void> => {
    setSending(true);
    setProblem(null);
    try {
      const { number, failure } = await upload(chosen, locale);
      if (number === null) setProblem(failure ?? text('ui.failure.INTERNAL'));
      else setFile({ number, name: chosen.name });
    } catch {
      setProblem(text('ui.failure.OFFLINE'));
    } finally {
      setSending(false);
    }
  };
  const submit = (): void => {
    if (by === 'FILE' && file === null) {
      setProblem(text('resources.fileMissing'));
      return;
    }
    const input = {
      ...form, kind, subject, stage, rights, isRecommended, rightsNote: rights === 'PERMITTED' ? form.rightsNote : '', authorNumber: form.authorNumber.trim() === '' ? null : form.authorNumber.trim(),
      link: by === 'LINK' ? form.link.trim() : null, fileNumber: by === 'FILE' ? (file?.number ?? null) : null,
    };
    handIn.mutate({ input: { ...input, idempotencyKey: keys.current.for(input) } }, {
      onSuccess: ({ handInResource: { resource, refusals: refused } }) => {
        if (refused.length > 0 || resource == null) return;
        notify(text('resources.handedIn', { name: resource.title }));
        onDone(resource.id);
      },
    });
  };
  return (
    <FormDialog title={text('resources.handIn')} submit={text('resources.handIn')} isBusy={handIn.isPending} error={handIn.error} refusals={withoutField(refusals, ...FIELDS)} onSubmit={submit} onClose={onClose}>
      <Typography variant="body2">{text('resources.handInText')}</Typography>
      <TextInput autoFocus label={text('resources.titleField')} value={form.title} onChange={set('title')} problem={refusalOf(refusals, 'title')} />
      <Stack direction="row" useFlexGap spacing={2} sx={{ flexWrap: 'wrap' }}>
        <Choice label={text('resources.kind')} value={kind} values={RESOURCE_KINDS} nameOf={(one) => text(`resources.kinds.${one}`)} onChange={(value) => { if (value !== null) setKind(value); }} />
        <Choice label={text('resources.subject')} value={subject} values={SUBJECTS} nameOf={(one) => text(`people.subjects.${one}`)} onChange={(value) => { if (value !== null) setSubject(value); }} />
        <Choice label={text('resources.stage')} value={stage} values={STAGES} nameOf={(one) => text(`people.stages.${one}`)} onChange={(value) => { if (value !== null) setStage(value); }} />
      </Stack>
      <TextInput isLong label={text('resources.description')} value={form.description} onChange={set('description')} problem={refusalOf(refusals, 'description')} />
      <TextInput label={text('resources.authors')} value={form.authors} onChange={set('authors')} problem={refusalOf(refusals, 'authors')} />
      <TextInput label={text('resources.authorNumber')} value={form.authorNumber} onChange={set('authorNumber')} problem={refusalOf(refusals, 'authorNumber')} />
      <FormControl>
        <FormLabel id="resource-rights">{text('resources.rights')}</FormLabel>
        <RadioGroup row aria-labelledby="resource-rights" value={rights} onChange={(_, value) => { setRights(RIGHTS.find((one) => one === value) ?? 'ORIGINAL'); }}>
          {RIGHTS.map((one) => <FormControlLabel key={one} value={one} control={<Radio />} label={text(`resources.rightsOf.${one}`)} />)}
        </RadioGroup>
      </FormControl>
      {rights === 'PERMITTED' && <TextInput label={text('resources.rightsNote')} value={form.rightsNote} onChange={set('rightsNote')} problem={refusalOf(refusals, 'rightsNote')} />}
      <FormControl>
        <FormLabel id="resource-content">{text('resources.content')}</FormLabel>
        <RadioGroup row aria-labelledby="resource-content" value={by} onChange={(_, value) => { setBy(value === 'LINK' ? 'LINK' : 'FILE'); }}>
          <FormControlLabel value="FILE" control={<Radio />} label={text('resources.byFile')} />
          <FormControlLabel value="LINK" control={<Radio />} label={text('resources.byLink')} />
        </RadioGroup>
      </FormControl>
      {by === 'FILE' ? (
        <div>
          <Stack direction="row" useFlexGap spacing={2} sx={{ alignItems: 'center', flexWrap: 'wrap' }}>
            <UploadButton label={text(file === null ? 'resources.chooseFile' : 'resources.chooseOther')} isBusy={isSending} isDisabled={false} isFullWidth={false} isPrimary={false} accept=".pdf,.docx,.xlsx,.pptx,.png,.jpg,.jpeg" onFile={(chosen) => void send(chosen)} />
            {file !== null && <Typography variant="body2" role="status" sx={{ overflowWrap: 'anywhere' }}>{file.name}</Typography>}
          </Stack>
          <FormHelperText error={problem !== null || refusalOf(refusals, 'fileNumber') !== undefined} {...(problem === null ? {} : { role: 'alert' })}>{problem ?? refusalOf(refusals, 'fileNumber') ?? text('resources.fileHelp')}</FormHelperText>
        </div>
      ) : (
        <TextInput label={text('resources.link')} value={form.link} onChange={set('link')} problem={refusalOf(refusals, 'link')} help={text('resources.linkHelp')} />
      )}
      {viewer?.office?.level !== 'PROVINCE' && <FormControlLabel control={<Checkbox checked={isRecommended} onChange={(_, checked) => { setRecommended(checked); }} />} label={text('resources.alsoRecommend')} />}
    </FormDialog>
  );
}
