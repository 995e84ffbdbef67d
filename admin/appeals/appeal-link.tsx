import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { Link } from 'react-router-dom';
import { useLoad } from '../data/queries.js';
import { AppealsOfSubmissionDocument } from '../gql/graphql.js';
import { useText } from '../ui/text.js';

/** In the workbench: what is appealed is answered on a page of its own. */
export function AppealLink({ submissionId, isOpen }: { submissionId: string; isOpen: boolean }) {
  const text = useText();
  const query = useLoad(AppealsOfSubmissionDocument, { id: submissionId });
  const last = query.data?.submission?.appeals.at(-1);
  return (
    <Alert
      severity={isOpen ? 'warning' : 'info'}
      action={
        last !== undefined && (
          <Button color="inherit" component={Link} to={`/appeals/${encodeURIComponent(last.id)}`} sx={{ whiteSpace: 'nowrap' }}>
            {text('appeals.see')}
          </Button>
        )
      }
    >
      {text(isOpen ? 'appeals.queueNote' : 'appeals.revisedNote')}
    </Alert>
  );
}
