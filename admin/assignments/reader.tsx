import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useChange } from '../data/queries.js';
import { AddOpinionDocument } from '../gql/graphql.js';
import { refusalOf, Refusals, withoutField } from '../ui/refusals.js';
import { useFailureText } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { Essay } from './essay.js';
import { queueHref, submissionHref, useQueueChoice } from './queue-choice.js';
import { useSubmissionCache, type WorkbenchSubmission } from './submission-cache.js';
import { SubmissionHeader } from './submission-header.js';
import { Opinions, ReviewSummary, SubmissionRecord } from './submission-record.js';
import { useQueueWalk } from './use-queue-walk.js';

/** Experts read the same submissions and give their opinion; they grade nothing. */
export function Reader({ submission }: { submission: WorkbenchSubmission }) {
  const text = useText();
  const [choice] = useQueueChoice('ALL');
  const { previousId, nextId } = useQueueWalk(choice, submission.id);
  const hrefOf = (id: string | null): string | null => (id === null ? null : submissionHref(id, choice));
  const review = submission.review ?? null;
  return (
    <>
      <SubmissionHeader submission={submission} backTo={queueHref(choice)} previousTo={hrefOf(previousId)} nextTo={hrefOf(nextId)} areKeysShown={false} />
      <Box sx={{ display: 'grid', gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) 380px' }, gap: 2, p: { xs: 2, md: 3 } }}>
        <Box sx={{ minWidth: 0 }}>
          <Typography variant="h2" sx={{ mb: 2, textAlign: 'center' }}>
            {submission.assignment.title}
          </Typography>
          <Essay text={submission.text} characterCount={submission.characterCount} marks={review?.annotations ?? submission.returnAnnotations} />
          <SubmissionRecord submission={submission} />
        </Box>
        <Stack spacing={2}>
          <Card sx={{ p: 2 }}>
            <Typography variant="h2" sx={{ mb: 1 }}>
              {text('assignments.review')}
            </Typography>
            {review === null ? (
              <Typography variant="body2" color="textSecondary">
                {text('assignments.notReviewed')}
              </Typography>
            ) : (
              <ReviewSummary review={review} assignment={submission.assignment} />
            )}
          </Card>
          <Card sx={{ p: 2 }}>
            <Typography variant="h2" sx={{ mb: 1 }}>
              {text('assignments.opinions')}
            </Typography>
            <Opinions opinions={submission.opinions} />
            {submission.viewerCanGiveOpinion && <OpinionForm submission={submission} />}
          </Card>
        </Stack>
      </Box>
    </>
  );
}

function OpinionForm({ submission }: { submission: WorkbenchSubmission }) {
  const text = useText();
  const notify = useNotify();
  const failureText = useFailureText();
  const cache = useSubmissionCache();
  const add = useChange(AddOpinionDocument);
  const [opinion, setOpinion] = useState('');
  const [isEmpty, setEmpty] = useState(false);
  const refusals = add.data?.addOpinion.refusals ?? [];
  const problem = isEmpty ? text('assignments.opinionEmpty') : refusalOf(refusals, 'text');

  const send = async (): Promise<void> => {
    setEmpty(opinion.trim() === '');
    if (opinion.trim() === '') return;
    try {
      const given = (await add.mutateAsync({ input: { submissionId: submission.id, text: opinion } })).addOpinion.opinion;
      if (given === null || given === undefined) return;
      cache.change(submission.id, { opinions: [...submission.opinions, given] });
      setOpinion('');
      notify(text('assignments.opinionSent'));
    } catch (error) {
      notify(failureText(error), { type: 'error' });
    }
  };
  return (
    <Stack
      component="form"
      spacing={1}
      sx={{ mt: 2 }}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Refusals refusals={withoutField(refusals, 'text')} />
      <TextField
        multiline
        minRows={4}
        label={text('assignments.opinionText')}
        value={opinion}
        error={problem !== undefined}
        helperText={problem ?? text('assignments.opinionHelp')}
        onChange={(event) => {
          setOpinion(event.target.value);
          setEmpty(false);
        }}
      />
      <Button type="submit" variant="contained" loading={add.isPending} sx={{ alignSelf: 'flex-start' }}>
        {text('assignments.giveOpinion')}
      </Button>
    </Stack>
  );
}
