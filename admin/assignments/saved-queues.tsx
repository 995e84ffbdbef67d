import BookmarkAddIcon from '@mui/icons-material/BookmarkAddOutlined';
import CancelIcon from '@mui/icons-material/Cancel';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useChange, useLoad } from '../data/queries.js';
import { RemoveSavedQueueDocument, SaveQueueDocument, SavedQueuesDocument, type SavedQueuePartsFragment } from '../gql/graphql.js';
import { FormDialog } from '../ui/form-dialog.js';
import { refusalOf, withoutField } from '../ui/refusals.js';
import { useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';
import type { QueueChoice } from './queue-choice.js';

function choiceOf({ filter, order, class: trainingClass, assignment }: SavedQueuePartsFragment): QueueChoice {
  return { filter, order, classId: trainingClass?.id ?? null, assignmentId: assignment?.id ?? null };
}

function isSame(one: QueueChoice, other: QueueChoice): boolean {
  return one.filter === other.filter && one.order === other.order && one.classId === other.classId && one.assignmentId === other.assignmentId;
}

/** The tutor's own filters, one click each, and the way to keep the present one. */
export function SavedQueues({ choice, onChoose }: { choice: QueueChoice; onChoose: (choice: QueueChoice) => void }) {
  const text = useText();
  const notify = useNotify();
  const failureText = useFailureText();
  const [isSaving, setSaving] = useState(false);
  const saved = useLoad(SavedQueuesDocument, {}, { staleTime: 60_000 }).data?.savedQueues ?? [];
  const removing = useChange(RemoveSavedQueueDocument, [SavedQueuesDocument]);
  return (
    <Stack direction="row" useFlexGap spacing={1} role="group" aria-label={text('queues.saved')} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
      {saved.length > 0 && (
        <Typography variant="body2" color="textSecondary">
          {text('queues.saved')}
        </Typography>
      )}
      {saved.map((queue) => (
        <SavedQueue
          key={queue.id}
          name={queue.name}
          isChosen={isSame(choiceOf(queue), choice)}
          onChoose={() => {
            onChoose(choiceOf(queue));
          }}
          onRemove={() => {
            removing.mutate(
              { input: { savedQueueId: queue.id } },
              {
                onError: (error) => {
                  notify(failureText(error), { type: 'error' });
                },
              },
            );
          }}
        />
      ))}
      {!saved.some((queue) => isSame(choiceOf(queue), choice)) && (
        <Button
          size="small"
          startIcon={<BookmarkAddIcon />}
          onClick={() => {
            setSaving(true);
          }}
        >
          {text('queues.save')}
        </Button>
      )}
      {isSaving && (
        <SaveDialog
          choice={choice}
          onClose={() => {
            setSaving(false);
          }}
        />
      )}
    </Stack>
  );
}

interface SavedQueueProps {
  name: string;
  isChosen: boolean;
  onChoose: () => void;
  onRemove: () => void;
}

/** Two buttons that look like one chip: what a button holds is reached neither by key nor by a screen reader. */
function SavedQueue({ name, isChosen, onChoose, onRemove }: SavedQueueProps) {
  const text = useText();
  const remove = text('queues.remove', { name });
  return (
    <Box sx={{ position: 'relative', display: 'inline-flex', maxWidth: '100%' }}>
      <Chip label={name} color={isChosen ? 'primary' : 'default'} variant={isChosen ? 'filled' : 'outlined'} aria-pressed={isChosen} sx={{ pr: 3 }} onClick={onChoose} />
      <IconButton size="small" aria-label={remove} title={remove} sx={{ position: 'absolute', right: 4, top: 4, width: 24, height: 24, color: isChosen ? 'primary.contrastText' : 'text.secondary' }} onClick={onRemove}>
        <CancelIcon sx={{ fontSize: 18 }} />
      </IconButton>
    </Box>
  );
}

function SaveDialog({ choice, onClose }: { choice: QueueChoice; onClose: () => void }) {
  const text = useText();
  const notify = useNotify();
  const save = useChange(SaveQueueDocument, [SavedQueuesDocument]);
  const [name, setName] = useState('');
  const refusals = save.data?.saveQueue.refusals ?? [];
  const send = async (): Promise<void> => {
    const answer = (await save.mutateAsync({ input: { name, ...choice } })).saveQueue;
    if (answer.savedQueue === null || answer.savedQueue === undefined) return;
    notify(text('queues.savedDone', { name: answer.savedQueue.name }));
    onClose();
  };
  return (
    <FormDialog
      title={text('queues.saveTitle')}
      submit={text('queues.saveSubmit')}
      isBusy={save.isPending}
      error={save.error}
      refusals={withoutField(refusals, 'name')}
      onSubmit={() => {
        // What fails is shown by the dialog itself.
        send().catch(() => undefined);
      }}
      onClose={onClose}
    >
      <Typography>{text('queues.saveText')}</Typography>
      <TextField
        autoFocus
        label={text('queues.saveName')}
        value={name}
        error={refusalOf(refusals, 'name') !== undefined}
        helperText={refusalOf(refusals, 'name') ?? text('queues.saveNameHelp')}
        onChange={(event) => {
          setName(event.target.value);
        }}
      />
    </FormDialog>
  );
}
