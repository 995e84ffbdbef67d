import Alert from '@mui/material/Alert';
import Autocomplete from '@mui/material/Autocomplete';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { useChange, useConnection, useLoad } from '../data/queries.js';
import { ApplyRubricDocument, RubricChangePreviewDocument, RubricChangesDocument, RubricDetailDocument, RubricsDocument, RubricUsesDocument, type RubricChangePreviewQuery, type RubricPartsFragment, type RubricUsePartsFragment } from '../gql/graphql.js';
import { DataTable } from '../ui/data-table.js';
import { FormDialog } from '../ui/form-dialog.js';
import { TextInput } from '../ui/form-fields.js';
import { useFormats } from '../ui/format.js';
import { Refusals, refusalOf, withoutField } from '../ui/refusals.js';
import { Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';

type Preview = RubricChangePreviewQuery['rubricChangePreview'];

interface ApplyRubricDialogProps {
  rubric: RubricPartsFragment;
  onClose: () => void;
}

/** Takes an assignment over to this version: first whom it changes, in numbers, then why, then the act. */
export function ApplyRubricDialog({ rubric, onClose }: ApplyRubricDialogProps) {
  const text = useText();
  const notify = useNotify();
  const navigate = useNavigate();
  const assignments = useConnection(RubricUsesDocument, { first: 100, subject: rubric.subject ?? null }, (result) => result.assignments);
  const [assignment, setAssignment] = useState<RubricUsePartsFragment | null>(null);
  const [reason, setReason] = useState('');
  const isAlready = assignment?.rubric.id === rubric.id;
  const preview = useLoad(RubricChangePreviewDocument, { assignmentId: assignment?.id ?? '', rubricId: rubric.id }, { enabled: assignment !== null && !isAlready, staleTime: 0 });
  const apply = useChange(ApplyRubricDocument, [RubricChangesDocument, RubricsDocument, RubricDetailDocument, RubricUsesDocument]);
  const effect = assignment === null || isAlready ? undefined : preview.data?.rubricChangePreview;
  const refusals = apply.data?.applyRubric.refusals ?? [];

  const send = (): void => {
    if (assignment === null || effect === undefined || effect.refusals.length > 0) return;
    apply.mutate(
      { input: { assignmentId: assignment.id, rubricId: rubric.id, expectedRubricId: assignment.rubric.id, reason } },
      {
        onSuccess: ({ applyRubric: { change } }) => {
          if (change === null || change === undefined) return;
          notify(text('rubrics.applied'), { type: 'success' });
          void navigate('/rubrics');
        },
      },
    );
  };
  return (
    <FormDialog
      title={text('rubrics.applyTitle', { name: rubric.name, version: rubric.version })}
      submit={effect !== undefined && effect.changed > 0 ? text('rubrics.confirm', { changed: effect.changed }) : text('rubrics.confirmNone')}
      isBusy={apply.isPending}
      error={apply.error}
      refusals={withoutField(refusals, 'reason')}
      onSubmit={send}
      onClose={onClose}
    >
      <Autocomplete
        options={assignments.nodes}
        loading={assignments.isPending}
        value={assignment}
        onChange={(_, chosen) => {
          setAssignment(chosen);
        }}
        isOptionEqualToValue={(one, other) => one.id === other.id}
        getOptionKey={(one) => one.id}
        getOptionLabel={(one) => `${one.course.name} · ${one.title}`}
        loadingText={text('ui.loading')}
        noOptionsText={text('ui.notFound.title')}
        renderInput={(props) => <TextField {...props} autoFocus label={text('rubrics.assignment')} helperText={assignment === null ? text('rubrics.assignmentHelp') : text('rubrics.nowUses', { name: assignment.rubric.name, version: assignment.rubric.version })} />}
      />
      {isAlready && <Alert severity="info">{text('rubrics.already')}</Alert>}
      {assignment !== null && !isAlready && <Loaded query={preview}>{(data) => <Effect preview={data.rubricChangePreview} />}</Loaded>}
      {effect?.refusals.length === 0 && <TextInput isLong label={text('rubrics.reason')} value={reason} onChange={setReason} problem={refusalOf(refusals, 'reason')} />}
    </FormDialog>
  );
}

function Effect({ preview }: { preview: Preview }) {
  const text = useText();
  const formats = useFormats();
  const counts = { reviews: formats.integer(preview.reviews), changed: formats.integer(preview.changed), higher: formats.integer(preview.higher), lower: formats.integer(preview.lower) };
  if (preview.refusals.length > 0) return <Refusals refusals={preview.refusals} />;
  return (
    <Stack spacing={1} role="status">
      <Alert severity={preview.changed === 0 ? 'info' : 'warning'}>
        <div>{preview.reviews === 0 ? text('rubrics.effectNone') : text(preview.changed === 0 ? 'rubrics.effectSame' : 'rubrics.effect', counts)}</div>
        {preview.visible > 0 && <div>{text('rubrics.effectVisible', { visible: formats.integer(preview.visible) })}</div>}
        {preview.cut > 0 && <div>{text('rubrics.effectCut', { cut: formats.integer(preview.cut) })}</div>}
        {preview.drafts > 0 && <div>{text('rubrics.effectDrafts', { drafts: formats.integer(preview.drafts) })}</div>}
      </Alert>
      {preview.largest.length > 0 && (
        <>
          <Typography variant="body2" color="textSecondary">
            {text('rubrics.largest')}
          </Typography>
          <DataTable
            label={text('rubrics.largest')}
            rows={preview.largest}
            rowKey={(row) => row.submission.id}
            columns={[
              { key: 'class', label: text('rubrics.class'), cell: (row) => row.submission.class.name },
              { key: 'before', label: text('rubrics.before'), numeric: true, cell: (row) => formats.points(row.before) },
              { key: 'after', label: text('rubrics.after'), numeric: true, cell: (row) => formats.points(row.after) },
            ]}
          />
        </>
      )}
    </Stack>
  );
}
