import Alert from '@mui/material/Alert';
import AlertTitle from '@mui/material/AlertTitle';
import Button from '@mui/material/Button';
import { Link } from 'react-router-dom';
import { useLoad } from '../data/queries.js';
import { CorrectionsDocument, OwnDataDocument } from '../gql/graphql.js';
import { useFormats } from '../ui/format.js';
import { TaskCard } from '../ui/task-card.js';
import { useText } from '../ui/text.js';

/** The first thing that is asked of a teacher, until it is done. */
export function OwnDataToday() {
  const text = useText();
  const own = useLoad(OwnDataDocument, {}).data?.viewer?.person ?? null;
  if (own === null || (own.subject ?? null) === null || (own.confirmedAt ?? null) !== null) return null;
  return (
    <Alert
      severity="info"
      sx={{ mb: 2 }}
      action={
        <Button component={Link} to="/my-data" variant="contained" size="small">
          {text('people.own.cardAction')}
        </Button>
      }
    >
      <AlertTitle>{text('people.own.card')}</AlertTitle>
      {text('people.own.cardNote')}
    </Alert>
  );
}

export function PeopleToday() {
  const text = useText();
  const formats = useFormats();
  const waiting = useLoad(CorrectionsDocument, { first: 1, state: 'PROPOSED' });
  return (
    <TaskCard
      query={waiting}
      figure={formats.integer(waiting.data?.dataCorrections.totalCount)}
      label={text('people.toDecide')}
      to="/people/corrections"
      action={text('people.seeCorrections')}
    />
  );
}
